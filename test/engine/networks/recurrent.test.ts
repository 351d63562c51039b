import { describe, expect, test } from 'vitest'
import { type RecurrentDesign, recurrentSchema } from '../../../src/contract/design/recurrent.ts'
import type { LiveFrame } from '../../../src/engine/experiments/live.ts'
import type { Probe } from '../../../src/engine/index.ts'
import type { RunOutcome } from '../../../src/engine/experiments/run.ts'
import { running, runToEnd } from '../classification/fixture.ts'

type Raw = Record<string, Record<string, unknown>>

/** Learns the pictures of the fixture in a second. */
function smallDesign(change: (raw: Raw) => void = () => undefined): RecurrentDesign {
  const raw: Raw = {
    stimulus: { onRateHz: 100, offRateHz: 3, biasInputs: 2, presentationMs: 200 },
    output: { classes: 3, unitsPerClass: 5 },
    recurrence: {
      pixelToPoolMv: 18,
      poolToPoolMv: 50,
      pixelToPixelMv: 6,
      poolToPixelMv: 15,
      etaPlus: 0.03,
      etaMinus: 0.05,
    },
    inhibition: { offset: 4, poolOnPoolMv: 14, pixelOnPixelMv: 3, poolOnPixelMv: 8 },
    recurrentStopLearning: { tauMs: 50, jump: 0.15, ltdLow: 0.01, ltdHigh: 0.155, ltpLow: 0.2, ltpHigh: 1 },
    schedule: { trainSamples: 150 },
    evaluation: { testSamples: 60, everySamples: 50, holdOutSamples: 40 },
    recall: { completionDigits: 30, fractions: [0.5, 1], persistenceDigits: 30, persistenceMs: 150 },
  }
  change(raw)
  return recurrentSchema.parse({ kind: 'recurrent', ...raw })
}

const bits = ({ results, state, status, simulatedMs }: RunOutcome) => ({ results, state, status, simulatedMs })
const short = smallDesign((raw) => {
  raw.schedule = { trainSamples: 40 }
  raw.recall = { completionDigits: 7, fractions: [0.5], persistenceDigits: 7, persistenceMs: 60 }
})

