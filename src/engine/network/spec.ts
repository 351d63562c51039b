import type { BcallParameters } from '../models/plasticity/bcall.ts'
import type { CalciumParameters } from '../models/plasticity/calcium.ts'
import type { SdspParameters } from '../models/plasticity/sdsp.ts'
import type { TripletParameters } from '../models/plasticity/triplet.ts'
import type { LifFactors } from '../models/lif.ts'
import type { Precision } from '../kernels/kernels.ts'

/** A network before it is built. Plain data; indices of one population run from 0. */
export interface NetworkSpec {
  precision: Precision
  dtMs: number
  seed: number
  populations: PopulationSpec[]
  projections: ProjectionSpec[]
  /** Refuse to build when the state needs more. */
  budgetBytes: number
  /** Decaying values below become zero, every 32 steps (denormal numbers are slow); 0 keeps every bit. */
  floor: number
}

export type PopulationSpec = SourceSpec | LifSpec

/** Spikes given from outside, one window of steps at a time (see sources/). */
export interface SourceSpec {
  kind: 'source'
  name: string
  n: number
  /** Longest window, in steps. */
  windowSteps: number
  /** Most spikes in one window. */
  windowSpikes: number
}

export interface LifSpec {
  kind: 'lif'
  name: string
  n: number
  /** Number of the first neuron in the whole population, when this network holds only a part of it (a shard). */
  first: number
  factors: LifFactors
  /** Currents that change every step; absent: none. */
  sine?: SineStimulus
  noise?: NoiseStimulus
}

/** Common to all neurons of the population. */
export interface SineStimulus {
  amplitudeMv: number
  frequencyHz: number
  phaseRad: number
}

/** Independent for each neuron and step. */
export interface NoiseStimulus {
  /** Standard deviation that the free membrane would have, mV. */
  membraneSdMv: number
}

export interface ProjectionSpec {
  name: string
  pre: string
  post: string
  /** How an arriving spike acts: it jumps the exponential current, or the membrane itself. */
  synapse: 'exponential' | 'delta'
  /** Axonal: transmission, the presynaptic trace and learning all happen when the spike arrives. */
  delaySteps: number
  /** Efficacy of an open synapse, mV; negative: inhibitory. */
  gainMv: number
  connectivity: Connectivity
  plastic?: Plasticity
}

export type Connectivity =
  | { kind: 'all-to-all' }
  | { kind: 'one-to-one' }
  /** Each pair with this probability. */
  | { kind: 'random'; probability: number }
  /** Each postsynaptic neuron sees this many distinct presynaptic ones. */
  | { kind: 'fixed-fan-in'; fanIn: number }

export type Plasticity = BcallPlasticity | PeerPlasticity

/** Hidden weights start uniformly in [initialLow, initialHigh). */
export interface StartingWeights {
  initialLow: number
  initialHigh: number
}

export interface BcallPlasticity extends StartingWeights {
  rule: BcallParameters
  /**
   * lazy: a synapse is touched (drift brought up to date) only when an event changes it. eager: at every event that reaches it,
   * as a simulator without lazy rows does. Equal in exact arithmetic for binary efficacies; they differ by rounding. Graded
   * efficacies with drift are defined by the eager order, since what is transmitted is the weight as last touched.
   */
  touch: 'lazy' | 'eager'
}

/** A rule beside BCaLL. Pair STDP is not among them: it is BCaLL without gates and drift (models/plasticity/pair-stdp.ts). */
export interface PeerPlasticity extends StartingWeights {
  peer: PeerRule
  /** Hidden weights above are open. SDSP and the calcium rule have thresholds of their own: theta_X, and 1/2. */
  thetaW: number
  efficacy: 'binary' | 'graded'
}

export type PeerRule =
  | { kind: 'triplet'; parameters: TripletParameters }
  | { kind: 'sdsp'; parameters: SdspParameters }
  | { kind: 'calcium'; parameters: CalciumParameters }
