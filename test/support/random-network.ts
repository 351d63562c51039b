import fc from 'fast-check'
import { type SpikeWindow, spikeWindow } from '../../src/engine/network/sources/window.ts'
import type {
  Connectivity,
  LifSpec,
  NetworkSpec,
  PeerRule,
  Plasticity,
  PopulationSpec,
  ProjectionSpec,
  SourceSpec,
} from '../../src/engine/network/spec.ts'
import { deriveLif } from '../../src/engine/models/lif.ts'
import { type Random, stream } from '../../src/engine/random/random.ts'

/** A network, its drive, and when it learns. */
export interface Scenario {
  spec: NetworkSpec
  steps: number
  windows: Record<string, SpikeWindow>
  drives: Record<string, number[]>
  /** Steps at which learning is switched; it starts switched on. */
  switches: number[]
}

/** Random numbers without round values, so that nothing hangs on a comparison of equals: f32 and f64 then agree for a while. */
const between = (low: number, high: number) =>
  fc.integer({ min: 0, max: 1_000_000 }).map((n) => low + ((high - low) * (n + 0.3717)) / 1_000_001)
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const connectivity: fc.Arbitrary<Connectivity> = fc.oneof(
  fc.constant({ kind: 'all-to-all' } as const),
  fc.constant({ kind: 'one-to-one' } as const),
  between(0, 1).map((probability) => ({ kind: 'random', probability }) as const),
  fc.integer({ min: 0, max: 9 }).map((fanIn) => ({ kind: 'fixed-fan-in', fanIn }) as const),
)

const stopLearning = fc.record({
  on: fc.boolean(),
  tauMs: between(5, 200),
  jump: between(0.02, 0.5),
  ltdLow: between(-0.05, 0.2),
  ltdHigh: between(0.1, 0.9),
  ltpLow: between(-0.05, 0.2),
  ltpHigh: between(0.1, 0.9),
})

const plasticity: fc.Arbitrary<Plasticity> = fc.record({
  rule: fc.record({
    tauPreMs: between(2, 50),
    tauPostMs: between(2, 50),
    jumpPre: between(0.1, 1),
    jumpPost: between(0.1, 1),
    boundedTraces: fc.boolean(),
    etaPlus: between(0, 0.3),
    etaMinus: between(0, 0.3),
    bistable: fc.boolean(),
    driftPerS: between(0, 5),
    thetaW: between(0.2, 0.8),
    efficacy: fc.constantFrom('binary' as const, 'graded' as const),
    stopLearning,
  }),
  initialLow: fc.constant(0),
  initialHigh: fc.constant(1),
  touch: fc.constantFrom('lazy' as const, 'eager' as const),
})

const steps = between(0.001, 0.3)

const peer: fc.Arbitrary<PeerRule> = fc.oneof(
  fc.record({
    kind: fc.constant('triplet' as const),
    parameters: fc.record({
      ...{ tauPlusMs: between(2, 50), tauMinusMs: between(2, 50), tauXMs: between(10, 200), tauYMs: between(10, 200) },
      ...{ pairPlus: steps, pairMinus: steps, tripletPlus: steps, tripletMinus: steps },
    }),
  }),
  fc.record({
    kind: fc.constant('sdsp' as const),
    parameters: fc.record({
      ...{
        tauCalciumMs: between(5, 100),
        jumpCalcium: between(0.1, 2),
        thetaV: between(0.1, 1.1),
        thetaX: between(0.2, 0.8),
      },
      ...{ upLow: between(-0.1, 1), upHigh: between(1, 8), downLow: between(-0.1, 0.5), downHigh: between(0.5, 5) },
      ...{ stepUp: steps, stepDown: steps, driftUpPerS: between(0, 5), driftDownPerS: between(0, 5) },
    }),
  }),
  fc.record({
    kind: fc.constant('calcium' as const),
    parameters: fc.record({
      ...{ tauCalciumMs: between(5, 60), calciumPre: between(0.1, 2), calciumPost: between(0.1, 2) },
      ...{
        preDelayMs: between(0, 15).map(Math.round),
        thetaDepression: between(0.5, 2),
        thetaPotentiation: between(0.5, 3),
      },
      ...{ gammaDepression: between(0, 500), gammaPotentiation: between(0, 900), tauS: between(1, 20) },
      ...{ noise: fc.constant(0), downFraction: fc.constant(0.5), strengthOpen: fc.constant(5) },
    }),
  }),
)

const peerPlasticity: fc.Arbitrary<Plasticity> = fc.record({
  peer,
  thetaW: between(0.2, 0.8),
  efficacy: fc.constantFrom('binary' as const, 'graded' as const),
  initialLow: fc.constant(0),
  initialHigh: fc.constant(1),
})

