import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { openOrCreateProject } from '../../src/main/db/create.ts'
import { completeAll, manyTrials, sweepsWithoutRunning } from '../support/many-trials.ts'
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

/** Everything a person meets, one after the other: how it is reached, and by what it is known to be there. */
const places: [name: string, reach: (page: Page) => Promise<void>, leave?: (page: Page) => Promise<void>][] = [
  ['Home', (page) => go(page, 'Home', page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true }))],
  ['Monitor', (page) => go(page, 'Monitor', page.getByRole('region', { name: 'Confusion' }).locator('canvas'))],
  ['probe', openDialog('Probe a digit', /^Show a 7/), escape],
  ['History', (page) => go(page, 'History', page.getByRole('checkbox', { name: 'Choose run 0001' }))],
  [
    'a run beside the table',
    async (page) => {
      await page.getByRole('grid').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('region', { name: 'Confusion matrix' })).toBeVisible()
    },
  ],
  ...['Numbers', 'Design', 'Course', 'Checkpoints'].map((tab): (typeof places)[number] => [
    `a run beside the table, ${tab}`,
    (page) => page.getByRole('complementary', { name: 'Run' }).getByText(tab, { exact: true }).click(),
  ]),
  [
    'Design',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: 'Home' }).click()
      await page.getByRole('button', { name: 'Open in designer: MNIST, feed-forward', exact: true }).click()
      await expect(page.getByRole('navigation', { name: 'Parts of the design' })).toBeVisible()
    },
  ],
  ['sweep dialog', openDialog('Sweep…', null), escape],
  ['Settings', (page) => go(page, 'Settings', page.getByText('Worker threads'))],
  [
    'palette',
    async (page) => {
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeVisible()
    },
    escape,
  ],
]

/** Of twelve trials that are complete. */
function addSweep(file: string): void {
  const store = openOrCreateProject(file)
  const [etaPlus, gain] = manyTrials.axes
  const axes = [
    { ...etaPlus, points: 4 },
    { ...gain, points: 3 },
  ]
  const noCost = { of: () => Promise.reject(new Error('Nobody asks.')) }
  const { id } = sweepsWithoutRunning(store, noCost).launch(defaultDesign('classification'), null, {
    ...manyTrials,
    axes,
  })
  completeAll(store, id)
  store.close()
}

async function go(page: Page, view: string, shown: ReturnType<Page['locator']>): Promise<void> {
  await page.getByRole('link', { name: view }).click()
  await expect(shown.first()).toBeVisible()
}

function openDialog(button: string, inside: RegExp | null) {
  return async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    if (inside !== null) await expect(page.getByRole('button', { name: inside }).first()).toBeVisible()
  }
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

for (const theme of ['light', 'dark'] as const) {
  test(`every view is labelled, ordered and in contrast, in the ${theme} theme`, async ({ openLab, folder }) => {
    runSeeds(join(folder, 'trials.bistable'), 1)
    const { page } = await openLab('trials.bistable')
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const [name, reach, leave] of places) {
      await reach(page)
      expect.soft(await faults(page), name).toEqual([])
      await leave?.(page)
    }
  })
}

test('a sweep is labelled, ordered and in contrast, in both themes', async ({ openLab, folder }) => {
  addSweep(join(folder, 'sweep.bistable'))
  const { page } = await openLab('sweep.bistable')
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('link', { name: 'Sweep #1' }).first().click()
  await expect(page.getByRole('region', { name: 'Heat map' }).locator('canvas')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Parallel coordinates' }).locator('canvas')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect.soft(await faults(page), colorScheme).toEqual([])
    await page.getByRole('button', { name: 'Extend…' }).click()
    await expect(page.getByRole('dialog', { name: 'Sweep' })).toContainText('extends sweep #1')
    expect.soft(await faults(page), `${colorScheme}, extending`).toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

/** Name and role of what has the focus, and whether one can see that it has. */
const focused = `(() => {
  const element = document.activeElement
  const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element)
  const name = element.getAttribute('aria-label') ?? element.textContent.trim()
  return { name, tag: element.tagName, ringed: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' }
})()`

test('the window is walked by keys alone: in order, seen, and out again', async ({ openLab, folder }) => {
  runSeeds(join(folder, 'trials.bistable'), 1)
  const { page } = await openLab('trials.bistable')
  const at = () => page.evaluate<{ name: string; tag: string; ringed: boolean }>(focused)
  await expect(page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'all runs' })).toBeVisible()
  await page.locator('body').press('Tab')

  // The way through the frame of the window ends in the view, and every stop can be seen.
  const names: string[] = []
  for (let stop = 0; stop < 14; stop++) {
    const { name, ringed, tag } = await at()
    expect.soft(ringed, `focus is seen on ${tag} ${name}`).toBe(true)
    names.push(name)
    await page.keyboard.press('Tab')
  }
  const order = ['Home', 'Design', 'Monitor', 'History', 'Settings'].map((name) => names.indexOf(name))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order).not.toContain(-1)
  expect(names.length).toBe(new Set(names).size)

  // Views by their keys; the palette by arrows; Escape closes, and gives the focus back.
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('combobox', { name: 'Find a command' })
  await expect(palette).toBeFocused()
  const chosen = page.getByRole('option', { selected: true })
  const first = await chosen.textContent()
  await page.keyboard.press('ArrowDown')
  await expect(chosen).not.toHaveText(first!)
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  await expect(page.getByRole('grid')).toBeFocused()

  // A run opens and closes from the table.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Run' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Run' })).toBeHidden()

  // A menu by arrows.
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  const raster = page.getByRole('region', { name: 'Confusion' })
  await expect(raster.locator('canvas')).toBeVisible()
  await raster.getByRole('button', { name: 'Export Confusion' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('CSV', { exact: true }).last()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/\.(csv|png)$/)
})

test('nothing moves by itself for those who asked for stillness', async ({ openLab }) => {
  const { page } = await openLab('trials.bistable')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Raster' }).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Probe a digit' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const moving = await page.evaluate<string[]>(`document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().duration > 1)
    .map((animation) => animation.effect.target.outerHTML.slice(0, 100))`)
  expect(moving).toEqual([])
})
