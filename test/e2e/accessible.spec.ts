import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { runSeeds } from './run-seeds.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the rules of WCAG 2.1 A and AA find wrong, in words. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return await page.evaluate<string[]>(`axe
    .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160))))`)
}

test.use({ bypassCSP: true })

for (const theme of ['light', 'dark'] as const) {
  test(`every view is labelled, ordered and in contrast, in the ${theme} theme`, async ({ openLab, folder }) => {
    runSeeds(join(folder, 'trials.bistable'), 1)
    const { page } = await openLab('trials.bistable')
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const views = {
      Home: page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true }),
      Monitor: page.getByRole('region', { name: 'Confusion' }).locator('canvas'),
      History: page.getByRole('checkbox', { name: 'Choose run 0001' }),
      Settings: page.getByText('Worker threads'),
    }
    for (const [view, shown] of Object.entries(views)) {
      await page.getByRole('link', { name: view }).click()
      await expect(shown.first()).toBeVisible()
      expect.soft(await faults(page), view).toEqual([])
    }
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeVisible()
    expect(await faults(page), 'palette').toEqual([])
  })
}
