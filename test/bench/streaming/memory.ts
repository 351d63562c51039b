/** Between the threads of the streaming host: a question, and the core's number. */
export const channelName = 'bistable-bench-streaming'

/** Frames sent so far; MB in use in the core. */
export type Question = 'frames' | 'memory'

export interface Answer {
  core: number
  mainMb: number
}

/** MB in use after everything that can be freed was freed; needs --expose-gc. */
export function heapOfThisThread(): number {
  // Twice: what a first pass finalizes, a second one frees.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

/** Growth by least squares: of `mb` for each unit of `at`. */
export function slope(points: readonly { at: number; mb: number }[]): number {
  const mean = (of: (point: { at: number; mb: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [at, mb] = [mean((point) => point.at), mean((point) => point.mb)]
  const covariance = mean((point) => (point.at - at) * (point.mb - mb))
  return covariance / mean((point) => (point.at - at) ** 2)
}
