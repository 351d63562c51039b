import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { defaultDesign, designKinds } from '../../src/contract/design/index.ts'
import { expect, test } from './fixtures.ts'

async function beginEmpty(page: Page, kind = 'Classification'): Promise<void> {
  await page.getByRole('link', { name: 'Design' }).click()
  await page.getByRole('button', { name: `Empty design: ${kind}` }).click()
  await expect(page.getByText('as the defaults')).toBeVisible()
}

async function choosePart(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of the design' }).getByRole('button', { name: part }).click()
}

const row = (page: Page, path: string): Locator => page.locator(`[data-path="${path}"]`)
const field = (page: Page, path: string): Locator => row(page, path).getByRole('textbox')
const run = (page: Page): Locator => page.getByRole('button', { name: 'Run', exact: true })

async function set(page: Page, part: string, values: Record<string, string>): Promise<void> {
  await choosePart(page, part)
  for (const [path, value] of Object.entries(values)) await field(page, path).fill(value)
}

async function saved(page: Page, act: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await act()
  return readFileSync(await (await download).path(), 'utf8')
}

/** A panel's numbers, as the person gets them: columns by name. */
async function dataOf(page: Page, panel: string): Promise<Record<string, number[]>> {
  const region = page.getByRole('region', { name: panel })
  await region.hover()
  await region.getByRole('button', { name: `Export ${panel}` }).click()
  const text = await saved(page, () => page.getByText('CSV', { exact: true }).click())
  const [head, ...lines] = text.trim().split('\n')
  return Object.fromEntries(
    head.split(',').map((name, column) => [
      name,
      lines
        .map((line) => line.split(',')[column])
        .filter((cell) => cell !== '')
        .map(Number),
    ]),
  )
}

/** Where the closed form puts it, both neurons firing at one rate. */
function transitionHz(tauPre: number, tauPost: number, jumpPre: number, etaPlus = 0.02, etaMinus = 0.012): number {
  const [a, b] = [etaPlus * jumpPre * tauPre, etaMinus * tauPost]
  return (1000 * (b - a)) / (a * tauPost - b * jumpPre * tauPre)
}

test('the feed-forward experiment is built from an empty design and run', async ({ openLab }) => {
  const { page } = await openLab('built.bistable')
  await beginEmpty(page)
  await set(page, 'Stimulus', { 'stimulus.presentationMs': '235', 'stimulus.biasInputs': '20' })
  await set(page, 'Output population', { 'output.unitsPerClass': '20' })
  await set(page, 'Neuron', { 'neuron.tauMembraneMs': '23', 'neuron.tauSynapseMs': '4.8' })
  await set(page, 'Synapses', { 'synapse.weightMv': '3.11' })
  await set(page, 'Plasticity rule', { 'rule.etaPlus': '0.0065', 'rule.etaMinus': '0.0104' })
  await set(page, 'Schedule', { 'schedule.trainSamples': '200' })
  await set(page, 'Evaluation', {
    ...{ 'evaluation.testSamples': '100', 'evaluation.everySamples': '100', 'evaluation.holdOutSamples': '50' },
  })
  await page.getByRole('textbox', { name: 'Name of the design' }).fill('Built by hand')
  await page.keyboard.press('Enter')
  await expect(page.getByText('12 fields differ from the defaults')).toBeVisible()
  await expect(page.getByText(/^1 run, about .+ of memory/)).toBeVisible()
  await run(page).click()
  await expect(page).toHaveURL(/monitor/)
  await expect(page.getByText('Built by hand').first()).toBeVisible()
  await expect(page.getByText(/of test digits/)).toBeVisible({ timeout: 60_000 })
})

