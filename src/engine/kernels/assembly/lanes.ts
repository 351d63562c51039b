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

/** Time since each lane's last touch, in s: k dt - touched dt (f64: of the two products, as a clock would read them). */
// @ts-ignore: decorator
@inline export function elapsed(touched: usize, k: i32, dtS: Real): v128 {
  if (sizeof<Real>() == 4) {
    return v128.mul<f32>(v128.convert<i32>(v128.sub<i32>(v128.splat<i32>(k), v128.load(touched))), v128.splat<f32>(<f32>dtS))
  }
  const then = v128.mul<f64>(v128.convert_low<i32>(v128.load_zero<u64>(touched)), v128.splat<f64>(<f64>dtS))
  return v128.sub<f64>(v128.splat<f64>(<f64>k * <f64>dtS), then)
}

/** Writes k into the i32 of the lanes set in mask. */
// @ts-ignore: decorator
@inline export function touch(touched: usize, k: i32, mask: v128): void {
  if (sizeof<Real>() == 4) {
    v128.store(touched, v128.bitselect(v128.splat<i32>(k), v128.load(touched), mask))
  } else {
    const narrow = v128.shuffle<i32>(mask, mask, 0, 2, 0, 2)
    const old = v128.load_zero<u64>(touched)
    v128.store_lane<u64>(touched, v128.bitselect(v128.splat<i32>(k), old, narrow), 0)
  }
}

/** Zeroes lanes smaller than floor in size. */
// @ts-ignore: decorator
@inline export function flush(x: v128, floor: v128): v128 {
  return v128.and(x, v128.ge<Real>(v128.abs<Real>(x), floor))
}

/** One bit per lane of a comparison's mask. */
// @ts-ignore: decorator
@inline export function bits(mask: v128): i32 {
  return sizeof<Real>() == 4 ? v128.bitmask<i32>(mask) : v128.bitmask<i64>(mask)
}

/** clip(x, 0, 1) */
// @ts-ignore: decorator
@inline export function clip01(x: v128): v128 {
  return v128.pmin<Real>(v128.splat<Real>(<Real>1), v128.pmax<Real>(v128.splat<Real>(<Real>0), x))
}

// @ts-ignore: decorator
@inline export function clip(x: Real): Real {
  return x < <Real>0 ? <Real>0 : x > <Real>1 ? <Real>1 : x
}
