import {
  BLOCK, POP_B, POP_BASE, POP_BLOCKED_UNTIL, POP_COUNTS, POP_DRIVE, POP_E_M, POP_E_S, POP_FIRST, POP_FLOOR, POP_I, POP_N,
  POP_NOISE, POP_REFRACTORY, POP_RESET, POP_SEED_HIGH, POP_SEED_LOW, POP_SINE_AMPLITUDE, POP_SINE_OMEGA, POP_SINE_PHASE,
  POP_STREAM, POP_THRESHOLD, POP_V,
} from './layout'
import { at, i32At, int, num, padded, real, realAt, setReal } from './memory'
import { FLUSH_STEPS, GROUP, LANES, bits, flushAll, integrating } from './lanes'
import { Real } from './real'
import { gauss } from './random'
import { ringCount, ringList, setRingCount } from './population'

/** Writes the pull b - b e_m of a constant injected current b; call after every change of the drive. */
export function settle(p: usize): void {
  const n = padded(int(p, POP_N))
  const eM = real(p, POP_E_M)
  const drive = at(p, POP_DRIVE), base = at(p, POP_BASE)
  for (let j = 0; j < n; j++) {
    const b = realAt(drive, j)
    setReal(base, j, b - b * eM)
  }
}

/** Currents that change every step: drive + sinusoid + noise. Costs nothing when both are off. */
// @ts-ignore: decorator
@inline function stimulate(p: usize, k: i32): void {
  const amplitude = num(p, POP_SINE_AMPLITUDE), noise = num(p, POP_NOISE)
  if (amplitude == 0 && noise == 0) return
  const n = int(p, POP_N), first = int(p, POP_FIRST)
  const eM = real(p, POP_E_M)
  const sine = amplitude == 0 ? 0 : amplitude * Math.sin(num(p, POP_SINE_OMEGA) * <f64>k + num(p, POP_SINE_PHASE))
  const drive = at(p, POP_DRIVE), base = at(p, POP_BASE)
  for (let j = 0; j < n; j++) {
    let common = sine
    if (noise != 0) common += noise * gauss(int(p, POP_SEED_LOW), int(p, POP_SEED_HIGH), int(p, POP_STREAM), first + j, k)
    const b = realAt(drive, j) + <Real>common
    setReal(base, j, b - b * eM)
  }
}

/** Schedule 1 and 2: exact integration with the current as it was, its decay, then threshold (strict). */
export function evolve(p: usize, k: i32): void {
  stimulate(p, k)
  const n = int(p, POP_N), end = padded(n)
  if (k % FLUSH_STEPS == 0) {
    flushAll(at(p, POP_V), end, real(p, POP_FLOOR))
    flushAll(at(p, POP_I), end, real(p, POP_FLOOR))
  }
  const V = at(p, POP_V), I = at(p, POP_I), base = at(p, POP_BASE), blocked = at(p, POP_BLOCKED_UNTIL)
  const eM = v128.splat<Real>(real(p, POP_E_M)), eS = v128.splat<Real>(real(p, POP_E_S))
  const B = v128.splat<Real>(real(p, POP_B)), threshold = v128.splat<Real>(real(p, POP_THRESHOLD))
  const list = ringList(p, k), counts = at(p, POP_COUNTS), refractory = int(p, POP_REFRACTORY)
  let fired = 0
  for (let j = 0; j < end; j += GROUP) {
    const o = <usize>j * sizeof<Real>(), u = blocked + (<usize>j << 2)
    const one = integrate(V + o, I + o, base + o, integrating(u, k), B, eM, eS, threshold)
    const two = integrate(V + o + 16, I + o + 16, base + o + 16, integrating(u + (<usize>LANES << 2), k), B, eM, eS, threshold)
    for (let mask = bits(one) | (bits(two) << LANES); mask != 0; mask &= mask - 1) {
      const i = j + ctz(mask)
      if (i >= n) break
      store<i32>(list + (<usize>fired << 2), i)
      store<i32>(blocked + (<usize>i << 2), k + refractory)
      store<i32>(counts + (<usize>i << 2), i32At(counts, i) + 1)
      fired++
    }
  }
  setRingCount(p, k, fired)
}

/** LANES membranes and currents over one step; a mask of the neurons above threshold. */
// @ts-ignore: decorator
@inline function integrate(V: usize, I: usize, base: usize, ok: v128, B: v128, eM: v128, eS: v128, threshold: v128): v128 {
  const old = v128.load(V), current = v128.load(I)
  const next = v128.add<Real>(v128.load(base), v128.add<Real>(v128.mul<Real>(B, current), v128.mul<Real>(eM, old)))
  v128.store(V, v128.bitselect(next, old, ok))
  v128.store(I, v128.mul<Real>(current, eS))
  return v128.and(ok, v128.gt<Real>(next, threshold))
}

/** Schedule 4: membranes of the neurons that fired. */
export function reset(p: usize, k: i32): void {
  const fired = ringCount(p, k)
  if (fired == 0) return
  const list = ringList(p, k), V = at(p, POP_V), to = real(p, POP_RESET)
  for (let s = 0; s < fired; s++) setReal(V, i32At(list, s), to)
}
