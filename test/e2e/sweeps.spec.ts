import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Sweep' })
const progress = (page: Page, text: string) =>
  expect(page.getByRole('progressbar', { name: text }).first()).toBeVisible()

/** The figure that takes least time. */
async function openDesign(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Design' }).click()
  await page.getByRole('button', { name: 'Empty design: SRDP curve' }).click()
  await expect(page.getByText('as the defaults')).toBeVisible()
}

async function vary(page: Page, field: string): Promise<void> {
  await dialog(page).getByLabel('Add a field to vary').click()
  await page.keyboard.type(field)
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('group', { name: field })).toBeVisible()
}

test('two fields with two seeds make a heat map', async ({ openLab }) => {
  const { page } = await openLab('trials.bistable')
  await openDesign(page)
  await page.getByRole('button', { name: 'Sweep…' }).click()
  await vary(page, 'Lag')
  await vary(page, 'Potentiation')
  const lag = dialog(page).getByRole('group', { name: 'Lag' })
  await lag.getByText('evenly').click()
  await page.getByText('list', { exact: true }).last().click()
  await lag.getByRole('textbox', { name: 'Values of Lag' }).fill('5, 10, 30')
  const rate = dialog(page).getByRole('group', { name: 'Potentiation' })
  await rate.getByRole('textbox', { name: 'Lowest value' }).fill('0.02')
  await rate.getByRole('textbox', { name: 'Highest value' }).fill('0.04')
  await rate.getByRole('textbox', { name: 'Number of values' }).fill('2')
  await dialog(page).getByLabel('Seeds').fill('1, 2')

  // 30 ms do not fit into the period of 50 Hz: these two are listed, and not run.
  await expect(dialog(page)).toContainText('6 trials × 2 seeds · 8 runs to do · 2 trials refused')
  await expect(dialog(page).getByRole('row').filter({ hasText: 'the period of the highest frequency' })).toHaveCount(2)
  await expect(dialog(page)).toContainText(/8 runs, about/)
  await expect(dialog(page).getByRole('button', { name: 'Run 8' })).toBeEnabled()
  await dialog(page).getByLabel('Seeds').press('Control+Enter')

  await expect(page.getByRole('heading', { name: /Sweep #1/ })).toBeVisible()
  await progress(page, '8 of 8 runs are complete')
  await expect(page.getByRole('img', { name: /^Heat map of .* over Lag and Potentiation/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /of every trial over the fields that vary/ })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Best trial' })).toHaveCount(1)

  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Sweep #1' })).toHaveCount(1)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2')
  await page.getByRole('combobox', { name: 'Filter' }).fill('sweep:1 seed:2')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5')
})

test('a sweep is stopped, continued, and extended with another seed', async ({ openLab }) => {
  const { page } = await openLab('trials.bistable')
  await openDesign(page)
  await page.getByRole('button', { name: 'Sweep…' }).click()
  await vary(page, 'Potentiation')
  await dialog(page).getByRole('textbox', { name: 'Number of values' }).fill('12')
  await dialog(page).getByRole('button', { name: 'Run 12' }).click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await progress(page, '12 of 12 runs are complete')

  await page.getByRole('button', { name: 'Extend…' }).click()
  await dialog(page).getByLabel('Seeds').fill('1-2')
  await expect(dialog(page)).toContainText('12 runs to do · 12 done already · extends sweep #1')
  await dialog(page).getByRole('button', { name: 'Run 12' }).click()
  await progress(page, '24 of 24 runs are complete')
})

test('a sweep is named, thrown away with its runs, and brought back', async ({ openLab }) => {
  const { page } = await openLab('trials.bistable')
  await openDesign(page)
  await page.getByRole('button', { name: 'Sweep…' }).click()
  await vary(page, 'Potentiation')
  await dialog(page).getByRole('textbox', { name: 'Number of values' }).fill('2')
  await dialog(page).getByRole('button', { name: 'Run 2' }).click()
  await progress(page, '2 of 2 runs are complete')
  await page.getByRole('textbox', { name: 'Name of the sweep' }).fill('How much is learned')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'History' }).click()
  const line = page.getByRole('row').filter({ hasText: 'Sweep #1' })
  await expect(line).toContainText('How much is learned')
  await line.getByRole('link', { name: 'Sweep #1' }).click()
  await page.getByRole('button', { name: 'Move the sweep and its runs to the trash' }).click()
  await expect(page).toHaveURL(/history/)
  await expect(line).toHaveCount(0)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(line).toHaveCount(1)
})
