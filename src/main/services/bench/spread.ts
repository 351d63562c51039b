/** Middle and quartiles of repeated measurements: on a shared machine the mean says little. */
export interface Spread {
  median: number
  low: number
  high: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (fraction: number): number => sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))]
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}
