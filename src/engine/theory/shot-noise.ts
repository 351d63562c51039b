/**
 * Shot noise: every event of a Poisson source lifts the calcium by the source's amplitude, and the calcium decays as
 * exp(-t/tau). How much of the time it spends above a threshold decides what calcium-based rules learn.
 */
export interface ShotSource {
  rateHz: number
  amplitude: number
}

/** Fraction of time below a level, in the stationary state. */
export function timeBelow(level: number, tauMs: number, sources: readonly ShotSource[]): number {
  return shotNoise(tauMs, sources)(level)
}

const cells = 2000
/** Shots within tau up to which the distribution is stepped directly. */
const mostShots = 5

/**
 * The stationary distribution function of the calcium. Shot noise of many shots is the sum of independent shot noises of fewer:
 * the sources are thinned until the direct method is well conditioned, and the result is convolved with itself.
 */
export function shotNoise(tauMs: number, sources: readonly ShotSource[]): (level: number) => number {
  const active = sources
    .filter(({ rateHz, amplitude }) => rateHz > 0 && amplitude > 0)
    .map(({ rateHz, amplitude }) => ({ shots: (rateHz * tauMs) / 1000, amplitude }))
  if (active.length === 0) return (level) => (level > 0 ? 1 : 0)
  const n = sum(active, ({ shots }) => shots)
  const doublings = Math.max(0, Math.ceil(Math.log2(n / mostShots)))
  const thinned = active.map(({ shots, amplitude }) => ({ shots: shots / 2 ** doublings, amplitude }))
  const mean = sum(active, ({ shots, amplitude }) => shots * amplitude)
  const variance = sum(active, ({ shots, amplitude }) => (shots * amplitude * amplitude) / 2)
  const top = mean + 9 * Math.sqrt(variance) + 4 * Math.max(...active.map(({ amplitude }) => amplitude))
  const h = top / cells
  let below = stepped(h, thinned)
  for (let doubling = 0; doubling < doublings; doubling++) below = convolved(below)
  const power = n
  return (level) => {
    if (level <= 0) return 0
    if (level >= top) return 1
    return interpolated(below, level / h, power)
  }
}

interface Shots {
  /** Mean number within tau. */
  shots: number
  amplitude: number
}

/**
 * In the stationary state the flux down through a level, c p(c) / tau, equals the flux up, sum_k r_k [F(c) - F(c - J_k)]
 * (Gilbert & Pollak 1960; Graupner, Wallisch & Ostojic 2016 use the same for calcium). With n_k = r_k tau, n = sum n_k and
 * F = c^n G this reads G' = -c^(-n-1) sum_k n_k F(c - J_k): G is constant below the smallest jump and follows by steps above
 * it. The last value of F normalises it.
 */
function stepped(h: number, sources: readonly Shots[]): Float64Array {
  const n = sum(sources, ({ shots }) => shots)
  const below = new Float64Array(cells + 1)
  const slope = (c: number) =>
    -Math.pow(c, -n - 1) *
    sum(sources, ({ shots, amplitude }) => (c <= amplitude ? 0 : shots * interpolated(below, (c - amplitude) / h, n)))
  let g = 1
  let before = 0
  for (let cell = 1; cell <= cells; cell++) {
    // A provisional value, so that a jump smaller than a cell finds something.
    below[cell] = Math.pow(cell * h, n) * g
    const after = slope(cell * h)
    g += ((before + after) * h) / 2
    below[cell] = Math.pow(cell * h, n) * g
    before = after
  }
  const whole = below[cells]
  return below.map((value) => value / whole)
}

/** Distribution of the sum of two independent copies: the mass of two cells spreads over two cells of the sum. */
function convolved(below: Float64Array): Float64Array {
  const mass = Float64Array.from({ length: cells }, (_, cell) => below[cell + 1] - below[cell])
  const density = new Float64Array(cells + 1)
  for (let i = 0; i < cells; i++) {
    for (let j = 0; i + j < cells; j++) {
      const both = mass[i] * mass[j] * 0.5
      density[i + j] += both
      density[i + j + 1] += both
    }
  }
  const result = new Float64Array(cells + 1)
  for (let cell = 0; cell < cells; cell++) result[cell + 1] = result[cell] + density[cell]
  const whole = result[cells]
  return result.map((value) => value / whole)
}

/** Near zero F rises as c^n, which a straight line cannot follow when n is small. */
function interpolated(below: Float64Array, along: number, n: number): number {
  const cell = Math.min(Math.floor(along), cells - 1)
  if (cell === 0) return below[1] * Math.pow(along, n)
  return below[cell] + (along - cell) * (below[cell + 1] - below[cell])
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
