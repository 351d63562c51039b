import type { NamedArray, Results } from '../results.ts'
import type { Checkpoint, LiveFrame, LiveRequest, RunRequest } from './live.ts'

/** What a run tells while it goes on. Events are plain data; they arrive in order. */
export type RunEvent =
  | {
      type: 'progress'
      phase: string
      /** Work done and to do, in the unit named; covers the whole run, all phases. */
      done: number
      total: number
      unit: string
      simulatedMs: number
    }
  | { type: 'metric'; name: string; step: number; value: number; unit: string }
  | { type: 'artifact'; name: string; step: number; array: NamedArray }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | { type: 'notice'; code: string; message: string }

export interface RunOutcome {
  /** 'stopped': ended early on request; the results cover what was done. */
  status: 'completed' | 'stopped'
  results: Results
  /** The final state, in an order and shape that does not depend on the number of workers; the digest is taken over it. */
  state: Record<string, NamedArray>
  simulatedMs: number
}

/** Polled between blocks of work; a run never stops in the middle of a sample. */
export interface RunControl {
  stopRequested: boolean
  /** While it is set nothing goes on, but requests are answered. A stop ends it. */
  paused: boolean
  /** For a paused run: resolves at the next thing that it is told, be it to go on, to stop, or a request. */
  whenTold(): Promise<void>
  /** Requests since the last call; absent: there are none. */
  takeRequests?(): RunRequest[]
  /** What views want to see now; undefined: nobody looks. */
  live?: { wanted(): LiveRequest | undefined; deliver(frame: LiveFrame): void }
}