test('the rule is drawn anew while a slider is dragged', async ({ openLab }) => {
  const { page } = await openLab()
  await beginEmpty(page)
  const transition = page.getByRole('region', { name: 'Net change' }).locator('data')
  const shown = async () => Number(await transition.getAttribute('value'))
  await expect.poll(shown).toBeCloseTo(transitionHz(17, 34, 1), 6)
  await expect(transition).toHaveText(/^14\.7\sHz$/)

  const handle = row(page, 'rule.jumpPre').getByRole('slider')
  const { x, y, width, height } = (await handle.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  for (let step = 1; step <= 20; step++) await page.mouse.move(x - step * 2, y + height / 2)
  await page.mouse.up()
  const jump = Number(await field(page, 'rule.jumpPre').inputValue())
  expect(jump).toBeLessThan(0.9)
  await expect.poll(shown).toBeCloseTo(transitionHz(17, 34, jump), 6)

  // The line itself turns there, and the dots follow it.
  const { rateHz, netPerS, simulatedHz, simulatedPerS, simulatedErrorPerS } = await dataOf(page, 'Net change')
  const after = netPerS.findIndex((net, k) => k > 0 && netPerS[k - 1] < 0 && net >= 0)
  expect(rateHz[after - 1]).toBeLessThan(await shown())
  expect(rateHz[after]).toBeGreaterThanOrEqual(await shown())
  const drift = (hz: number) => {
    const at = rateHz.findIndex((rate) => rate >= hz - 1e-9)
    const part = at === 0 ? 1 : (hz - rateHz[at - 1]) / (rateHz[at] - rateHz[at - 1])
    return at === 0 ? netPerS[0] : netPerS[at - 1] + part * (netPerS[at] - netPerS[at - 1])
  }
  simulatedHz.forEach((hz, k) => {
    expect(Math.abs(simulatedPerS[k] - drift(hz))).toBeLessThan(8 * simulatedErrorPerS[k] + 0.02)
  })

  // A drag is one step.
  await page.keyboard.press('Control+z')
  await expect(field(page, 'rule.jumpPre')).toHaveValue('1')
  await expect.poll(shown).toBeCloseTo(transitionHz(17, 34, 1), 6)
})

test('twenty edits are undone and made again, wherever they were made', async ({ openLab }) => {
  const { page } = await openLab()
  await beginEmpty(page)
  const steps: [part: string, path: string, value: string][] = []
  for (let k = 0; k < 5; k++) {
    steps.push(['Plasticity rule', 'rule.tauPreMs', String(20 + k)])
    steps.push(['Plasticity rule', 'rule.etaPlus', `0.00${k + 1}`])
    steps.push(['Schedule', 'schedule.trainSamples', String(1000 + k)])
    steps.push(['Neuron', 'neuron.thresholdMv', String(-49 + k)])
  }
  for (const [part, path, value] of steps) await set(page, part, { [path]: value })
  await expect(page.getByText('4 fields differ from the defaults')).toBeVisible()
  for (const [, path, value] of [...steps].reverse()) {
    await page.keyboard.press('Control+z')
    // It goes to the part where the change was made.
    await expect(field(page, path)).not.toHaveValue(value)
  }
  await expect(page.getByText('as the defaults')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled()
  for (let k = 0; k < steps.length; k++) await page.keyboard.press(k % 2 === 0 ? 'Control+y' : 'Control+Shift+z')
  await expect(page.getByText('4 fields differ from the defaults')).toBeVisible()
  await choosePart(page, 'Neuron')
  await expect(field(page, 'neuron.thresholdMv')).toHaveValue('-45')
})

test('every kind of wrong value is refused beside its field, with what is allowed', async ({ openLab }) => {
  const { page } = await openLab()
  await beginEmpty(page)
  const wrong: [part: string, path: string, value: string, message: RegExp][] = [
    ['Plasticity rule', 'rule.etaPlus', '3', /a number between 0 and 1/],
    ['Plasticity rule', 'rule.tauPreMs', 'fast', /a number between 0\.1 and 5000 ms/],
    ['Schedule', 'schedule.trainSamples', '2.5', /a whole number between 0 and 1000000 digits/],
    ['Recorders', 'recorders.units', '1, x', /a whole number between 0 and 19999/],
    ['Stimulus', 'stimulus.dataset', '', /text of 1 to 200 characters/],
    ['Neuron', 'neuron.resetMv', '-10', /must be below thresholdMv/],
    ['Stop-learning', 'stopLearning.ltdLow', '0.5', /must be below ltdHigh/],
  ]
  // Which units are recorded counts while digits are.
  await set(page, 'Recorders', { 'recorders.lastSamples': '5' })
  for (const [part, path, value, message] of wrong) {
    await choosePart(page, part)
    const before = await field(page, path).inputValue()
    await field(page, path).fill(value)
    await expect(row(page, path).getByRole('alert')).toHaveText(message)
    await expect(run(page)).toBeDisabled()
    await page.keyboard.press('Control+z')
    await expect(field(page, path)).toHaveValue(before)
    await expect(row(page, path).getByRole('alert')).toBeHidden()
    await expect(run(page)).toBeEnabled()
  }
})

test('what has no effect cannot be changed and says why, and comes back with what it depends on', async ({
  openLab,
}) => {
  const { page } = await openLab()
  await beginEmpty(page)
  await choosePart(page, 'Coding-level-dependent inhibition')
  await expect(field(page, 'inhibition.gain')).toBeEnabled()
  await row(page, 'inhibition.on').getByRole('switch').click()
  await expect(field(page, 'inhibition.gain')).toBeDisabled()
  await row(page, 'inhibition.gain').hover()
  await expect(page.getByText('No effect while Inhibition is off (inhibition.on).').first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(field(page, 'inhibition.gain')).toBeEnabled()

  await choosePart(page, 'Synapses')
  await expect(row(page, 'synapse.probability')).toHaveCount(0)
  await expect(page.getByText('More with another Connectivity:')).toContainText('random (1) · fixed-fan-in (1)')
  await row(page, 'synapse.connectivity').click()
  await page.locator('.n-base-select-option', { hasText: 'random' }).click()
  await expect(field(page, 'synapse.probability')).toHaveValue('0.5')
})

test('what is chosen in the network is edited in the form, and the drawing is a file of its own', async ({
  openLab,
}) => {
  const { page } = await openLab()
  await beginEmpty(page)
  const network = page.getByRole('region', { name: 'Network' })
  await network.getByRole('button', { name: /^teacher (?!to)/ }).click()
  await expect(page.getByRole('region', { name: 'Teacher' })).toBeVisible()
  await field(page, 'teacher.leadMs').fill('80')
  await expect(network.getByText('leads by 80 ms')).toBeVisible()
  await choosePart(page, 'Output population')
  await expect(network.getByRole('button', { name: /^output (?!to)/ })).toHaveAttribute('aria-pressed', 'true')
  await network.hover()
  await network.getByRole('button', { name: 'Export Network' }).click()
  const svg = await saved(page, () => page.getByText('SVG', { exact: true }).click())
  expect(svg).toContain('leads by 80 ms')
  expect(svg).not.toContain('var(--')
})

test('a design is kept, asked about before it is lost, handed out and taken back in', async ({ openLab }) => {
  const { page } = await openLab('kept.bistable')
  await beginEmpty(page, 'STDP window')
  await set(page, 'Window', { 'window.lags': '9' })
  await page.getByRole('textbox', { name: 'Name of the design' }).fill('Nine lags')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await page.getByRole('button', { name: 'More for this design' }).click()
  const text = await saved(page, () => page.getByText('Export as a file').click())
  expect(JSON.parse(text)).toMatchObject({ name: 'Nine lags', window: { lags: 9 } })

  await field(page, 'window.lags').fill('10')
  await page.getByRole('button', { name: 'Open…' }).click()
  const chooser = page.getByRole('dialog', { name: 'Open a design' })
  await chooser.getByRole('button', { name: 'Open Nine lags' }).click()
  await page.getByRole('button', { name: 'Go on with this design' }).click()
  await expect(field(page, 'window.lags')).toHaveValue('10')
  await chooser.getByRole('button', { name: 'Open Nine lags' }).click()
  await page.getByRole('button', { name: 'Discard the changes' }).click()
  await choosePart(page, 'Window')
  await expect(field(page, 'window.lags')).toHaveValue('9')

  const give = async (name: string, content: string) => {
    await page.getByRole('button', { name: 'Open…' }).click()
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({
        ...{ name, mimeType: 'application/json', buffer: Buffer.from(content) },
      })
  }
  await give('edited.json', text.replace(/"lags": 9/, '"lags": 9999'))
  await expect(page.getByText(/window\.lags is 9999: it must be a whole number between 3 and 500/)).toBeVisible()
  await page.keyboard.press('Escape')
  await give('edited.json', text.replace(/"lags": 9/, '"lags": 12').replace('Nine', 'Twelve'))
  await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('Twelve lags')
  await choosePart(page, 'Window')
  await expect(field(page, 'window.lags')).toHaveValue('12')
})

test('a design is compared with a preset, a kept design and the design of a run', async ({ openLab }) => {
  const { page } = await openLab('compared.bistable')
  await beginEmpty(page, 'STDP window')
  await set(page, 'Window', { 'window.lags': '9' })
  await page.getByRole('textbox', { name: 'Name of the design' }).fill('Nine lags')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await run(page).click()
  await expect(page).toHaveURL(/monitor/)
  await page.getByRole('link', { name: 'Design' }).click()
  await set(page, 'Plasticity rule', { 'rule.etaPlus': '0.03' })

  await page.getByRole('button', { name: 'More for this design' }).click()
  await page.getByText('Compare with…').click()
  const dialog = page.getByRole('dialog', { name: 'Compare' })
  const add = async (typed: string, option: RegExp) => {
    await dialog.getByLabel('Compare with').click()
    await page.keyboard.type(typed)
    await page.locator('.n-base-select-option', { hasText: option }).click()
    await page.keyboard.press('Escape')
  }
  await add('Nine', /^Nine lags$/)
  await add('0001', /^0001 Nine lags/)
  const rows = dialog.getByRole('table').getByRole('row')
  const changed = rows.filter({ hasText: 'Potentiation' })
  await expect(changed.getByRole('cell')).toHaveText(['0.03', '0.02', '0.02'])
  await expect(rows.filter({ has: page.getByRole('cell') })).toHaveCount(1)
  await add('feed-forward', /^MNIST, feed-forward$/)
  // Of another kind: what only one of them has is there as well.
  await expect(rows.filter({ hasText: 'Lags' }).getByRole('cell')).toHaveText(['9', '9', '9', '–'])
  await changed.getByRole('button', { name: 'Potentiation' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: 'Plasticity rule' })).toBeVisible()
})

test('every kind of experiment begins as a design that may run, with its network and its cost', async ({ openLab }) => {
  const { page } = await openLab()
  await page.getByRole('link', { name: 'Design' }).click()
  for (const [k, kind] of designKinds.entries()) {
    if (k > 0) await page.getByRole('button', { name: 'Open…' }).click()
    const { name } = defaultDesign(kind)
    await page.getByRole('button', { name: `Empty design: ${name}`, exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue(name)
    await expect(page.getByRole('region', { name: 'Network' }).getByRole('button', { pressed: true })).not.toHaveCount(
      0,
    )
    // Where a machine is too busy to measure, it says so.
    await expect(page.getByText(/^1 run, (about .+|time not known yet), .+ of memory, .+ on disk$/)).toBeVisible()
    await expect(run(page)).toBeEnabled()
  }
})

test('a preset is changed and run with three seeds', async ({ openLab }) => {
  const { page } = await openLab('seeds.bistable')
  await page.getByRole('link', { name: 'Design' }).click()
  await page
    .getByRole('button', { name: /^Design of .*synapse/ })
    .first()
    .click()
  await expect(page.getByText('as the preset')).toBeVisible()
  await set(page, 'Plasticity rule', { 'rule.etaPlus': '0.03' })
  await expect(page.getByText('1 field differs from the preset')).toBeVisible()
  await page.getByLabel('Seeds').fill('1, 4-5')
  await expect(page.getByText(/^3 runs, about/)).toBeVisible()
  await page.getByRole('button', { name: 'Run 3' }).click()
  await expect(page).toHaveURL(/monitor/)
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4')
})
