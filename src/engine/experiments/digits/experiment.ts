import type { NamedArray, Results } from '../../results.ts'
import type { DataSet, ImageSet } from '../images.ts'
import type { Checkpoint } from '../live.ts'
import type { WorkerPort } from '../port.ts'
import type { RunControl } from '../run.ts'
import type { DigitsCrew } from './crew.ts'
import type { SupervisedDesign } from './design.ts'
import type { Score } from './readout.ts'

export interface DigitsContext {
  ports: WorkerPort[]
  data: DataSet
  control: RunControl
  resumeFrom?: Checkpoint
  checkpointEveryMs?: number
  /** Clock in ms, for pacing. */
  now: () => number
}

/** An experiment that trains a network on digits and tests it. */
export interface DigitsExperiment {
  /** Of its checkpoints. */
  kind: string
  design: SupervisedDesign
  crew: DigitsCrew
  /** What is looked at once the test is over, block by block. */
  examination?: Examination
  results(findings: Findings): Results
}

export interface Examination {
  /** Presentations done and to do. */
  readonly done: number
  readonly total: number
  readonly simulatedMs: number
  /** Does some of it: a fraction of a second. */
  next(): Promise<void>
}

/** Looked at after so many digits: accuracy, overlap of the classes, and that overlap if labels meant nothing. */
export interface CurvePoint {
  digits: number
  accuracy: number
  overlap: number
  shuffledOverlap: number
}

/** What a run has measured when it ends. */
export interface Findings {
  images: ImageSet
  /** Hidden weights from inputs to output units. */
  weights: NamedArray
  /** On held-out digits. */
  curve: CurvePoint[]
  flips: { digits: number; up: number; down: number }[]
  /** Counted over the whole training. */
  totals: { flips: { up: number; down: number }; events: number }
  digits: number
  /** Spikes and traces of the last digits, by name. */
  recorded: Record<string, NamedArray>
  /** Absent for a run that was stopped before its test. */
  test: Score | undefined
  /** Synaptic events of the test. */
  testEvents: number
}
