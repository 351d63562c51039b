import { type LifParameters, deriveLif } from '../../src/engine/models/lif.ts'
import type { BcallParameters } from '../../src/engine/models/plasticity/bcall.ts'
import { Network } from '../../src/engine/network/network.ts'
import { spikeWindow } from '../../src/engine/network/sources/window.ts'
import type { NetworkSpec } from '../../src/engine/network/spec.ts'

/** Every mechanism on, drift and gates out of the way. */
export const rule: BcallParameters = {
  tauPreMs: 17,
  tauPostMs: 34,
  jumpPre: 1,
  jumpPost: 1,
  boundedTraces: true,
  etaPlus: 0.02,
  etaMinus: 0.012,
  bistable: false,
  driftPerS: 0.01,
  thetaW: 0.5,
  efficacy: 'binary',
  stopLearning: { on: false, tauMs: 100, jump: 0.1, ltdLow: 0, ltdHigh: 1, ltpLow: 0, ltpHigh: 1 },
}

export const neuron: LifParameters = {
  tauMembraneMs: 20,
  tauSynapseMs: 5,
  restMv: -65,
  thresholdMv: -50,
  resetMv: -65,
  refractorySteps: 2,
}

export interface PairOptions {
  precision: 'f32' | 'f64'
  steps: number
  /** Steps at which the presynaptic, and the teaching, neuron fires; teaching makes the neuron fire one step later. */
  pre?: number[]
  teach?: number[]
  rule?: Partial<BcallParameters>
  neuron?: Partial<LifParameters>
  synapse?: 'exponential' | 'delta'
  delaySteps?: number
  gainMv?: number
  weight?: number
  touch?: 'lazy' | 'eager'
}

/**
 * One presynaptic source, one LIF neuron, and a teacher that makes it fire: its delta synapse lifts the membrane above threshold at once,
 * and the neuron fires in the next step. Projections: 'synapse' (plastic), 'teacher'.
 */
export function pairNetwork(options: PairOptions): Network {
  const {
    precision,
    steps,
    pre = [],
    teach = [],
    synapse = 'exponential',
    delaySteps = 0,
    gainMv = 0,
    weight = 0.5,
  } = options
  const spec: NetworkSpec = {
    precision,
    dtMs: 1,
    seed: 1,
    populations: [
      { kind: 'source', name: 'pre', n: 1, windowSteps: steps, windowSpikes: steps },
      { kind: 'source', name: 'teacher', n: 1, windowSteps: steps, windowSpikes: steps },
      { kind: 'lif', name: 'post', n: 1, first: 0, factors: deriveLif({ ...neuron, ...options.neuron }, 1) },
    ],
    projections: [
      {
        name: 'synapse',
        pre: 'pre',
        post: 'post',
        synapse,
        delaySteps,
        gainMv,
        connectivity: { kind: 'all-to-all' },
        plastic: { rule: { ...rule, ...options.rule }, initialLow: 0, initialHigh: 1, touch: options.touch ?? 'lazy' },
      },
      {
        name: 'teacher',
        pre: 'teacher',
        post: 'post',
        synapse: 'delta',
        delaySteps: 0,
        gainMv: 100,
        connectivity: { kind: 'one-to-one' },
      },
    ],
    budgetBytes: 1e8,
    floor: 0,
  }
  const network = new Network(spec, { spikes: 10_000, probeValues: 0 })
  const play = (name: string, at: number[]): void => {
    const { offsets, indices } = spikeWindow({ neurons: at.map(() => 0), steps: at }, steps)
    network.source(name).play(0, offsets, indices)
  }
  play('pre', pre)
  play('teacher', teach)
  network.projection('synapse').plasticity!.weights = [weight]
  network.logSpikes(['post'])
  return network
}

/** Steps at which the neuron fired since the last call. */
export function spikeSteps(network: Network): number[] {
  return [...network.takeSpikes().pairs].filter((_, place) => place % 2 === 0)
}

export function hiddenWeight(network: Network, step: number): number {
  return network.projection('synapse').plasticity!.hiddenWeights(step)[0]
}
