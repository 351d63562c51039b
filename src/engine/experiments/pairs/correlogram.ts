import type { Trains } from './trains.ts'

/**
 * Lags t_post - t_pre of all pairs of spikes, counted in bins of 1 ms centred on whole milliseconds, relative to what
 * independent trains of the same rates give.
 */
export function correlogram(
  { preMs, postMs }: Trains,
  durationMs: number,
  reachMs: number,
): { lagsMs: number[]; density: number[] } {
  const bins = 2 * reachMs + 1
  const counts = new Array<number>(bins).fill(0)
  let from = 0
  for (const pre of preMs) {
    while (from < postMs.length && postMs[from] < pre - reachMs - 0.5) from++
    for (let k = from; k < postMs.length && postMs[k] < pre + reachMs + 0.5; k++) {
      counts[Math.min(bins - 1, Math.max(0, Math.round(postMs[k] - pre + reachMs)))]++
    }
  }
  const chance = (preMs.length * postMs.length) / durationMs
  return {
    lagsMs: counts.map((_, bin) => bin - reachMs),
    density: counts.map((count) => count / chance),
  }
}
