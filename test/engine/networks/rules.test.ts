import { describe, expect, test } from 'vitest'
import { parseDesign } from '../../../src/contract/design/index.ts'
import { ruleKinds } from '../../../src/contract/design/network-rule.ts'
import { oscillationSchema } from '../../../src/contract/design/oscillation.ts'
import { timingModulationSchema } from '../../../src/contract/design/pairs/index.ts'
import { recurrentSchema } from '../../../src/contract/design/recurrent.ts'
import type { RunOutcome } from '../../../src/engine/experiments/run.ts'
import { runToEnd } from '../classification/fixture.ts'
import { timingResults } from '../pairs/support.ts'

const peers = ruleKinds.filter((kind) => kind !== 'bcall')
const bits = ({ results, state, simulatedMs }: RunOutcome) => ({ results, state, simulatedMs })

/** Steps and windows in which some synapses cross their threshold within seconds at these rates. */
const rule = {
  pairStdp: { stepPlus: 0.05, stepMinus: 0.05 },
  triplet: { pairMinus: 0.05, tripletPlus: 0.05 },
  sdsp: { upLow: 0.2, upHigh: 20, downLow: 0, downHigh: 2, thetaV: 0.5 },
  calcium: { tauS: 5 },
}

describe.each(peers)('%s', (kind) => {
  test('learns in a recurrent network: the same bits on any number of workers, and resumed', async () => {
    const design = recurrentSchema.parse({
      kind: 'recurrent',
      stimulus: { onRateHz: 100, offRateHz: 3, biasInputs: 2, presentationMs: 100 },
      output: { classes: 3, unitsPerClass: 4 },
      recurrence: { pixelToPoolMv: 18, poolToPoolMv: 8, initialLow: 0.3, initialHigh: 0.7 },
      rule: { kind, ...rule },
      schedule: { trainSamples: 20, initialLow: 0.3, initialHigh: 0.7 },
      evaluation: { testSamples: 20, everySamples: 10, holdOutSamples: 20 },
      recall: { completionDigits: 5, fractions: [0.5], persistenceDigits: 5, persistenceMs: 40 },
    })
    const whole = await runToEnd(design, 3, 1, { checkpointEveryMs: 40 })
    const { flipsUp, flipsDown } = whole.outcome.results.scalars
    expect(flipsUp.value + flipsDown.value).toBeGreaterThan(20)
    expect(bits((await runToEnd(design, 3, 3)).outcome)).toEqual(bits(whole.outcome))
    const first = whole.events.find((event) => event.type === 'checkpoint')
    if (first?.type !== 'checkpoint') throw new Error('A run leaves checkpoints.')
    const resumed = await runToEnd(design, 3, 2, { resumeFrom: structuredClone(first.checkpoint) })
    expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
  })

  test('learns under an oscillation, and the factor is found or said to be none', async () => {
    const design = oscillationSchema.parse({
      kind: 'oscillation',
      population: { neurons: 20, rateHz: 20 },
      oscillation: { amplitudesMv: [10], frequenciesHz: [5] },
      rule: { kind, ...rule },
      procedure: { replicates: 3, settleMs: 50, learningMs: 300 },
    })
    const one = await runToEnd(design, 1, 1)
    expect(bits((await runToEnd(design, 1, 3)).outcome)).toEqual(bits(one.outcome))
    expect(one.outcome.results.scalars.flips.value).toBeGreaterThan(20)
    expect(one.outcome.results.scalars.rateRatio.value).toBeCloseTo(1, 1)
    for (const { value } of Object.values(one.outcome.results.scalars)) expect(value).not.toBeNaN()
  })

  test('learns from correlated spikes at equal rates', () => {
    const design = timingModulationSchema.parse({
      ...{ kind: 'timing-modulation', quality: 'quick', rule: { kind, ...rule } },
      drive: { correlations: [0, 0.7] },
      network: { inputs: 8, outputs: 6 },
    })
    const { checks, scalars } = timingResults(design)
    const passed = checks.filter(({ pass }) => pass).map(({ name }) => name)
    expect(passed).toContain('The rates of a pair are the same under every condition')
    expect(passed).toContain('Pairs change as the closed form says')
    // SDSP looks at the membrane, the calcium rule at a sum that does not know the order of spikes this close.
    if (kind === 'pair-stdp' || kind === 'triplet')
      expect(passed).toContain('At equal rates, timing moves the weights of pairs')
    for (const { value } of Object.values(scalars)) expect(Number.isFinite(value)).toBe(true)
  })
})

test.each(['recurrent', 'oscillation', 'timing-modulation'])(
  '%s refuses the calcium rule another threshold',
  (kind) => {
    const raw = { kind, rule: { kind: 'calcium', thetaW: 0.4 } }
    expect(() => parseDesign(raw, 'The design')).toThrow(/rule\.thetaW.*0\.5/s)
  },
)

test('a rule that cannot learn here is said not to', () => {
  const design = timingModulationSchema.parse({
    ...{ kind: 'timing-modulation', quality: 'quick' },
    rule: { kind: 'sdsp', sdsp: { upLow: 500, upHigh: 600, downLow: 500, downHigh: 600 } },
    drive: { correlations: [0, 0.7] },
    network: { inputs: 4, outputs: 3 },
  })
  const { checks, scalars } = timingResults(design)
  expect(checks.find(({ name }) => name.includes('weights of pairs'))).toMatchObject({
    pass: false,
    got: 'nothing changes',
  })
  expect(scalars['pair.factor']).toBeUndefined()
})
