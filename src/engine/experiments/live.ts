import type { Probe } from '../network/network.ts'
import type { NamedArray } from '../results.ts'

/** What the open views of a run want to see. Asked for anew at every block, so that views may change while it runs. */
export interface LiveRequest {
  /** Spikes of the newest presentation. */
  spikes: boolean
  /** Variables of neurons and synapses over the newest presentation. */
  probes: Probe[]
  /** Of a recording: all of them have to be there. What a view asks for and there is none of reads as no number. */
  required?: true
  /** Steps between two rows of the probes. */
  everySteps: number
  /** Hidden weights of all synapses (sent at most twice a second), for matrix, receptive fields and histogram. */
  weights: boolean
}

/**
 * A sample of a run for its views: the newest presentation, whole, and what has been counted so far. Frames are made only while
 * somebody looks, of one presentation in many, so that looking costs next to nothing; results never depend on them.
 */
export interface LiveFrame {
  /** Which network is shown, where a run trains several. */
  network?: string
  /** Presentations done. */
  done: number
  simulatedMs: number
  /** The presentation shown: its step range, when the stimulus sets in, and the label taught. */
  shown: { image: number; label: number; firstStep: number; onsetStep: number; endStep: number; dtMs: number }
  /** Pairs (step, neuron), ordered by step; neurons: inputs from 0, then output units. Empty unless asked for. */
  spikes: Int32Array
  /** Only every so-manyth spike is shown, when there are more than a raster can tell apart; 1: all. */
  shownOneIn: number
  /** Spikes that did not fit the log. */
  lostSpikes: number
  /** Inputs, and output units, by which the raster is divided. */
  inputs: number
  units: number
  classes: number
  /** [rows][probes], in the order of the request. */
  probes: Float32Array
  /** Mean rate of each class pool, and of the inputs, over the newest presentation, Hz. */
  poolRatesHz: Float32Array
  inputRateHz: number
  /** Synapses opened and closed so far. */
  flips: { up: number; down: number }
  /** Hidden weights in 1/255, [units][inputs]; absent unless asked for, due, and all-to-all. */
  weights?: Uint8Array
  /** [50] synapses by hidden weight; absent unless weights are asked for and due. */
  histogram?: Int32Array
}

/** Response to a digit shown on the side; learning goes on as if it had not been. */
export interface ProbeResponse {
  /** [units] spikes */
  counts: Uint16Array
  /** -1: no pool fired */
  answer: number
}

/**
 * A run between two blocks: everything that goes on. It can be continued on any number of workers, and ends with the same bits as if
 * it had never stopped.
 */
export interface Checkpoint {
  kind: string
  /** Work done, in the unit of the progress events. */
  done: number
  /** State by name, in an order that does not depend on the number of workers. */
  arrays: Record<string, NamedArray>
  /** Plain JSON: what was measured so far. */
  progress: unknown
}

/** What a run may be asked between two blocks. */
export type RunRequest =
  { type: 'probe'; pixels: Uint8Array; key: number; answer: (response: ProbeResponse) => void } | { type: 'checkpoint' }
