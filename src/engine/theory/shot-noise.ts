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
  const active = sources.filter(({ rateHz, amplitude }) => rateHz > 0 && amplitude > 0)
  if (active.length === 0) return level > 0 ? 1 : 0
  if (level <= 0) return 0
  const shots = active.reduce((sum, { rateHz }) => sum + (rateHz * tauMs) / 1000, 0)
  return shots < 4 ? belowBySteps(level, tauMs, active) : belowByInversion(level, tauMs, active)
}

/**
 * In the stationary state the flux down through a level, c p(c) / tau, equals the flux up, sum_k r_k [F(c) - F(c - J_k)]
 * (Gilbert & Pollak 1960; Graupner, Wallisch & Ostojic 2016 use the same for calcium). With n_k = r_k tau, n = sum n_k and
 * F = c^n G this reads G' = -c^(-n-1) sum_k n_k F(c - J_k): G is constant below the smallest jump and follows by steps above.
 * The last value of F normalises it. For many shots within tau the subtraction loses digits; belowByInversion takes over.
 */
function belowBySteps(level: number, tauMs: number, sources: readonly ShotSource[]): number {
  const shots = sources.map(({ rateHz }) => (rateHz * tauMs) / 1000)
  const n = shots.reduce((sum, one) => sum + one, 0)
  const mean = sources.reduce((sum, { amplitude }, k) => sum + shots[k] * amplitude, 0)
  const variance = sources.reduce((sum, { amplitude }, k) => sum + (shots[k] * amplitude * amplitude) / 2, 0)
  const largest = Math.max(...sources.map(({ amplitude }) => amplitude))
  const top = Math.max(mean + 9 * Math.sqrt(variance) + 4 * largest, level)
  const cells = 6000
  const h = top / cells
  const f = new Float64Array(cells + 1)
  const at = (c: number): number => {
    if (c <= 0) return 0
    const cell = Math.min(Math.floor(c / h), cells - 1)
    // Near zero F rises as c^n, steeper than a straight line can follow when n is small.
    if (cell === 0) return f[1] * Math.pow(c / h, n)
    return f[cell] + (c / h - cell) * (f[cell + 1] - f[cell])
  }
  const slope = (c: number) =>
    -Math.pow(c, -n - 1) * sources.reduce((sum, s, k) => sum + shots[k] * at(c - s.amplitude), 0)
  let g = 1
  let before = 0
  for (let cell = 1; cell <= cells; cell++) {
    // A provisional value, so that a jump smaller than a cell finds something.
    f[cell] = Math.pow(cell * h, n) * g
    const after = slope(cell * h)
    g += ((before + after) * h) / 2
    f[cell] = Math.pow(cell * h, n) * g
    before = after
  }
  return at(level) / f[cells]
}

/**
 * F(c) = 1/2 - (1/pi) int_0^inf Im[exp(-iuc) phi(u)] / u du (Gil-Pelaez 1951), with the characteristic function of shot noise
 * log phi(u) = sum_k n_k int_0^(J_k) (exp(iuz) - 1)/z dz, itself integrated along u: its slope is n_k (exp(iuJ_k) - 1)/u.
 */
function belowByInversion(level: number, tauMs: number, sources: readonly ShotSource[]): number {
  const shots = sources.map(({ rateHz }) => (rateHz * tauMs) / 1000)
  const smallest = Math.min(...sources.map(({ amplitude }) => amplitude))
  const span = Math.max(level, ...sources.map(({ amplitude }) => amplitude))
  const step = 0.02 / span
  const slope = (u: number): [number, number] => [
    sources.reduce((sum, { amplitude }, k) => sum + (shots[k] * (Math.cos(u * amplitude) - 1)) / u, 0),
    sources.reduce((sum, { amplitude }, k) => sum + (shots[k] * Math.sin(u * amplitude)) / u, 0),
  ]
  let [logSize, angle, sum] = [0, 0, 0]
  // |phi| falls as (u J)^-n with n >= 4: past this point nothing is left.
  for (let u = step / 2; u < 400 / smallest; u += step) {
    const [re, im] = slope(u)
    // Half a step to the middle, where the integrand is taken, and half a step on.
    logSize += (re * step) / 2
    angle += (im * step) / 2
    sum += (Math.exp(logSize) * Math.sin(angle - u * level) * step) / u
    logSize += (re * step) / 2
    angle += (im * step) / 2
    if (logSize < -30) break
  }
  return Math.min(1, Math.max(0, 0.5 - sum / Math.PI))
}
