import type { PairRule } from './pairing.ts'
import { meanSquareTrace, meanTrace, relaxationPerMs } from './traces.ts'
import { netPerS, poissonDrift } from './drift.ts'

/** The hidden weight seen from afar: a drift and a diffusion (variance growth), both per second. */
export interface Diffusion {
  driftPerS: number
  variancePerS: number
}

/**
 * Drift and long-time variance growth of the hidden weight under independent Poisson trains, away from the bounds.
 *
 * dw = etaPlus x_i dN_j - etaMinus x_j dN_i. Write x = m + xi, dN = r dt + dM. The term r_j xi_i dt integrates over long times
 * to r_j (jump_i - (1 - carry_i) x_i) dM_i / lambda_i, since each presynaptic spike lifts the trace by that much and the lift
 * relaxes at lambda_i (relaxationPerMs). Hence w is a sum of two uncorrelated martingales,
 *   dM_i [etaPlus r_j (jump_i - (1 - carry_i) x_i) / lambda_i - etaMinus x_j]
 *   dM_j [etaPlus x_i - etaMinus r_i (jump_j - (1 - carry_j) x_j) / lambda_j],
 * whose mean squares, times the rates, add up. Valid for times long against the traces' own.
 */
export function hiddenWeightDiffusion(rule: PairRule, preHz: number, postHz: number): Diffusion {
  const side = (own: 'pre' | 'post') => {
    const isPre = own === 'pre'
    const [mine, other] = isPre ? [rule.pre, rule.post] : [rule.post, rule.pre]
    const [mineHz, otherHz] = isPre ? [preHz, postHz] : [postHz, preHz]
    const [etaMine, etaOther] = isPre ? [rule.etaPlus, rule.etaMinus] : [rule.etaMinus, rule.etaPlus]
    // This side's spikes lift their own trace, which pays later at the other side's spikes, and learn at once from the other's.
    const later = (etaMine * otherHz) / 1000 / relaxationPerMs(mine, mineHz)
    const c = 1 - mine.carry
    const lift = mine.jump - c * meanTrace(mine, mineHz)
    const lift2 = mine.jump ** 2 - 2 * mine.jump * c * meanTrace(mine, mineHz) + c * c * meanSquareTrace(mine, mineHz)
    const now = etaOther * meanTrace(other, otherHz)
    const now2 = etaOther ** 2 * meanSquareTrace(other, otherHz)
    return mineHz * (later * later * lift2 - 2 * later * lift * now + now2)
  }
  return { driftPerS: netPerS(poissonDrift(rule, preHz, postHz)), variancePerS: side('pre') + side('post') }
}

/**
 * Mean first passage time (s) of a diffusion from 0, where it is reflected, to a distance:
 * T = d/mu - (s/2mu2) (1 - exp(-2 mu d / s)), with drift mu and variance growth s. It tends to d2/s without drift.
 */
export function passageTimeS({ driftPerS: mu, variancePerS: s }: Diffusion, distance: number): number {
  const exponent = (2 * mu * distance) / s
  // Series around mu = 0, where both terms cancel.
  if (Math.abs(exponent) < 1e-4) return ((distance * distance) / s) * (1 - exponent / 3)
  return distance / mu + (s / (2 * mu * mu)) * Math.expm1(-exponent)
}

/**
 * Mean first passage time (s) for drift and variance that depend on the position, by the double integral
 * T = int_from^to dy exp(-phi(y)) int_0^y 2/s(z) exp(phi(z)) dz with phi' = 2 mu / s, reflected at 0, absorbed at `to`
 * (Gardiner, Handbook of Stochastic Methods, section 5.2.7). Midpoint rule on a grid.
 */
export function passageTimeIntegralS(
  at: (position: number) => Diffusion,
  from: number,
  to: number,
  cells = 4000,
): number {
  const h = to / cells
  // exp(-phi) times the inner integral: it obeys d/dy inner = 2/s - phi' inner, solved exactly in every half cell.
  let inner = 0
  let time = 0
  for (let cell = 0; cell < cells; cell++) {
    const middle = (cell + 0.5) * h
    const { driftPerS, variancePerS } = at(middle)
    const slope = (2 * driftPerS) / variancePerS
    const half = Math.exp((slope * h) / 2)
    const upToMiddle = inner / half + (2 / variancePerS) * integralOfExp(slope, h / 2)
    if (middle > from) time += upToMiddle * h
    inner = upToMiddle / half + (2 / variancePerS) * integralOfExp(slope, h / 2)
  }
  return time
}

/** int_0^h exp(-slope (h - z)) dz */
function integralOfExp(slope: number, h: number): number {
  return slope === 0 ? h : -Math.expm1(-slope * h) / slope
}

/**
 * Mean time (s) until a closed synapse at 0 crosses the weight threshold (`open`), or an open one at 1 falls below (`close`),
 * with learning and the bistable drift against it. Diffusion approximation: good while single steps are small against the
 * distance; the overshoot of a step adds about half a step to the distance.
 */
export function flipTimeS(
  learning: Diffusion,
  bistable: { driftPerS: number; thetaW: number },
  flip: 'open' | 'close',
): number {
  const { driftPerS, variancePerS } = learning
  return flip === 'open'
    ? passageTimeS({ driftPerS: driftPerS - bistable.driftPerS, variancePerS }, bistable.thetaW)
    : passageTimeS({ driftPerS: -driftPerS - bistable.driftPerS, variancePerS }, 1 - bistable.thetaW)
}

export interface StationaryWeight {
  mean: number
  /** Probability of being above the threshold. */
  open: number
  density(w: number): number
}

/**
 * Stationary hidden weight of a pair under constant drift and noise with bistable drift: the density of a diffusion between
 * two reflecting walls is proportional to exp(int 2 mu / s), here exp(k_low w) below the threshold and exp(k_high w) above,
 * continuous at it, with k = 2 (mu -+ alpha) / s. For a symmetric pair both rates are equal; the form holds for any two.
 */
export function stationaryWeight(
  { driftPerS, variancePerS }: Diffusion,
  { driftPerS: alpha, thetaW }: { driftPerS: number; thetaW: number },
): StationaryWeight {
  const low = (2 * (driftPerS - alpha)) / variancePerS
  const high = (2 * (driftPerS + alpha)) / variancePerS
  // Measured from the threshold, where both branches are 1; shifted by the largest exponent so that nothing overflows.
  const peak = Math.max(0, -low * thetaW, high * (1 - thetaW))
  const shape = (w: number) => Math.exp((w <= thetaW ? low : high) * (w - thetaW) - peak)
  const cells = 20000
  let closed = 0
  let open = 0
  let first = 0
  for (let cell = 0; cell < cells; cell++) {
    const below = ((cell + 0.5) / cells) * thetaW
    const above = thetaW + ((cell + 0.5) / cells) * (1 - thetaW)
    const massBelow = (shape(below) * thetaW) / cells
    const massAbove = (shape(above) * (1 - thetaW)) / cells
    closed += massBelow
    open += massAbove
    first += massBelow * below + massAbove * above
  }
  const total = closed + open
  return { mean: first / total, open: open / total, density: (w) => shape(w) / total }
}
