import {
  CALCIUM_GAMMA_LTD, CALCIUM_GAMMA_LTP, CALCIUM_NOISE, CALCIUM_TAU, CALCIUM_TAU_RHO, CALCIUM_THETA_LTD, CALCIUM_THETA_LTP, POP_FIRST,
  PRJ_POST, PRJ_PRE, RULE_GRADED, RULE_SEED_HIGH, RULE_SEED_LOW, RULE_STREAM, RULE_STRETCHES, STRETCH_BYTES,
} from './layout'
import { at, int, num } from './memory'
import { jumpBefore, jumpsIn, knownTo, left, peakOf, recordOf, stepOf, valueOf } from './calcium-history'
import { touchOf } from './lanes'
import { gaussAt } from './random'
import { Real } from './real'
import { put, synapseAt } from './synapse'

/**
 * The calcium rule (models/plasticity/calcium.ts is the readable twin). The calcium of a synapse is the sum of what its two neurons
 * contribute, and only falls between their jumps. So a synapse needs to be looked at only when somebody reads it: then the stretches
 * of time that its calcium has spent above both thresholds, one or none since the last look follow from the jumps of both neurons, and each
 * stretch has a closed form. Synapses that share a silent neuron share their stretches.
 */
const NONE = 0
const LTD = 1
const LTP = 2
const BOTH = 3

/** Which stretches were found last: of which rule and neurons (-1: any that is silent), from and to which steps. */
let heldRule: usize = 0
let heldPre = -2
let heldPost = -2
let heldFrom = 0
let heldTo = 0
let stretches = 0
let active = false

/** After a jump backwards in time, or of the parameters. */
export function forgetStretches(): void {
  heldRule = 0
}

/**
 * Brings one synapse up to date. Binary ones only if their calcium has been above a threshold since the last look: the cubic drift alone
 * never opens or closes one.
 */
export function bringUpToDate(q: usize, r: usize, y: i32, i: i32, j: i32, k: i32): void {
  if (!int(r, RULE_GRADED) && peakOf(recordOf(r, true, i)) + peakOf(recordOf(r, false, j)) <= lowest(r)) return
  const from = trace(r, y, i, j, k)
  if (from >= k || (!active && !int(r, RULE_GRADED))) return
  put(r, y, k, <Real>efficacyFrom(q, r, y, i, j, from, k, true))
}

/** Efficacy variable of one synapse at step k, unchanged in memory; the noise since its last touch is left out. */
export function efficacyAt(q: usize, r: usize, y: i32, i: i32, j: i32, k: i32): Real {
  return <Real>efficacyFrom(q, r, y, i, j, trace(r, y, i, j, k), k, false)
}

// @ts-ignore: decorator
@inline function lowest(r: usize): f64 {
  return min(num(r, CALCIUM_THETA_LTP), num(r, CALCIUM_THETA_LTD))
}

/** Finds the stretches up to step k. Returns the step they begin with: up to it nothing but the cubic drift can be pending. */
function trace(r: usize, y: i32, i: i32, j: i32, k: i32): i32 {
  const pre = recordOf(r, true, i), post = recordOf(r, false, j)
  const known = max(max(knownTo(pre), knownTo(post)), max(stepOf(pre, 0), stepOf(post, 0)))
  const from = min(k, max(touchOf(synapseAt(r, y)), known))
  const ofPre = isSilent(r, pre, from) ? -1 : i, ofPost = isSilent(r, post, from) ? -1 : j
  if (r == heldRule && ofPre == heldPre && ofPost == heldPost && from == heldFrom && k == heldTo) return from
  heldRule = r
  heldPre = ofPre
  heldPost = ofPost
  heldFrom = from
  heldTo = k
  stretches = 0
  active = false
  if (ofPre == -1 && ofPost == -1) extend(r, NONE, <f64>(k - from))
  else follow(r, pre, post, from, k)
  for (let s = 0; s < stretches; s++) solve(r, at(r, RULE_STRETCHES) + <usize>s * STRETCH_BYTES)
  return from
}

/** Nothing is left of its calcium at step k, and it has not jumped since. */
function isSilent(r: usize, record: usize, k: i32): bool {
  const last = jumpsIn(record) - 1
  return stepOf(record, last) <= k && left(r, valueOf(record, last), stepOf(record, last), k) == 0
}

/** From jump to jump of either neuron. */
function follow(r: usize, pre: usize, post: usize, from: i32, k: i32): void {
  const tau = num(r, CALCIUM_TAU), ltp = num(r, CALCIUM_THETA_LTP), ltd = num(r, CALCIUM_THETA_LTD)
  let p = jumpBefore(pre, from), o = jumpBefore(post, from), now = from
  while (now < k) {
    const c = left(r, valueOf(pre, p), stepOf(pre, p), now) + left(r, valueOf(post, o), stepOf(post, o), now)
    const nextPre = p + 1 < jumpsIn(pre) ? stepOf(pre, p + 1) : k, nextPost = o + 1 < jumpsIn(post) ? stepOf(post, o + 1) : k
    const next = min(k, min(nextPre, nextPost)), span = <f64>(next - now)
    if (c <= ltp && c <= ltd) extend(r, NONE, span)
    else {
      const last = left(r, c, now, next)
      const untilLtp = above(c, last, ltp, span, tau), untilLtd = above(c, last, ltd, span, tau)
      const both = min(untilLtp, untilLtd), either = max(untilLtp, untilLtd)
      extend(r, BOTH, both)
      extend(r, untilLtp > untilLtd ? LTP : LTD, either - both)
      extend(r, NONE, span - either)
    }
    now = next
    while (p + 1 < jumpsIn(pre) && stepOf(pre, p + 1) <= now) p++
    while (o + 1 < jumpsIn(post) && stepOf(post, o + 1) <= now) o++
  }
}

