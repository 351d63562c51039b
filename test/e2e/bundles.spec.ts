import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { runSeeds } from './run-seeds.ts'

test('runs travel to another project in a bundle', async ({ folder, openLab }) => {
  runSeeds(join(folder, 'trials.bistable'), 1)
  const from = await openLab('trials.bistable')
  await from.page.getByRole('link', { name: 'History' }).click()
  await from.page.getByRole('checkbox', { name: 'Choose run 0001' }).check()
  const download = from.page.waitForEvent('download')
  await from.page.getByRole('button', { name: 'Export bundle' }).click()
  const bundle = join(folder, 'sent.zip')
  await (await download).saveAs(bundle)
  await from.close()

  const { page, order, url } = await openLab('other.bistable')
  await page.getByRole('link', { name: 'History' }).click()
  const take = async (): Promise<void> => {
    // A desktop window asks by the system's dialog.
    if (url === null) await order({ do: 'answer', value: { filePaths: [bundle] } })
    await page.getByRole('button', { name: 'Import…' }).click()
    if (url === null) return
    await page.getByLabel('Its .zip file, on the machine of the core').fill(bundle)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
  }
  await take()
  await expect(page.getByText('1 run added.')).toBeVisible()
  await page.getByRole('row').filter({ hasText: '0001' }).click()
  const run = page.getByRole('complementary', { name: 'Run' })
  await expect(run.getByRole('region', { name: 'Confusion matrix' })).toBeVisible()
  await page.keyboard.press('Escape')
  await take()
  await expect(page.getByText('0 runs added. 1 were there already.')).toBeVisible()
})