const lif: fc.Arbitrary<Omit<LifSpec, 'name'>> = fc
  .record({
    n: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 21 }) },
      { weight: 1, arbitrary: fc.integer({ min: 30, max: 75 }) },
    ),
    parameters: fc.record({
      tauMembraneMs: between(5, 40),
      tauSynapseMs: between(2, 20),
      restMv: fc.constant(-70),
      thresholdMv: between(-55, -50),
      resetMv: between(-75, -65),
      refractorySteps: fc.integer({ min: 0, max: 4 }),
    }),
    sine: sometimes(fc.record({ amplitudeMv: between(0, 4), frequencyHz: between(1, 60), phaseRad: between(-3, 3) })),
    noise: sometimes(fc.record({ membraneSdMv: between(0, 3) })),
    first: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ n, parameters, sine, noise, first }) => ({
    kind: 'lif',
    n,
    first,
    factors: deriveLif(parameters, 1),
    ...(sine && { sine }),
    ...(noise && { noise }),
  }))

const projection = (
  sources: string[],
  lifs: string[],
  plasticity: fc.Arbitrary<Plasticity>,
): fc.Arbitrary<Omit<ProjectionSpec, 'name'>> =>
  fc
    .record({
      pre: fc.constantFrom(...sources, ...lifs),
      post: fc.constantFrom(...lifs),
      synapse: fc.constantFrom('exponential' as const, 'delta' as const),
      delaySteps: fc.integer({ min: 0, max: 4 }),
      gainMv: between(-3, 12),
      connectivity,
      plastic: sometimes(plasticity),
    })
    .map(({ plastic, ...rest }) => ({ ...rest, ...(plastic && { plastic }) }))

const base = fc.record({
  sources: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 2 }),
  lifs: fc.array(lif, { minLength: 1, maxLength: 2 }),
  seed: fc.integer({ min: 0, max: 2 ** 40 }),
  steps: fc.integer({ min: 1, max: 160 }),
  floored: fc.boolean(),
  switches: fc.array(fc.integer({ min: 0, max: 160 }), { maxLength: 3 }),
})

/** Networks of one or two sources, one or two LIF populations and up to five projections of any kind. */
const scenarioWith = (plasticity: fc.Arbitrary<Plasticity>): fc.Arbitrary<Scenario> =>
  base.chain((base) => {
    const sourceNames = base.sources.map((_, a) => `source ${a}`)
    const lifNames = base.lifs.map((_, a) => `lif ${a}`)
    return fc
      .array(projection(sourceNames, lifNames, plasticity), { minLength: 1, maxLength: 5 })
      .map((projections) => scenarioOf(base, projections))
  })

/** Plastic projections learn by BCaLL. */
export const scenario = scenarioWith(plasticity)
/** Plastic projections learn by the other rules. They learn all the time: their reference ages with every step that it is given. */
export const peerScenario = scenarioWith(peerPlasticity).map((s) => ({ ...s, switches: [] }))

interface Base {
  sources: number[]
  lifs: Omit<LifSpec, 'name'>[]
  seed: number
  steps: number
  floored: boolean
  switches: number[]
}

function scenarioOf(base: Base, projections: Omit<ProjectionSpec, 'name'>[]): Scenario {
  const { steps, seed } = base
  const random = stream(seed, 999, 0)
  const windows: Record<string, SpikeWindow> = {}
  const sources = base.sources.map((n, a): SourceSpec => {
    const window = randomWindow(n, steps, 0.12, random)
    windows[`source ${a}`] = window
    return { kind: 'source', name: `source ${a}`, n, windowSteps: steps, windowSpikes: window.indices.length }
  })
  const drives: Record<string, number[]> = {}
  const lifs = base.lifs.map((spec, a): LifSpec => {
    drives[`lif ${a}`] = Array.from({ length: spec.n }, () => 30 * random.uniform())
    return { ...spec, name: `lif ${a}` }
  })
  const populations: PopulationSpec[] = [...sources, ...lifs]
  return {
    spec: {
      precision: 'f64',
      dtMs: 1,
      seed,
      populations,
      projections: projections.map((q, a) => ({ ...q, name: `projection ${a}` })),
      budgetBytes: 1e8,
      floor: base.floored ? 1e-4 : 0,
    },
    steps,
    windows,
    drives,
    switches: [...new Set(base.switches.filter((k) => k < steps))].sort((a, b) => a - b),
  }
}

function randomWindow(n: number, steps: number, probability: number, random: Random): SpikeWindow {
  const neurons: number[] = []
  const times: number[] = []
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < n; i++) {
      if (random.uniform() >= probability) continue
      neurons.push(i)
      times.push(t)
    }
  }
  return spikeWindow({ neurons, steps: times }, steps)
}
