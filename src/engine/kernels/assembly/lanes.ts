import { Real } from './real'

/** Vector helpers that hide how many Real lanes (4 x f32, 2 x f64) share a register. */

/** Lanes in one register. */
// @ts-ignore: decorator
@inline export const LANES: i32 = <i32>(16 / sizeof<Real>())

/** Mask of the lanes whose neuron integrates at step k: blockedUntil <= k. */
// @ts-ignore: decorator
@inline export function integrating(blockedUntil: usize, k: i32): v128 {
  if (sizeof<Real>() == 4) return v128.le<i32>(v128.load(blockedUntil), v128.splat<i32>(k))
  return v128.extend_low<i32>(v128.le<i32>(v128.load_zero<u64>(blockedUntil), v128.splat<i32>(k)))
}

/** Bytes of one synapse: its hidden weight and the step of its last touch. */
// @ts-ignore: decorator
@inline export const SYNAPSE: usize = 2 * sizeof<Real>()

/** Hidden weights of LANES synapses, from two registers of synapses. */
// @ts-ignore: decorator
@inline export function weights(a: v128, b: v128): v128 {
  return sizeof<Real>() == 4 ? v128.shuffle<f32>(a, b, 0, 2, 4, 6) : v128.shuffle<f64>(a, b, 0, 2)
}

/** Steps of their last touches. */
// @ts-ignore: decorator
@inline export function touches(a: v128, b: v128): v128 {
  return sizeof<Real>() == 4 ? v128.shuffle<f32>(a, b, 1, 3, 5, 7) : v128.shuffle<f64>(a, b, 1, 3)
}

/** The first, and the second, half of LANES synapses put together again. */
// @ts-ignore: decorator
@inline export function firstHalf(w: v128, t: v128): v128 {
  return sizeof<Real>() == 4 ? v128.shuffle<f32>(w, t, 0, 4, 1, 5) : v128.shuffle<f64>(w, t, 0, 2)
}
// @ts-ignore: decorator
@inline export function secondHalf(w: v128, t: v128): v128 {
  return sizeof<Real>() == 4 ? v128.shuffle<f32>(w, t, 2, 6, 3, 7) : v128.shuffle<f64>(w, t, 1, 3)
}

/** Two synapses of the f32 build that stand apart. */
// @ts-ignore: decorator
@inline export function loadTwo(p: usize, q: usize): v128 {
  return v128.load_lane<u64>(q, v128.load_zero<u64>(p), 1)
}
// @ts-ignore: decorator
@inline export function storeTwo(x: v128, p: usize, q: usize): void {
  v128.store_lane<u64>(p, x, 0)
  v128.store_lane<u64>(q, x, 1)
}

/** Step k in the form in which touches are kept. */
// @ts-ignore: decorator
@inline export function stamp(k: i32): v128 {
  return sizeof<Real>() == 4 ? v128.splat<i32>(k) : v128.splat<f64>(<f64>k)
}
// @ts-ignore: decorator
@inline export function stampOne(synapse: usize, k: i32): void {
  if (sizeof<Real>() == 4) store<i32>(synapse, k, 4)
  else store<f64>(synapse, <f64>k, 8)
}

/** Step of a synapse's last touch. */
// @ts-ignore: decorator
@inline export function touchOf(synapse: usize): i32 {
  return sizeof<Real>() == 4 ? load<i32>(synapse, 4) : <i32>load<f64>(synapse, 8)
}

/** The later of two steps in each lane. */
// @ts-ignore: decorator
@inline export function later(a: v128, b: v128): v128 {
  return sizeof<Real>() == 4 ? v128.max<i32>(a, b) : v128.pmax<f64>(a, b)
}

/**
 * Size of the drift from one step to a later one; rate: alpha in 1/s (f64) or per step (f32), see driftRate. f64 subtracts two times k dt,
 * as a clock would read them; f32 counts steps, to stay exact in long runs.
 */
// @ts-ignore: decorator
@inline export function drifted(from: v128, to: v128, rate: v128, dtS: v128): v128 {
  if (sizeof<Real>() == 4) return v128.mul<f32>(v128.convert<i32>(v128.sub<i32>(to, from)), rate)
  return v128.mul<f64>(rate, v128.sub<f64>(v128.mul<f64>(to, dtS), v128.mul<f64>(from, dtS)))
}
// @ts-ignore: decorator
@inline export function driftRate(alpha: Real, dtS: Real): Real {
  return sizeof<Real>() == 4 ? alpha * dtS : alpha
}
// @ts-ignore: decorator
@inline export function driftedOne(synapse: usize, k: i32, alpha: Real, dtS: Real): Real {
  if (sizeof<Real>() == 4) return <Real>(k - load<i32>(synapse, 4)) * (alpha * dtS)
  return alpha * (<Real>k * dtS - <Real>load<f64>(synapse, 8) * dtS)
}

/** Synapses that are handled together: two registers of weights, one of flags. */
// @ts-ignore: decorator
@inline export const GROUP: i32 = 2 * LANES

/** Bytes of a synapse's open flag: all ones while w > theta_w, else 0. */
// @ts-ignore: decorator
@inline export const FLAG: usize = sizeof<Real>() == 4 ? 1 : 4

/** Open flags as a mask of LANES lanes. */
// @ts-ignore: decorator
@inline export function loadFlags(p: usize): v128 {
  if (sizeof<Real>() == 4) return v128.extend_low<i16>(v128.extend_low<i8>(v128.load_zero<u32>(p)))
  return v128.load_ext<i32>(p)
}

/** Keeps two masks as the open flags of a group. */
// @ts-ignore: decorator
@inline export function storeFlags(p: usize, a: v128, b: v128): void {
  if (sizeof<Real>() == 4) {
    const shorts = v128.narrow<i32>(a, b)
    v128.store_lane<u64>(p, v128.narrow<i16>(shorts, shorts), 0)
  } else v128.store(p, v128.shuffle<i32>(a, b, 0, 2, 4, 6))
}
// @ts-ignore: decorator
@inline export function storeFlag(p: usize, open: bool): void {
  if (sizeof<Real>() == 4) store<i8>(p, open ? -1 : 0)
  else store<i32>(p, open ? -1 : 0)
}

/** Steps between two searches for values that have died away; too few for one of them to become a denormal number meanwhile. */
export const FLUSH_STEPS: i32 = 32

/** Zeroes values smaller than floor in size. */
export function flushAll(values: usize, count: i32, floor: Real): void {
  if (floor == 0) return
  const least = v128.splat<Real>(floor)
  for (let j = 0; j < count; j += LANES) {
    const p = values + <usize>j * sizeof<Real>(), x = v128.load(p)
    v128.store(p, v128.and(x, v128.ge<Real>(v128.abs<Real>(x), least)))
  }
}

/** One bit per lane of a comparison's mask. */
// @ts-ignore: decorator
@inline export function bits(mask: v128): i32 {
  return sizeof<Real>() == 4 ? v128.bitmask<i32>(mask) : v128.bitmask<i64>(mask)
}

/** clip(x, 0, 1) */
// @ts-ignore: decorator
@inline export function clip(x: Real): Real {
  return x < <Real>0 ? <Real>0 : x > <Real>1 ? <Real>1 : x
}
