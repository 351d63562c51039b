import type { Design, DesignKind } from '../design/index.ts'
import type { RunStatus } from '../runs.ts'
import type { SweepPlan, SweepValue } from './plan.ts'

/** What a plan comes to, before anything is launched. */
export interface SweepPreview {
  trials: TrialPreview[]
  /** All runs of the plan, trials times seeds; those already complete in this project; and what is left to do. */
  runs: { total: number; done: number; left: number }
  refused: number
  /** The sweep of the project that this plan would extend. */
  extends: { sweepId: string; number: number } | null
  /** What is wrong with the plan itself, by field; '' for the whole of it. There are no trials then. */
  problems: { path: string; message: string }[]
}

export interface TrialPreview {
  values: SweepValue[]
  /** Why it is refused: listed, and not launched. */
  problems: string[]
  /** Seeds that are complete. */
  done: number
}

/** One group of runs in the history. */
export interface SweepInfo {
  id: string
  /** Counts up within the project; for people. */
  number: number
  /** Its own, or that of its design. */
  name: string
  kind: DesignKind
  preset: string | null
  paths: string[]
  trials: number
  refused: number
  createdAtMs: number
  /** null: not in the trash. */
  trashedAtMs: number | null
  runs: Partial<Record<RunStatus, number>>
}

export interface SweepDetails extends SweepInfo {
  /** What the trials vary. */
  design: Design
  /** As launched and extended, in order. */
  plans: SweepPlan[]
  list: SweepTrialDetails[]
}

export interface SweepTrialDetails {
  trial: number
  /** In the order of `paths`. */
  values: SweepValue[]
  problems: string[]
  runs: SweepRun[]
}

export interface SweepRun {
  runId: string
  number: number
  seed: number
  status: RunStatus
  /** Scalars of the results by name; null for what is not a number. */
  metrics: Record<string, number | null>
  wallMs: number
}
