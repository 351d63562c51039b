import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import { deriveLif } from '../../models/lif.ts'
import type { NetworkSpec, Plasticity, ProjectionSpec, StartingWeights } from '../../network/spec.ts'
import { INPUT, OUTPUT, PLASTIC, unitsOf } from '../digits/design.ts'
import { inputsOf } from '../digits/encoding.ts'
import { plasticityOf } from '../digits/plasticity.ts'
import { floorOf, windowSpikes } from '../digits/room.ts'
import { stepsOf } from '../digits/timing.ts'

/**
 * The excitatory population stands in two groups, so that each pair of groups can have an efficacy of its own: the pixel neurons,
 * which the views and recorders know as inputs, and the units of the pools.
 */
export const STIMULUS = 'stimulus'

/** The plastic synapses beside those from pixels to pools, each with the inhibition between the same groups. */
export const RECURRENT = [
  { name: 'output-output', pre: OUTPUT, post: OUTPUT, efficacy: 'poolToPoolMv', inhibition: 'poolOnPoolMv' },
  { name: 'input-input', pre: INPUT, post: INPUT, efficacy: 'pixelToPixelMv', inhibition: 'pixelOnPixelMv' },
  { name: 'output-input', pre: OUTPUT, post: INPUT, efficacy: 'poolToPixelMv', inhibition: 'poolOnPixelMv' },
] as const

export const inhibitionOf = (name: string): string => `${name} inhibition`

export const PLASTICS = [PLASTIC, ...RECURRENT.map(({ name }) => name)]

/** The whole network: recurrence couples everything, so it is not dealt out. */
export function buildRecurrent(design: RecurrentDesign, seed: number, pixels: number): NetworkSpec {
  const { neuron, recurrence, inhibition, schedule, numerics } = design
  const inputs = inputsOf(design, pixels)
  const units = unitsOf(design)
  const steps = stepsOf(design)
  const window = Math.max(steps.presentation, steps.test)
  const factors = deriveLif(neuron, schedule.dtMs)
  const within = (name: string, pre: string, post: string, gainMv: number, plastic?: Plasticity): ProjectionSpec => ({
    ...{ name, pre, post, gainMv, plastic },
    synapse: 'exponential',
    delaySteps: recurrence.delaySteps,
    connectivity: { kind: 'all-to-all' },
  })
  return {
    precision: numerics.precision,
    dtMs: schedule.dtMs,
    seed,
    budgetBytes: design.recorders.budgetMb * 1e6,
    floor: floorOf(numerics.precision),
    populations: [
      {
        kind: 'source',
        name: STIMULUS,
        n: inputs,
        windowSteps: window,
        windowSpikes: windowSpikes(inputs, window, design),
      },
      // Numbered behind the units, so that no two neurons of the population share their random numbers.
      { kind: 'lif', name: INPUT, n: inputs, first: units, factors },
      { kind: 'lif', name: OUTPUT, n: units, first: 0, factors },
    ],
    projections: [
      {
        name: 'stimulus-input',
        pre: STIMULUS,
        post: INPUT,
        synapse: 'delta',
        delaySteps: 0,
        gainMv: recurrence.inputMv,
        connectivity: { kind: 'one-to-one' },
      },
      within('inhibition', INPUT, OUTPUT, -inhibition.gain * recurrence.pixelToPoolMv),
      ...RECURRENT.map(({ name, pre, post, inhibition: strength }) =>
        within(inhibitionOf(name), pre, post, -inhibition[strength]),
      ),
      within(PLASTIC, INPUT, OUTPUT, recurrence.pixelToPoolMv, afferent(design)),
      ...RECURRENT.map(({ name, pre, post, efficacy }) =>
        within(name, pre, post, recurrence[efficacy], recurrent(design)),
      ),
    ],
  }
}

function afferent({ rule, stopLearning, schedule }: RecurrentDesign): Plasticity {
  return plasticityOf({ rule, stopLearning }, startOf(schedule))
}

/** Under BCaLL the recurrent synapses have steps and gates of their own; the other rules are the same for all. */
function recurrent({ rule, recurrence, recurrentStopLearning: stopLearning }: RecurrentDesign): Plasticity {
  const { etaPlus, etaMinus } = recurrence
  return plasticityOf({ rule: { ...rule, etaPlus, etaMinus }, stopLearning }, startOf(recurrence))
}

const startOf = ({ initialLow, initialHigh }: StartingWeights): StartingWeights => ({ initialLow, initialHigh })
