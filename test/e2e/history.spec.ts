import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeManyRuns } from '../support/many-runs.ts'
import { expect, test } from './fixtures.ts'
import { runSeeds } from './run-seeds.ts'

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible()
}

const rowOf = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number })
const filterBox = (page: Page) => page.getByRole('combobox', { name: 'Filter' })

test('two seeds of one design compare as a mean, and nothing but the seed differs', async ({ folder, openLab }) => {
  runSeeds(join(folder, 'trials.bistable'), 1, 2)
  const { page } = await openLab('trials.bistable')
  await openHistory(page)
  await page.getByRole('checkbox', { name: 'Choose run 0001' }).check()
  await page.getByRole('checkbox', { name: 'Choose run 0002' }).check()
  await page.getByRole('button', { name: 'Compare 2' }).click()
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await expect(comparison.getByText('1 design, mean ± sd')).toBeVisible()
  await expect(comparison.getByText('Nothing differs but the seeds')).toBeVisible()
  await expect(comparison.getByRole('region', { name: /^Receptive fields of/ })).toHaveCount(1)
})

test('a run opens with its figures, and shows what differs from its preset', async ({ folder, openLab }) => {
  runSeeds(join(folder, 'trials.bistable'), 1)
  const { page } = await openLab('trials.bistable')
  await openHistory(page)
  await expect(rowOf(page, '0001')).toBeVisible()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Enter')
  const run = page.getByRole('complementary', { name: 'Run' })
  await expect(run.getByRole('region', { name: 'Confusion matrix' })).toBeVisible()
  const confusion = run.getByRole('region', { name: 'Confusion matrix' })
  await confusion.hover()
  await confusion.getByRole('button', { name: 'Export Confusion matrix' }).click()
  const download = page.waitForEvent('download')
  await page.getByText('SVG', { exact: true }).click()
  expect((await download).suggestedFilename()).toMatch(/\.svg$/)
  await run.getByText('Design', { exact: true }).click()
  await expect(run.getByText(/of \d+ parameters differ/)).toBeVisible()
  // This network has no expansion: what one would be made of is left out.
  await expect(run.getByText(/\d+ without effect in this design are left out/)).toBeVisible()
  await expect(run.getByText('Smallest patch', { exact: true })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(run).toBeHidden()
})

test('a run goes to the trash and comes back', async ({ folder, openLab }) => {
  writeManyRuns(join(folder, 'trials.bistable'), 6, Date.now())
  const { page } = await openLab('trials.bistable')
  await openHistory(page)
  await page.getByRole('checkbox', { name: 'Choose run 0003' }).check()
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByText('Moved run 0003 to the trash.')).toBeVisible()
  await expect(rowOf(page, '0003')).toHaveCount(0)
  await page.getByRole('button', { name: 'Trash 1' }).click()
  await page.getByRole('checkbox', { name: 'Choose run 0003' }).check()
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await page.getByRole('button', { name: 'All runs' }).first().click()
  await expect(rowOf(page, '0003')).toHaveCount(1)
})

test('a run whose program died is shown as interrupted, with a way to go on', async ({ folder, openLab }) => {
  writeManyRuns(join(folder, 'trials.bistable'), 6, Date.now())
  const { page } = await openLab('trials.bistable')
  await openHistory(page)
  await page.getByRole('button', { name: 'Interrupted 1' }).click()
  await expect(rowOf(page, '0001').getByText('interrupted')).toBeVisible()
  await expect(page.getByText('running', { exact: true })).toHaveCount(0)
  await rowOf(page, '0001').click()
  await expect(page.getByRole('complementary', { name: 'Run' }).getByRole('button', { name: 'Resume' })).toBeVisible()
})

test('a long list is scrolled, left and found again with every run in one row', async ({ folder, openLab }) => {
  writeManyRuns(join(folder, 'trials.bistable'), 400, Date.now())
  const { page } = await openLab('trials.bistable')
  await openHistory(page)
  const table = page.getByRole('grid', { name: 'Runs' })
  const places = (): Promise<number[]> =>
    table
      .locator('[aria-rowindex]')
      .evaluateAll((rows) => rows.map((row) => Number(row.ariaRowIndex)).sort((a, b) => a - b))
  const followOneAnother = async (): Promise<void> => {
    const [first, ...others] = await places()
    expect(others).toEqual(others.map((_, k) => first + k + 1))
  }
  await table.evaluate((element) => (element.scrollTop = 5000))
  await expect(rowOf(page, '0215')).toBeVisible()
  await followOneAnother()
  await page.getByRole('link', { name: 'Home' }).click()
  await openHistory(page)
  await page.getByRole('columnheader', { name: 'Run' }).getByRole('button').click()
  await expect(table.locator('[aria-rowindex="2"]')).toContainText('0001')
  await followOneAnother()
})

test('a filter narrows the table, says where it cannot be read, and is kept under a name', async ({
  folder,
  openLab,
}) => {
  writeManyRuns(join(folder, 'trials.bistable'), 300, Date.now())
  const { page } = await openLab('trials.bistable')
  await openHistory(page)
  await filterBox(page).fill('seed:3 rule.etaPlus:0.004..0.008')
  const rows = page.getByRole('grid')
  await expect(rows).toHaveAttribute('aria-rowcount', '21')

  await filterBox(page).fill('sede:3')
  await expect(page.getByRole('alert')).toContainText('There is no field "sede". Did you mean seed?')
  await expect(filterBox(page)).toHaveAttribute('aria-invalid', 'true')

  await filterBox(page).fill('')
  await filterBox(page).pressSequentially('accur')
  await expect(page.getByRole('option', { name: /^accuracy/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.type(' > 0.8')
  await page.getByRole('button', { name: 'Save this filter' }).click()
  await page.getByRole('textbox', { name: 'Name of the filter' }).fill('the best')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(rows).toHaveAttribute('aria-rowcount', '301')
  await page.getByRole('button', { name: 'the best', exact: true }).click()
  await expect(filterBox(page)).toHaveValue('accuracy > 0.8')
  await expect(rows).not.toHaveAttribute('aria-rowcount', '301')
})
