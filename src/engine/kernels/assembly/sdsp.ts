import {
  POP_N, POP_V, PRJ_POST, RULE_FLOOR, RULE_POST_A, RULE_POST_B, RULE_THETA_W, SDSP_DOWN_HIGH, SDSP_DOWN_LOW, SDSP_DRIFT_DOWN,
  SDSP_DRIFT_UP, SDSP_E_CALCIUM, SDSP_STEP_DOWN, SDSP_STEP_UP, SDSP_THETA_V, SDSP_UP_HIGH, SDSP_UP_LOW,
} from './layout'
import { at, int, padded, real, realAt, setReal } from './memory'
import { FLUSH_STEPS, clip, touchOf } from './lanes'
import { Real } from './real'
import { put, synapseAt } from './synapse'
import { fade } from './triplet'

/** Spike-driven synaptic plasticity (models/plasticity/sdsp.ts is the readable twin). A: calcium, B: step of X at a presynaptic spike now. */

export function decaySdsp(q: usize, r: usize, k: i32): void {
  const n = padded(int(at(q, PRJ_POST), POP_N))
  fade(at(r, RULE_POST_A), n, real(r, SDSP_E_CALCIUM), real(r, RULE_FLOOR), k % FLUSH_STEPS == 0)
}

/** What a presynaptic spike of this step would do to each neuron's synapses, from its membrane and its calcium. */
export function senseMembranes(q: usize, r: usize): void {
  const post = at(q, PRJ_POST), n = int(post, POP_N), V = at(post, POP_V), C = at(r, RULE_POST_A), steps = at(r, RULE_POST_B)
  const theta = real(r, SDSP_THETA_V), up = real(r, SDSP_STEP_UP), down = real(r, SDSP_STEP_DOWN)
  const upLow = real(r, SDSP_UP_LOW), upHigh = real(r, SDSP_UP_HIGH), downLow = real(r, SDSP_DOWN_LOW), downHigh = real(r, SDSP_DOWN_HIGH)
  for (let j = 0; j < n; j++) {
    const c = realAt(C, j)
    const step = realAt(V, j) > theta ? (upLow < c && c < upHigh ? up : <Real>0) : downLow < c && c < downHigh ? -down : <Real>0
    setReal(steps, j, step)
  }
}

/** Drift, then a step up or down, at a presynaptic spike. */
// @ts-ignore: decorator
@inline export function stepSdsp(r: usize, y: i32, j: i32, k: i32): void {
  const step = realAt(at(r, RULE_POST_B), j)
  if (step != 0) put(r, y, k, clip(variableAt(r, y, k) + step))
}

/** Drift alone: a graded synapse whose efficacy is about to be read. */
// @ts-ignore: decorator
@inline export function refreshSdsp(r: usize, y: i32, k: i32): void {
  put(r, y, k, variableAt(r, y, k))
}

/** X at step k, unchanged in memory. The drift goes away from theta_X, so that it never crosses it. */
export function variableAt(r: usize, y: i32, k: i32): Real {
  const synapse = synapseAt(r, y), x = load<Real>(synapse)
  const rate = x > real(r, RULE_THETA_W) ? real(r, SDSP_DRIFT_UP) : -real(r, SDSP_DRIFT_DOWN)
  return clip(x + rate * <Real>(k - touchOf(synapse)))
}
