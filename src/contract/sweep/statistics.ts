import type { SweepDetails, SweepTrialDetails } from './records.ts'

/** Over the completed seeds of a trial. */
export interface Spread {
  mean: number
  /** With n - 1; NaN of a single seed. */
  sd: number
  n: number
}

/** What the trials can be compared by; accuracies first, since they are what most sweeps are about. */
export function metricNames({ list }: Pick<SweepDetails, 'list'>): string[] {
  const names = new Set(list.flatMap(({ runs }) => runs.flatMap(({ metrics }) => Object.keys(metrics))))
  const rank = (name: string): number => (name === 'accuracy' ? 0 : /accuracy$/i.test(name) ? 1 : 2)
  return [...names].sort((a, b) => rank(a) - rank(b))
}

/** null where no seed has completed with a number. */
export function spreadOf({ runs }: Pick<SweepTrialDetails, 'runs'>, metric: string): Spread | null {
  const values = runs.flatMap(({ status, metrics }) => (status === 'completed' ? (metrics[metric] ?? []) : []))
  if (values.length === 0) return null
  // From the first one, so that equal values have no spread at all.
  const mean = values[0] + values.reduce((sum, value) => sum + (value - values[0]), 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : NaN, n: values.length }
}

/** The trial with the highest mean, or the lowest; the earlier of two equals. */
export function bestTrial(
  list: readonly SweepTrialDetails[],
  metric: string,
  lowest: boolean,
): SweepTrialDetails | null {
  let best: { trial: SweepTrialDetails; mean: number } | null = null
  for (const trial of list) {
    const spread = spreadOf(trial, metric)
    if (spread === null) continue
    if (best === null || (lowest ? spread.mean < best.mean : spread.mean > best.mean))
      best = { trial, mean: spread.mean }
  }
  return best?.trial ?? null
}
