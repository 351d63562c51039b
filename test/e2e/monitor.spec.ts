import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'
import { runSeeds } from './run-seeds.ts'

/** The window on a new project. */
const test = base.extend<{ monitor: Page }>({
  monitor: async ({ openLab }, use) => {
    const { page } = await openLab('trials.bistable')
    await page.setViewportSize({ width: 1280, height: 800 })
    await use(page)
  },
})

async function start(page: Page, experiment = 'MNIST, feed-forward'): Promise<void> {
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('button', { name: `Run ${experiment}`, exact: true }).click()
  await expect(page).toHaveURL(/monitor/)
}

const panel = (page: Page, title: string) => page.getByRole('region', { name: title })
const picture = (page: Page, title: string) => panel(page, title).locator('canvas').first()
const pixels = async (page: Page, title: string) => (await picture(page, title).screenshot()).toString('base64')

async function expectToMove(page: Page, title: string): Promise<void> {
  await expect(picture(page, title)).toBeVisible({ timeout: 15_000 })
  const before = await pixels(page, title)
  await expect.poll(() => pixels(page, title)).not.toBe(before)
}

test('says what to do when there is nothing to watch', async ({ monitor: page }) => {
  await page.getByRole('link', { name: 'Monitor' }).click()
  await expect(page.getByText('No run to watch')).toBeVisible()
  await page.getByRole('button', { name: 'Choose an experiment' }).click()
  await expect(page).toHaveURL(/home/)
})

test('leads from the first start to a moving raster', async ({ monitor: page }) => {
  await start(page)
  await expectToMove(page, 'Raster')
  await expect(panel(page, 'Raster')).toContainText(/one digit in [\d,]+ shown/)
  await expect(panel(page, 'Hidden weights')).toContainText(/% open/)
})

