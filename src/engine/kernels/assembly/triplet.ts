import {
  POP_N, PRJ_POST, PRJ_PRE, RULE_FLOOR, RULE_POST_A, RULE_POST_B, RULE_PRE_A, RULE_PRE_B, TRIPLET_E_MINUS, TRIPLET_E_PLUS, TRIPLET_E_X,
  TRIPLET_E_Y, TRIPLET_PAIR_MINUS, TRIPLET_PAIR_PLUS, TRIPLET_TRIPLET_MINUS, TRIPLET_TRIPLET_PLUS,
} from './layout'
import { at, int, padded, real, realAt, setReal } from './memory'
import { FLUSH_STEPS, LANES, clip, flushAll } from './lanes'
import { Real } from './real'
import { put, synapseAt } from './synapse'

/** Triplet STDP (models/plasticity/triplet.ts is the readable twin). A: fast traces, B: slow traces. */

export function decayTriplet(q: usize, r: usize, k: i32): void {
  const nPre = padded(int(at(q, PRJ_PRE), POP_N)), nPost = padded(int(at(q, PRJ_POST), POP_N)), flush = k % FLUSH_STEPS == 0
  fade(at(r, RULE_PRE_A), nPre, real(r, TRIPLET_E_PLUS), real(r, RULE_FLOOR), flush)
  fade(at(r, RULE_PRE_B), nPre, real(r, TRIPLET_E_X), real(r, RULE_FLOOR), flush)
  fade(at(r, RULE_POST_A), nPost, real(r, TRIPLET_E_MINUS), real(r, RULE_FLOOR), flush)
  fade(at(r, RULE_POST_B), nPost, real(r, TRIPLET_E_Y), real(r, RULE_FLOOR), flush)
}

/** values <- e values */
export function fade(values: usize, count: i32, e: Real, floor: Real, flush: bool): void {
  if (flush) flushAll(values, count, floor)
  const factor = v128.splat<Real>(e)
  for (let j = 0; j < count; j += LANES) {
    const p = values + <usize>j * sizeof<Real>()
    v128.store(p, v128.mul<Real>(v128.load(p), factor))
  }
}

/** w <- w - o1 (A2- + A3- r2) at a presynaptic spike. */
// @ts-ignore: decorator
@inline export function depressTriplet(r: usize, y: i32, i: i32, j: i32, k: i32): void {
  const fast = realAt(at(r, RULE_POST_A), j)
  if (fast == 0) return
  const step = fast * (real(r, TRIPLET_PAIR_MINUS) + real(r, TRIPLET_TRIPLET_MINUS) * realAt(at(r, RULE_PRE_B), i))
  put(r, y, k, clip(load<Real>(synapseAt(r, y)) - step))
}

/** w <- w + r1 (A2+ + A3+ o2) at a postsynaptic spike. */
// @ts-ignore: decorator
@inline export function potentiateTriplet(r: usize, y: i32, i: i32, j: i32, k: i32): void {
  const fast = realAt(at(r, RULE_PRE_A), i)
  if (fast == 0) return
  const step = fast * (real(r, TRIPLET_PAIR_PLUS) + real(r, TRIPLET_TRIPLET_PLUS) * realAt(at(r, RULE_POST_B), j))
  put(r, y, k, clip(load<Real>(synapseAt(r, y)) + step))
}

/** Both traces of one neuron jump by one, whatever their values: all-to-all. */
// @ts-ignore: decorator
@inline export function jumpTriplet(fast: usize, slow: usize, neuron: i32): void {
  setReal(fast, neuron, realAt(fast, neuron) + 1)
  setReal(slow, neuron, realAt(slow, neuron) + 1)
}
