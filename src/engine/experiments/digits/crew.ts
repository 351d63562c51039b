import type { NamedArray } from '../../results.ts'
import type { LiveRequest } from '../live.ts'
import type { JoinedLive, ShardProgress } from './live.ts'
import type { Responses } from './readout.ts'

export interface CrewProgress {
  flips: { up: number; down: number }
  events: number
  live?: JoinedLive
  vitals: Vitals
}

/** By which a run is told that its numbers mean nothing any more. */
export interface Vitals {
  /** Spikes of the output units together while each digit is shown. */
  spikes: Int32Array
  /** The rate that refractoriness allows. */
  mostHz: number
  /** Membranes, currents and what the rule keeps of the units are numbers. */
  finite: boolean
}

/** What one worker says of its units. */
export interface GuardedProgress extends ShardProgress {
  vitals: Omit<Vitals, 'mostHz'>
}

/** Hidden weights from inputs to output units. */
export interface WeightImage {
  /** In 1/255, [units][inputs]; absent where not all inputs reach all units. */
  weights?: Uint8Array
  /** How many there are of each size. */
  histogram: Int32Array
}

/** The workers of one run as if they were one network, however they share the work. */
export interface DigitsCrew {
  open(): Promise<void>
  /** Trains up to presentation `to`; with a request, the last presentation is recorded. */
  train(to: number, request: LiveRequest | undefined): Promise<CrewProgress>
  /** Without teacher and without learning. */
  respond(set: 'test' | 'heldOut', indices: Int32Array): Promise<Responses>
  probePicture(pixels: Uint8Array, key: number): Promise<Responses>
  /** From inputs to output units. */
  hiddenWeights(): Promise<NamedArray>
  weightImage(): Promise<WeightImage>
  /** Everything learning needs to go on, and `state.counters`: synapses opened and closed, synaptic events. */
  state(): Promise<Record<string, NamedArray>>
  restore(arrays: Record<string, NamedArray>, presentation: number): Promise<void>
}
