import type { Check, Results } from './results.ts'
import type { Design, DesignKind } from './design/index.ts'
import type { PlainError } from './errors.ts'

/**
 * queued: waits for a free worker; interrupted: its process died, found at the next opening of the project; stopped: ended
 * early on request, with everything up to then.
 */
export type RunStatus = 'queued' | 'running' | 'paused' | 'completed' | 'stopped' | 'failed' | 'interrupted'

/** Statuses that only a living process can hold. */
export const liveStatuses = ['queued', 'running', 'paused'] as const satisfies RunStatus[]

/** How a run that can go on from its last checkpoint has ended. */
export const resumableStatuses = ['stopped', 'interrupted', 'failed'] as const satisfies RunStatus[]

export interface RunProgress {
  phase: string
  done: number
  total: number
  unit: string
}

/** One line of the history. */
export interface RunSummary {
  id: string
  /** Counts up within the project; for people. */
  number: number
  name: string
  kind: DesignKind
  preset: string | null
  seed: number
  status: RunStatus
  progress: RunProgress
  createdAtMs: number
  startedAtMs: number | null
  endedAtMs: number | null
  wallMs: number
  simulatedMs: number
  workers: number
  digest: string | null
  /** Scalars of the results by name; null for what is not a number. */
  metrics: Record<string, number | null>
  tags: string[]
  starred: boolean
  folder: string
  notes: string
  trashedAtMs: number | null
  /** The newest sweep that it belongs to. */
  sweep: { id: string; number: number; trial: number } | null
}

/** One end of a branch: which run, and after how much work they part. */
export interface Branch {
  runId: string
  /** Null when the run is not in this project. */
  number: number | null
  name: string | null
  done: number
}

export interface Lineage {
  /** The run this one goes on from. */
  parent: Branch | null
  branches: Branch[]
}

/** From here a run can go on, or be branched. */
export interface CheckpointInfo {
  /** Work done, in the unit of the run's progress. */
  done: number
  atMs: number
  /** Asked for by a person, and kept. */
  pinned: boolean
  /** In the file, packed. */
  bytes: number
}

export interface RunDetails extends RunSummary {
  lineage: Lineage
  /** Newest first. */
  checkpoints: CheckpointInfo[]
  design: Design
  engineVersion: string
  error: PlainError | null
  /** Arrays are described here and loaded on their own. */
  results: Omit<Results, 'arrays'> | null
}

/** What a finished run tells a machine: the JSON of the terminal. */
export interface RunReport {
  runId: string
  status: RunStatus
  preset: string | null
  seed: number
  metrics: Record<string, number | null>
  digest: string | null
  checks: Check[]
  wallMs: number
  simulatedMs: number
}
