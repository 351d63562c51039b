import { RULE_ALPHA, RULE_DT, RULE_SYNAPSES, RULE_THETA_W } from './layout'
import { at, real, setReal } from './memory'
import { LANES, SYNAPSE, clip, driftRate, drifted, driftedOne, stamp, touches, weights } from './lanes'
import { Real } from './real'
import { put, synapseAt } from './synapse'

/** One synapse of the BCaLL rule: its drift and its changes. r: the rule's descriptor. */

/** w + (2s - 1) size, not clipped yet. */
// @ts-ignore: decorator
@inline export function drift(w: v128, size: v128, open: v128, sign: v128): v128 {
  return v128.add<Real>(w, v128.xor(size, v128.andnot(sign, open)))
}

/** The sign bit of each lane, made from values: a constant would be made anew in every turn of a loop. */
// @ts-ignore: decorator
@inline export function signOf(x: v128): v128 {
  return v128.xor(x, v128.neg<Real>(x))
}

/** One synapse: drift since its last touch, then the change delta. */
export function change(r: usize, index: i32, k: i32, delta: Real): void {
  put(r, index, k, clip(weightAt(r, index, k) + delta))
}

/** Hidden weight of one synapse at step k with its pending drift, unchanged in memory. */
export function weightAt(r: usize, index: i32, k: i32): Real {
  const synapse = synapseAt(r, index), w = load<Real>(synapse)
  const size = driftedOne(synapse, k, real(r, RULE_ALPHA), real(r, RULE_DT))
  return clip(w + (w > real(r, RULE_THETA_W) ? size : -size))
}

/** The same of the first synapses, as many as count, into out: Real. */
export function weightsAt(r: usize, count: i32, k: i32, out: usize): void {
  const synapses = at(r, RULE_SYNAPSES), step = stamp(k), theta = v128.splat<Real>(real(r, RULE_THETA_W))
  const dtS = v128.splat<Real>(real(r, RULE_DT)), rate = v128.splat<Real>(driftRate(real(r, RULE_ALPHA), real(r, RULE_DT)))
  const zero = v128.splat<Real>(0), one = v128.splat<Real>(1), sign = signOf(one)
  let y = 0
  for (; y + LANES <= count; y += LANES) {
    const p = synapses + <usize>y * SYNAPSE, a = v128.load(p), b = v128.load(p, 16), w = weights(a, b)
    const moved = drift(w, drifted(touches(a, b), step, rate, dtS), v128.gt<Real>(w, theta), sign)
    // As clip() does it: what is not a number stays one that is not.
    v128.store(out + <usize>y * sizeof<Real>(), v128.pmin<Real>(v128.pmax<Real>(moved, zero), one))
  }
  for (; y < count; y++) setReal(out, y, weightAt(r, y, k))
}
