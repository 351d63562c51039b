export interface CheckpointPolicy {
  /** Wall time between two that a run writes by itself, ms: what a crash can cost. */
  everyMs: number
  /** Newest of them that are kept. */
  keep: number
}

/** Seldom enough that saving does not count beside a minute of training; one to go on from, and one should it prove unusable. */
export const usualCheckpoints: CheckpointPolicy = { everyMs: 60_000, keep: 2 }
