import type { TimingModulationDesign } from '../../../../contract/design/pairs/timing-modulation.ts'
import { deriveLif } from '../../../models/lif.ts'
import { Network } from '../../../network/network.ts'
import { correlatedWindow } from '../../../network/sources/correlated.ts'
import { sortedWindow } from '../../../network/sources/regular.ts'
import type { SpikeWindow } from '../../../network/sources/window.ts'
import type { NetworkSpec } from '../../../network/spec.ts'
import { refuseWild } from '../../vitals.ts'
import { plasticityOf } from '../../digits/plasticity.ts'
import type { BlockFound, Condition } from './plan.ts'

/** Short, so that a lag means the same as for point processes in continuous time. */
const DT_MS = 0.2
/** Traces forget the rest they start from. */
const LEAD_IN_MS = 300
export const MEASURED_MS = 1000
/** Hidden weights start here, far from the bounds for the time that is measured, and on both sides of the threshold. */
export const START = { initialLow: 0.3, initialHigh: 0.7 }
const NEURON = { tauMembraneMs: 20, tauSynapseMs: 5, restMv: -70, thresholdMv: -50, resetMv: -70, refractorySteps: 2 }
/** A teacher's spike lifts an output over its threshold, wherever it stands. */
const TEACHER_MV = 30

/**
 * A feed-forward network at one correlation and lag: inputs and teachers are copies of one mother train (Kuhn, Aertsen & Rotter 2003),
 * so that any input correlates with any output, and the outputs fire a step after their teachers.
 */
export function measureNetwork(
  design: TimingModulationDesign,
  condition: Condition,
  seed: number,
  index: number,
): BlockFound {
  const { inputs, outputs } = design.network
  const steps = Math.round((LEAD_IN_MS + MEASURED_MS) / DT_MS)
  const lead = Math.round(LEAD_IN_MS / DT_MS)
  const network = new Network(specOf(design, steps, seed, index))
  const [pre, post] = [network.source('input'), network.lif('output')]
  const { toInputs, toTeachers } = trains(design, condition, steps, seed, index)
  pre.play(0, toInputs.offsets, toInputs.indices)
  network.source('teacher').play(0, toTeachers.offsets, toTeachers.indices)
  const plastic = network.projection('input-output').plasticity!
  network.run(0, lead, true)
  const before = plastic.hiddenWeights(lead).slice()
  const flipsBefore = plastic.flips
  pre.counts.fill(0)
  post.counts.fill(0)
  network.run(lead, steps, true)
  const seconds = MEASURED_MS / 1000
  const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0)
  const after = plastic.hiddenWeights(steps)
  const postHz = total(post.counts) / outputs / seconds
  const mostHz = 1000 / (NEURON.refractorySteps * DT_MS)
  const { correlation, lagMs } = condition
  const projection = network.projection('input-output')
  refuseWild(`at correlation ${correlation} and lag ${lagMs} ms`, post, projection, { rateHz: postHz, mostHz })
  const synapses = inputs * outputs
  const flips = plastic.flips.up + plastic.flips.down - flipsBefore.up - flipsBefore.down
  return {
    netPerS: (total(after) - total(before)) / synapses / seconds,
    flipsPerS: flips / synapses / seconds,
    preHz: total(pre.counts) / inputs / seconds,
    postHz,
    simulatedMs: MEASURED_MS,
  }
}

function trains(
  { drive, network: { inputs, outputs } }: TimingModulationDesign,
  { correlation, lagMs }: Condition,
  steps: number,
  seed: number,
  index: number,
): { toInputs: SpikeWindow; toTeachers: SpikeWindow } {
  const neurons = Array.from({ length: inputs + outputs }, (_, n) => n)
  const lag = Math.round(lagMs / DT_MS)
  // An output fires one step after its teacher.
  const [inputLag, teacherLag] = lag > 0 ? [0, lag - 1] : [1 - lag, 0]
  const lagSteps = neurons.map((n) => (n < inputs ? inputLag : teacherLag))
  const group = { neurons, rateHz: drive.rateHz, correlation, lagSteps }
  const all = correlatedWindow(group, index, 0, steps, DT_MS, seed)
  return {
    toInputs: part(all, steps, (n) => (n < inputs ? n : undefined)),
    toTeachers: part(all, steps, (n) => (n < inputs ? undefined : n - inputs)),
  }
}

function part(
  { offsets, indices }: SpikeWindow,
  steps: number,
  number: (n: number) => number | undefined,
): SpikeWindow {
  const spikes: [step: number, neuron: number][] = []
  for (let t = 0; t < steps; t++) {
    for (let s = offsets[t]; s < offsets[t + 1]; s++) {
      const neuron = number(indices[s])
      if (neuron !== undefined) spikes.push([t, neuron])
    }
  }
  return sortedWindow(spikes, steps)
}

function specOf(design: TimingModulationDesign, steps: number, seed: number, index: number): NetworkSpec {
  const { inputs, outputs, weightMv } = design.network
  const source = (name: string, n: number) => ({
    ...{ kind: 'source' as const, name, n, windowSteps: steps },
    windowSpikes: n * steps,
  })
  return {
    precision: 'f64',
    dtMs: DT_MS,
    seed: seed + index,
    budgetBytes: 1e9,
    floor: 0,
    populations: [
      source('input', inputs),
      { kind: 'lif', name: 'output', n: outputs, first: 0, factors: deriveLif(NEURON, DT_MS) },
      source('teacher', outputs),
    ],
    projections: [
      {
        ...{ name: 'input-output', pre: 'input', post: 'output', synapse: 'delta', delaySteps: 0, gainMv: weightMv },
        connectivity: { kind: 'all-to-all' },
        plastic: plasticityOf(design, START),
      },
      {
        ...{
          name: 'teacher-output',
          pre: 'teacher',
          post: 'output',
          synapse: 'delta',
          delaySteps: 0,
          gainMv: TEACHER_MV,
        },
        connectivity: { kind: 'one-to-one' },
      },
    ],
  }
}