test('follows a recurrent network, and a comparison of several', async ({ monitor: page }) => {
  for (const experiment of ['MNIST, recurrent', 'MNIST, what each mechanism is worth']) {
    await start(page, experiment)
    await expectToMove(page, 'Raster')
    await expect(panel(page, 'Hidden weights')).toContainText(/% open/)
    await expect(picture(page, 'Weight matrix')).toBeVisible()
    await page.getByRole('button', { name: 'Probe a digit' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByRole('button', { name: /^Show a 1/ })
      .first()
      .click()
    await expect(dialog.getByText(/^Answer|No pool fired/)).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await expect(panel(page, 'Raster')).toContainText('complete, seed')
})

test('traces any plastic synapse of a recurrent network', async ({ monitor: page }) => {
  await start(page, 'MNIST, recurrent')
  const synapse = panel(page, 'Synapse')
  await expectToMove(page, 'Synapse')
  const trace = synapse.getByRole('img')
  for (const [projection, chosen] of [
    ['pixel > pixel', 'pixel 406 > pixel 407'],
    ['unit > unit', 'unit 3 > unit 4'],
    ['unit > pixel', 'unit 3 > pixel 407'],
  ]) {
    await synapse.getByRole('combobox', { name: 'Between' }).selectOption(projection)
    await synapse.getByRole('button', { name: /^Choose another/ }).click()
    await synapse.getByRole('textbox').fill(chosen.replaceAll(/[a-z]/g, ''))
    await synapse.getByRole('textbox').press('Enter')
    await expect(trace).toHaveAccessibleName(
      `Presynaptic trace, postsynaptic trace and hidden weight of synapse ${chosen}`,
    )
    await expectToMove(page, 'Synapse')
  }
})

test('says what a run without spikes cannot do, and shows what it measures', async ({ monitor: page }) => {
  await start(page, 'Oscillation')
  await expect(page.getByRole('button', { name: 'Probe a digit' })).toBeDisabled()
  await expect(page.getByTitle('so there is nothing to probe')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Checkpoint' })).toBeEnabled()
  await expect(page.getByRole('rowheader', { name: /^flips at/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('main').getByText('stopped').first()).toBeVisible()
})

test('pauses, goes on, and stops with everything so far', async ({ monitor: page }) => {
  await start(page)
  await expectToMove(page, 'Raster')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  const bar = page.getByRole('main').getByRole('progressbar').first()
  const paused = await bar.getAttribute('aria-valuenow')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect.poll(() => bar.getAttribute('aria-valuenow')).not.toBe(paused)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('main').getByText('stopped').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expect(picture(page, 'Weight matrix')).toBeVisible()
})

test('shows two runs at once, one at a time', async ({ monitor: page }) => {
  await start(page)
  await start(page)
  const tabs = page.getByRole('navigation', { name: 'Running runs' }).getByRole('link')
  await expect(tabs).toHaveCount(2)
  await tabs.first().click()
  await expect(tabs.first()).toHaveAttribute('aria-current', 'page')
  await expectToMove(page, 'Raster')
  await tabs.last().click()
  await expect(tabs.last()).toHaveAttribute('aria-current', 'page')
  await expectToMove(page, 'Raster')
})

test('traces a synapse chosen while it runs', async ({ monitor: page }) => {
  await start(page)
  await expect(picture(page, 'Weight matrix')).toBeVisible({ timeout: 15_000 })
  const synapse = panel(page, 'Synapse')
  await picture(page, 'Weight matrix').click({ position: { x: 200, y: 40 } })
  const shown = synapse.getByRole('combobox', { name: 'Shown' }).locator('option').first()
  await expect(shown).toHaveText(/ > /)
  await synapse.getByRole('button', { name: /^Choose another/ }).click()
  await synapse.getByRole('textbox').fill('412 > 37')
  await synapse.getByRole('textbox').press('Enter')
  await expect(shown).toHaveText('412 > 37')
  await expectToMove(page, 'Synapse')
  await synapse.getByRole('button', { name: /^Choose another/ }).click()
  await synapse.getByRole('textbox').fill('9999 > 37')
  await synapse.getByRole('textbox').press('Enter')
  await expect(synapse.getByRole('alert')).toHaveText(/^There are inputs 0 to \d+\.$/)
})

test('answers a probe, drawn or picked, while it runs', async ({ monitor: page }) => {
  await start(page)
  await expectToMove(page, 'Raster')
  await page.getByRole('button', { name: 'Probe a digit' }).click()
  const dialog = page.getByRole('dialog')
  const paper = dialog.getByRole('application')
  // Hovering waits until the dialog has come to rest: before, a stroke would miss the paper.
  await paper.hover({ position: { x: 120, y: 50 } })
  await page.mouse.down()
  for (const y of [80, 110, 140, 170, 200]) await paper.hover({ position: { x: 122, y } })
  await page.mouse.up()
  await expect(dialog.getByText(/^Answer|No pool fired/)).toBeVisible()
  const seven = dialog.getByRole('button', { name: /^Show a 7/ }).first()
  await expect(seven).toHaveAttribute('aria-pressed', 'false')
  await seven.click()
  await expect(dialog.getByText('labelled 7')).toBeVisible()
  await expect(seven).toHaveAttribute('aria-pressed', 'true')
  await expect(dialog.getByRole('row')).toHaveCount(10)
})

test('answers a probe, saves and stops while it is paused', async ({ monitor: page }) => {
  await start(page)
  await expectToMove(page, 'Raster')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('main').getByText('paused').first()).toBeVisible()
  const saved = page.getByRole('contentinfo').getByText(/^saved/)
  await expect(saved).toHaveCount(0)
  await page.getByRole('button', { name: 'Checkpoint' }).click()
  await expect(saved).toBeVisible()
  await page.getByRole('button', { name: 'Probe a digit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /^Show a 1/ })
    .first()
    .click()
  await expect(dialog.getByText(/^Answer|No pool fired/)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('main').getByText('stopped').first()).toBeVisible()
})

test('shows what a run has recorded when it has ended', async ({ folder, openLab }) => {
  runSeeds(join(folder, 'trials.bistable'), 1)
  const { page } = await openLab('trials.bistable')
  await page.getByRole('link', { name: 'Monitor' }).click()
  await expect(picture(page, 'Raster')).toBeVisible()
  const raster = panel(page, 'Raster')
  await expect(raster.getByText('10 of 10')).toBeVisible()
  const last = await pixels(page, 'Raster')
  await raster.getByRole('button', { name: 'Earlier digit' }).click()
  await expect(raster.getByText('9 of 10')).toBeVisible()
  await expect.poll(() => pixels(page, 'Raster')).not.toBe(last)
  for (const title of ['Neuron', 'Synapse', 'Weight matrix', 'Accuracy', 'Weight flips', 'Hidden weights', 'Rates']) {
    await expect(picture(page, title), title).toBeVisible()
  }
  await expect(panel(page, 'Receptive fields').getByRole('button', { name: /^pool \d, \d+\s?% open$/ })).toHaveCount(10)
  await expect(picture(page, 'Confusion')).toBeVisible()
  const synapse = panel(page, 'Synapse')
  await synapse.getByRole('button', { name: /^Choose another/ }).click()
  await synapse.getByRole('textbox').fill('412 > 37')
  await synapse.getByRole('textbox').press('Enter')
  await expect(synapse.getByText('Recorded: 406 > 3.')).toBeVisible()
})

test('reorders the runs that wait', async ({ monitor: page }) => {
  for (let run = 0; run < 4; run++) await start(page)
  await page.getByRole('button', { name: 'MNIST, feed-forward' }).click()
  const queue = page.getByRole('list', { name: 'Queue' }).getByRole('listitem')
  await expect(queue).toHaveCount(2)
  const last = (await queue.last().textContent())!.trim()
  await queue
    .last()
    .getByRole('button', { name: /number 2/ })
    .press('Alt+ArrowUp')
  await expect(queue.first()).toHaveText(last)
})

test('asks for nothing when all panels are closed', async ({ monitor: page }) => {
  await start(page)
  await expectToMove(page, 'Raster')
  await page.getByRole('button', { name: 'Panels' }).click()
  for (const box of await page.getByRole('group', { name: 'Panels' }).getByRole('checkbox').all()) await box.uncheck()
  await expect(page.getByText('All panels are closed')).toBeVisible()
  await page.getByRole('button', { name: 'Open all' }).click()
  await expectToMove(page, 'Raster')
})
