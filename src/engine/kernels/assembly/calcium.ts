import {
  CALCIUM_GAMMA_LTD, CALCIUM_GAMMA_LTP, CALCIUM_NOISE, CALCIUM_TAU, CALCIUM_TAU_RHO, CALCIUM_THETA_LTD, CALCIUM_THETA_LTP, POP_FIRST,
  PRJ_POST, RULE_FADED, RULE_FADED_COUNT, RULE_GRADED, RULE_POST_A, RULE_POST_AT, RULE_PRE_A, RULE_PRE_AT, RULE_SEED_HIGH, RULE_SEED_LOW, RULE_STREAM,
} from './layout'
import { at, i32At, int, num, realAt, setReal } from './memory'
import { touchOf } from './lanes'
import { gaussAt } from './random'
import { Real } from './real'
import { put, synapseAt } from './synapse'

/**
 * The calcium rule (models/plasticity/calcium.ts is the readable twin). The calcium of a synapse is the sum of what its two neurons
 * contribute; each is kept as it was just after its last jump (A), with the step of that jump. Between two jumps the calcium only falls,
 * so a synapse needs to be looked at only when one of its neurons jumps, and to be changed only if its calcium was above a threshold.
 */

/** What is left of a neuron's calcium at step k. */
// @ts-ignore: decorator
@inline export function contribution(r: usize, values: usize, steps: usize, neuron: i32, k: i32): f64 {
  const c = <f64>realAt(values, neuron), age = k - i32At(steps, neuron)
  return c == 0 || age >= int(r, RULE_FADED_COUNT) ? 0 : c * load<f64>(at(r, RULE_FADED) + (<usize>age << 3))
}

/** Jump of one neuron's calcium, at the end of step k. */
// @ts-ignore: decorator
@inline export function jumpCalcium(r: usize, values: usize, steps: usize, neuron: i32, k: i32, by: f64): void {
  setReal(values, neuron, <Real>(contribution(r, values, steps, neuron, k) + by))
  store<i32>(steps + (<usize>neuron << 2), k)
}

/**
 * Brings one synapse up to date. Binary ones only if their calcium has been above a threshold since it was last known: the cubic drift
 * alone never opens or closes one.
 */
export function bringUpToDate(q: usize, r: usize, y: i32, i: i32, j: i32, k: i32): void {
  const from = knownSince(r, y, i, j)
  if (from >= k) return
  const c = calciumAt(r, i, j, from)
  if (!int(r, RULE_GRADED) && c <= num(r, CALCIUM_THETA_LTD) && c <= num(r, CALCIUM_THETA_LTP)) return
  put(r, y, k, <Real>efficacyFrom(q, r, y, i, j, from, c, k, num(r, CALCIUM_NOISE)))
}

/** Efficacy variable of one synapse at step k, unchanged in memory; the noise since its last touch is left out. */
export function efficacyAt(q: usize, r: usize, y: i32, i: i32, j: i32, k: i32): Real {
  const from = min(k, knownSince(r, y, i, j))
  return <Real>efficacyFrom(q, r, y, i, j, from, calciumAt(r, i, j, from), k, 0)
}

/** The last step at which calcium jumped or the synapse was touched: up to it, nothing but the cubic drift can be pending. */
function knownSince(r: usize, y: i32, i: i32, j: i32): i32 {
  return max(touchOf(synapseAt(r, y)), max(i32At(at(r, RULE_PRE_AT), i), i32At(at(r, RULE_POST_AT), j)))
}

function calciumAt(r: usize, i: i32, j: i32, k: i32): f64 {
  return contribution(r, at(r, RULE_PRE_A), at(r, RULE_PRE_AT), i, k) + contribution(r, at(r, RULE_POST_A), at(r, RULE_POST_AT), j, k)
}

/** The cubic drift up to step `from`, then what the calcium c does as it falls, then the drift again. */
function efficacyFrom(q: usize, r: usize, y: i32, i: i32, j: i32, from: i32, c: f64, k: i32, noise: f64): f64 {
  const synapse = synapseAt(r, y), pending = <f64>(from - touchOf(synapse)), span = <f64>(k - from), tau = num(r, CALCIUM_TAU)
  const last = c * exponential(span / tau)
  const untilLtp = above(c, last, num(r, CALCIUM_THETA_LTP), span, tau), untilLtd = above(c, last, num(r, CALCIUM_THETA_LTD), span, tau)
  const both = min(untilLtp, untilLtd), either = max(untilLtp, untilLtd)
  let rho = <f64>load<Real>(synapse)
  if (pending > 0) rho = settled(r, rho, pending)
  if (both > 0) rho = relaxed(q, r, rho, both, true, true, noise, i, j, k)
  if (either > both) rho = relaxed(q, r, rho, either - both, untilLtp > untilLtd, untilLtd > untilLtp, noise, i, j, k)
  return span > either ? settled(r, rho, span - either) : rho
}

/** Steps of the span during which the calcium, falling from c to `last`, is above theta. */
function above(c: f64, last: f64, theta: f64, span: f64, tau: f64): f64 {
  return c <= theta ? 0 : last > theta ? span : min(span, tau * Math.log(c / theta))
}

/** exp(-x), x >= 0. Between two spikes little time passes: there its series, as exact and several times faster. */
function exponential(x: f64): f64 {
  if (x > 0.05) return Math.exp(-x)
  return 1 - x * (1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - (x / 5) * (1 - (x / 6) * (1 - (x / 7) * (1 - x / 8)))))))
}

/** Exact step of the Ornstein-Uhlenbeck process that holds while the calcium is above one or both thresholds. */
function relaxed(q: usize, r: usize, rho: f64, steps: f64, ltp: bool, ltd: bool, noise: f64, i: i32, j: i32, k: i32): f64 {
  const up = ltp ? num(r, CALCIUM_GAMMA_LTP) : 0, pull = up + (ltd ? num(r, CALCIUM_GAMMA_LTD) : 0)
  if (pull == 0) return rho
  const kept = exponential((pull * steps) / num(r, CALCIUM_TAU_RHO)), mean = up / pull + (rho - up / pull) * kept
  if (noise == 0) return mean
  const active = (ltp ? 1.0 : 0.0) + (ltd ? 1.0 : 0.0)
  const draw = gaussAt(
    int(r, RULE_SEED_LOW), int(r, RULE_SEED_HIGH), int(r, RULE_STREAM), int(at(q, PRJ_POST), POP_FIRST) + j, k, (i << 1) + (active == 2 ? 1 : 0),
  )
  return mean + noise * Math.sqrt((active * (1 - kept * kept)) / (2 * pull)) * draw
}

/** The cubic drift to 0 or 1: y = 4 (rho - 1/2)^2 is logistic. */
function settled(r: usize, rho: f64, steps: f64): f64 {
  const u = rho - 0.5, y = 4 * u * u
  if (y == 0) return rho
  const after = y / (y + (1 - y) * exponential(steps / num(r, CALCIUM_TAU_RHO) / 2))
  return 0.5 + 0.5 * (u < 0 ? -1 : 1) * Math.sqrt(after)
}
