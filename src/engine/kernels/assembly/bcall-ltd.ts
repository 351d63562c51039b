import {
  POP_N, PRJ_DENSE, PRJ_OFFSETS, PRJ_POST, PRJ_TARGETS, RULE_ALPHA, RULE_DT, RULE_EAGER, RULE_FLAGS, RULE_FLIPS_DOWN, RULE_OPEN,
  RULE_OPEN_COUNT, RULE_STEP, RULE_SYNAPSES, RULE_THETA_W, RULE_TOP, RULE_TOUCH,
} from './layout'
import { addNum, at, i32At, int, padded, real, realAt } from './memory'
import {
  FLAG, LANES, SYNAPSE, bits, driftRate, drifted, firstHalf, later, loadFlags, secondHalf, storeFlags, touches, weights,
} from './lanes'
import { Real } from './real'
import { arrivalList, arrivals } from './projection'
import { change, drift, signOf } from './bcall-synapse'

/** LTD of the BCaLL rule. q: projection, r: its rule's descriptor. */

/** Schedule 3b, learning at presynaptic spikes: drift, then LTD. Transmission has read the weights already. */
export function learnPre(q: usize, r: usize, k: i32): void {
  const count = arrivals(q, k)
  if (count == 0 || int(r, RULE_OPEN_COUNT) == 0) return
  const list = arrivalList(q, k)
  if (int(q, PRJ_DENSE)) learnPreDense(q, r, list, count)
  else learnPreSparse(q, r, k, list, count)
}

/**
 * A spike's synapses stand side by side; of those only groups with an open gate are visited, and only its lanes touched. Group by group,
 * since all spikes of a step share what its neurons want of them.
 */
function learnPreDense(q: usize, r: usize, list: usize, count: i32): void {
  const width = padded(int(at(q, PRJ_POST), POP_N)), synapses = at(r, RULE_SYNAPSES)
  const groups = at(r, RULE_OPEN), visits = int(r, RULE_OPEN_COUNT), steps = at(r, RULE_STEP), touch = at(r, RULE_TOUCH)
  const dtS = v128.splat<Real>(real(r, RULE_DT)), rate = v128.splat<Real>(driftRate(real(r, RULE_ALPHA), real(r, RULE_DT)))
  const theta = v128.splat<Real>(real(r, RULE_THETA_W)), top = v128.splat<Real>(real(r, RULE_TOP)), sign = signOf(top)
  for (let a = 0; a < visits; a++) {
    const j = i32At(groups, a), o = <usize>j * sizeof<Real>(), column = synapses + <usize>j * SYNAPSE
    const step0 = v128.load(steps + o), step1 = v128.load(steps + o, 16), due0 = v128.load(touch + o), due1 = v128.load(touch + o, 16)
    for (let s = 0; s < count; s++) {
      const first = i32At(list, s) * width, pair = column + <usize>first * SYNAPSE
      const one = depressed(pair, step0, due0, rate, dtS, theta, sign, top)
      const two = depressed(pair + 32, step1, due1, rate, dtS, theta, sign, top)
      if (bits(v128.or(one, two)) != 0) closed(r, first + j, one, two)
    }
  }
}

/** LTD of LANES synapses side by side; a mask of those that closed. Where due is 0 nothing changes: no time passes, and the step is 0. */
// @ts-ignore: decorator
@inline function depressed(
  pair: usize, step: v128, due: v128, rate: v128, dtS: v128, theta: v128, sign: v128, top: v128,
): v128 {
  const a = v128.load(pair), b = v128.load(pair, 16), w = weights(a, b), before = touches(a, b), now = later(before, due)
  const open = v128.gt<Real>(w, theta), moved = drift(w, drifted(before, now, rate, dtS), open, sign)
  // clip(clip(w) - size): the upper bound can only bind before, the lower only after.
  const next = v128.pmax<Real>(v128.splat<Real>(0), v128.sub<Real>(v128.pmin<Real>(top, moved), step))
  v128.store(pair, firstHalf(next, now))
  v128.store(pair, secondHalf(next, now), 16)
  return v128.andnot(open, v128.gt<Real>(next, theta))
}

/** Keeps count, and flags, of the synapses of a group that closed. */
function closed(r: usize, index: i32, one: v128, two: v128): void {
  addNum(r, RULE_FLIPS_DOWN, <f64>(popcnt(bits(one)) + popcnt(bits(two))))
  const flags = at(r, RULE_FLAGS)
  if (!flags) return
  const p = flags + <usize>index * FLAG
  storeFlags(p, v128.andnot(loadFlags(p), one), v128.andnot(loadFlags(p + <usize>LANES * FLAG), two))
}

function learnPreSparse(q: usize, r: usize, k: i32, list: usize, count: i32): void {
  const eager = int(r, RULE_EAGER), step = at(r, RULE_STEP), offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS)
  for (let s = 0; s < count; s++) {
    const i = i32At(list, s), end = i32At(offsets, i + 1)
    for (let y = i32At(offsets, i); y < end; y++) {
      const size = realAt(step, i32At(targets, y))
      if (eager || size > 0) change(r, y, k, -size)
    }
  }
}