/** Steps of the span during which the calcium, falling from c to `last`, is above theta. */
function above(c: f64, last: f64, theta: f64, span: f64, tau: f64): f64 {
  return c <= theta ? 0 : last > theta ? span : min(span, tau * Math.log(c / theta))
}

/** A stretch: what acts, for how many steps; solved: by what the variable is multiplied, what is added, and the variance of the noise. */
function extend(r: usize, acts: i32, steps: f64): void {
  if (steps <= 0) return
  if (acts != NONE) active = true
  const last = at(r, RULE_STRETCHES) + <usize>(stretches - 1) * STRETCH_BYTES
  if (stretches > 0 && load<i32>(last) == acts) store<f64>(last, load<f64>(last, 8) + steps, 8)
  else {
    store<i32>(last + STRETCH_BYTES, acts)
    store<f64>(last + STRETCH_BYTES, steps, 8)
    stretches++
  }
}

/**
 * Exact step of the Ornstein-Uhlenbeck process that holds while the calcium is above one or both thresholds; below them the cubic drift
 * depends on the variable, and only its exponential is known.
 */
function solve(r: usize, stretch: usize): void {
  const acts = load<i32>(stretch), steps = load<f64>(stretch, 8), tau = num(r, CALCIUM_TAU_RHO)
  if (acts == NONE) return store<f64>(stretch, exponential(steps / tau / 2), 16)
  const up = acts & LTP ? num(r, CALCIUM_GAMMA_LTP) : 0, pull = up + (acts & LTD ? num(r, CALCIUM_GAMMA_LTD) : 0)
  const kept = exponential((pull * steps) / tau), sources = acts == BOTH ? 2.0 : 1.0, noise = num(r, CALCIUM_NOISE)
  store<f64>(stretch, kept, 16)
  store<f64>(stretch, pull == 0 ? 0 : (up / pull) * (1 - kept), 24)
  store<f64>(stretch, pull == 0 ? 0 : (noise * noise * sources * (1 - kept * kept)) / (2 * pull), 8)
}

/**
 * The cubic drift up to step `from`, then stretch by stretch. Noise of all stretches is drawn at once: what the cubic drift between them
 * would do to it, a part in thousands, is left out.
 */
function efficacyFrom(q: usize, r: usize, y: i32, i: i32, j: i32, from: i32, k: i32, noisy: bool): f64 {
  const synapse = synapseAt(r, y), pending = <f64>(from - touchOf(synapse))
  let rho = <f64>load<Real>(synapse), variance = 0.0
  if (pending > 0) rho = settled(rho, exponential(pending / num(r, CALCIUM_TAU_RHO) / 2))
  for (let s = 0; s < stretches; s++) {
    const stretch = at(r, RULE_STRETCHES) + <usize>s * STRETCH_BYTES, kept = load<f64>(stretch, 16)
    if (load<i32>(stretch) == NONE) rho = settled(rho, kept)
    else {
      rho = rho * kept + load<f64>(stretch, 24)
      variance = variance * kept * kept + load<f64>(stretch, 8)
    }
  }
  return noisy && variance > 0 ? rho + Math.sqrt(variance) * draw(q, r, i, j, k) : rho
}

/** Keyed by both neurons' numbers in the whole network, and the step of the look. */
function draw(q: usize, r: usize, i: i32, j: i32, k: i32): f64 {
  const pre = int(at(q, PRJ_PRE), POP_FIRST) + i, post = int(at(q, PRJ_POST), POP_FIRST) + j
  return gaussAt(int(r, RULE_SEED_LOW), int(r, RULE_SEED_HIGH), int(r, RULE_STREAM), post, k, pre)
}

/** The cubic drift to 0 or 1: y = 4 (rho - 1/2)^2 is logistic. kept: exp(-time / 2 tau). */
function settled(rho: f64, kept: f64): f64 {
  const u = rho - 0.5, y = 4 * u * u
  if (y == 0) return rho
  const after = y / (y + (1 - y) * kept)
  return 0.5 + 0.5 * (u < 0 ? -1 : 1) * Math.sqrt(after)
}

/** exp(-x), x >= 0. Where little time passes, its series: as exact and several times faster. */
function exponential(x: f64): f64 {
  if (x > 0.05) return Math.exp(-x)
  return 1 - x * (1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - (x / 5) * (1 - (x / 6) * (1 - (x / 7) * (1 - x / 8)))))))
}