describe('a recurrent network', () => {
  test('learns, fills in what is hidden, and remembers what has gone', async () => {
    const { outcome } = await runToEnd(smallDesign(), 1, 1)
    expect(outcome.results.checks.filter(({ pass }) => !pass)).toEqual([])
    const { accuracy, energyDense8Uj } = outcome.results.scalars
    expect(accuracy.value).toBeGreaterThan(0.75)
    // A dense network has a synapse for each pair of its 36 pixels, 2 always-on inputs and 15 units.
    expect(energyDense8Uj.value).toBeCloseTo((53 * 53 * 0.23) / 1e6, 12)
  })

  test('completes and remembers nothing when its recurrent synapses are too weak', async () => {
    const weak = smallDesign((raw) => {
      Object.assign(raw.recurrence, { poolToPoolMv: 0.1, pixelToPixelMv: 0.1, poolToPixelMv: 0.1 })
    })
    const { outcome } = await runToEnd(weak, 1, 1)
    const failed = outcome.results.checks.filter(({ pass }) => !pass).map(({ name }) => name)
    expect(failed).toEqual(['fills in what is hidden (50.0 % shown)', 'remembers what has gone'])
    expect(outcome.results.scalars.accuracy.value).toBeGreaterThan(0.75)
  })

  test('gives the same bits on any number of workers, and when it goes on from a checkpoint', async () => {
    const whole = await runToEnd(short, 5, 1, { checkpointEveryMs: 60 })
    const many = await runToEnd(short, 5, 3)
    expect(bits(many.outcome)).toEqual(bits(whole.outcome))
    const checkpoints = whole.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    for (const resumeFrom of [checkpoints[0], checkpoints.at(-1)!]) {
      const resumed = await runToEnd(short, 5, 2, { resumeFrom: structuredClone(resumeFrom) })
      expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
    }
  })

  test('shows its pixel neurons and pools while it learns, and is none the worse for it', async () => {
    const frames: LiveFrame[] = []
    const wanted = { spikes: true, probes: [], everySteps: 1, weights: true }
    const live = { wanted: () => wanted, deliver: (frame: LiveFrame) => frames.push(frame) }
    const watched = await runToEnd(short, 5, 1, { control: { ...running(), live } })
    expect(bits(watched.outcome)).toEqual(bits((await runToEnd(short, 5, 1)).outcome))
    const { inputs, units, spikes } = frames.at(-1)!
    expect([inputs, units]).toEqual([38, 15])
    const neurons = spikes.filter((_, a) => a % 2 === 1)
    expect(neurons.some((neuron) => neuron < inputs)).toBe(true)
    expect(neurons.some((neuron) => neuron >= inputs)).toBe(true)
  })

  test('shows the synapses of every projection while it learns, and nothing where there is none', async () => {
    const units = Array.from({ length: 15 }, (_, neuron): Probe => ({
      ...{ kind: 'xPre', projection: 'output-output', neuron },
    }))
    const weights = [
      { projection: 'input-output', pre: 37, post: 14, inputs: 38 },
      { projection: 'output-output', pre: 14, post: 3, inputs: 15 },
      { projection: 'input-input', pre: 20, post: 37, inputs: 38 },
      { projection: 'output-input', pre: 14, post: 37, inputs: 15 },
    ]
    const traced = weights.map(({ projection, pre, post }): Probe => ({ kind: 'hiddenWeight', projection, pre, post }))
    const none: Probe[] = [
      { kind: 'hiddenWeight', projection: 'input-input', pre: 20, post: 38 },
      { kind: 'xPost', projection: 'nowhere', neuron: 0 },
    ]
    const probes = [...units, ...traced, ...none]
    const wanted = { spikes: true, probes, everySteps: 1, weights: false }
    const frames: LiveFrame[] = []
    const live = { wanted: () => wanted, deliver: (frame: LiveFrame) => frames.push(frame) }
    const watched = await runToEnd(short, 5, 2, { control: { ...running(), live } })
    expect(bits(watched.outcome)).toEqual(bits((await runToEnd(short, 5, 1)).outcome))
    const frame = frames.at(-1)!
    expect(frame.done).toBe(40)
    const rows = frame.probes.length / probes.length
    const trace = (column: number) =>
      Array.from({ length: rows }, (_, row) => frame.probes[row * probes.length + column])
    // From rest, a trace rises at the spikes of its own unit and never else.
    const fired = new Set(frame.spikes.filter((_, a) => a % 2 === 1))
    expect(units.some((_, unit) => fired.has(38 + unit))).toBe(true)
    units.forEach((_, unit) => {
      expect(Math.max(...trace(unit)) > 0).toBe(fired.has(38 + unit))
    })
    // At the end of the last digit a weight is what the run ends with, but for its drift since the last touch.
    weights.forEach(({ projection, pre, post, inputs }, k) => {
      const final = watched.outcome.state[`state.${projection}.weights`].data[post * inputs + pre]
      expect(Math.abs(trace(units.length + k).at(-1)! - final)).toBeLessThan(0.05)
    })
    none.forEach((_, k) => {
      expect(trace(probes.length - 1 - k).every(Number.isNaN)).toBe(true)
    })
  })

  test.each<[string, (raw: Raw) => void]>([
    ['schedule.resetBetween', (raw) => (raw.schedule = { resetBetween: false })],
    ['teacher.kind', (raw) => (raw.teacher = { kind: 'spikes' })],
    ['stimulus.expansion.kind', (raw) => Object.assign(raw.stimulus, { expansion: { kind: 'edges' } })],
  ])('refuses what it cannot do (%s), and says so', async (part, change) => {
    await expect(runToEnd(smallDesign(change), 1, 1)).rejects.toMatchObject({ code: 'BAD_NETWORK', facts: { part } })
  })
})
