import type { Check } from './results.ts'
import type { RunStatus, RunSummary } from './runs.ts'

export interface HistoryQuery {
  /** As typed: `accuracy > 0.8 seed:3 tag:ablation`. */
  filter: string
  folder?: string
  only?: 'starred' | 'interrupted' | 'trash'
  /** Of every sweep only the newest run, as its place among the others. */
  collapseSweeps?: boolean
  sort: { by: string; descending: boolean }
  /** Runs that differ in their seeds alone share a row, at the place of the first of them. */
  bySeeds?: boolean
  /** Of rows. */
  offset: number
  limit: number
}

export interface HistoryPage {
  /** Rows of all pages. */
  total: number
  runs: RunSummary[]
  /** Runs of each row, in their order: one, unless they are grouped. */
  sizes: number[]
  /** Set when the filter cannot be read: where, and what was expected; runs are then empty. */
  filterProblem: { at: number; message: string } | null
}

export interface MeasuredSeries {
  name: string
  unit: string
  steps: number[]
  values: number[]
}

export interface ParameterDifference {
  path: string
  label: string
  unit: string
  /** By run. */
  values: Record<string, unknown>
}

export interface LabelChange {
  addTags?: string[]
  removeTags?: string[]
  folder?: string
  starred?: boolean
  notes?: string
  name?: string
}

export interface FolderCount {
  /** '' counts all runs. */
  folder: string
  runs: number
  starred: number
  interrupted: number
  trashed: number
}

export interface ImportedRuns {
  added: string[]
  /** Were there already, and were left as they are. */
  present: string[]
}

export interface SavedFilter {
  name: string
  filter: string
}

/** For each experiment of the paper: what is expected, and what the last run of its preset gave. */
export interface ReproductionCard {
  preset: string
  title: string
  expected: string
  minutes: number
  lastRun: {
    runId: string
    status: RunStatus
    checks: Check[]
    wallMs: number
    endedAtMs: number | null
    /** Its design is no longer that of the preset. */
    changed: boolean
  } | null
  /** Metric over the completed runs with the design of the last one, one for each seed. */
  spread: { metric: string; label: string; unit: string; mean: number; sd: number; runs: number } | null
}
