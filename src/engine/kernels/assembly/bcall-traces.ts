import {
  POP_N, PRJ_POST, PRJ_PRE, RULE_ACTIVE, RULE_ACTIVE_COUNT, RULE_A_C, RULE_A_POST, RULE_A_PRE, RULE_BOUNDED, RULE_C, RULE_EAGER,
  RULE_ETA_MINUS, RULE_E_C, RULE_E_POST, RULE_E_PRE, RULE_FLOOR, RULE_LTD_HIGH, RULE_LTD_LOW, RULE_OPEN, RULE_OPEN_COUNT, RULE_SLOT,
  RULE_STEP, RULE_TOUCH, RULE_X_POST, RULE_X_PRE,
} from './layout'
import { at, i32At, int, padded, real, realAt, setInt, setReal } from './memory'
import { FLUSH_STEPS, GROUP, LANES, bits, flushAll, stamp } from './lanes'
import { Real } from './real'
import { arrivalList, arrivals } from './projection'
import { ringCount, ringList } from './population'

/** Traces and calcium of the BCaLL rule (models/plasticity/bcall.ts is the readable twin). q: projection, r: its rule's descriptor. */

/** Schedule 1: traces and calcium decay; finds the neurons whose synapses a presynaptic spike of this step would touch. */
export function decay(q: usize, r: usize, k: i32): void {
  decayPre(q, r, k)
  const end = padded(int(at(q, PRJ_POST), POP_N))
  const X = at(r, RULE_X_POST), C = at(r, RULE_C), open = at(r, RULE_OPEN), steps = at(r, RULE_STEP), touch = at(r, RULE_TOUCH)
  const eX = v128.splat<Real>(real(r, RULE_E_POST)), eC = v128.splat<Real>(real(r, RULE_E_C))
  const low = v128.splat<Real>(real(r, RULE_LTD_LOW)), high = v128.splat<Real>(real(r, RULE_LTD_HIGH))
  const eta = v128.splat<Real>(real(r, RULE_ETA_MINUS)), now = stamp(k), all = v128.splat<i32>(-int(r, RULE_EAGER))
  if (k % FLUSH_STEPS == 0) {
    flushAll(X, end, real(r, RULE_FLOOR))
    flushAll(C, end, real(r, RULE_FLOOR))
  }
  let count = 0
  for (let j = 0; j < end; j += GROUP) {
    const o = <usize>j * sizeof<Real>(), x = X + o, c = C + o
    const one = decayed(x, c, steps + o, touch + o, eX, eC, eta, low, high, now, all)
    const two = decayed(x + 16, c + 16, steps + o + 16, touch + o + 16, eX, eC, eta, low, high, now, all)
    store<i32>(open + (<usize>count << 2), j)
    count += bits(v128.or(one, two)) != 0 ? 1 : 0
  }
  setInt(r, RULE_OPEN_COUNT, count)
}

/** LANES neurons: decay, the step of LTD that a presynaptic spike would cause now, and a mask of those whose synapses it would touch. */
// @ts-ignore: decorator
@inline function decayed(
  X: usize, C: usize, steps: usize, touch: usize, eX: v128, eC: v128, eta: v128, low: v128, high: v128, now: v128, all: v128,
): v128 {
  const x = v128.mul<Real>(v128.load(X), eX), c = v128.mul<Real>(v128.load(C), eC)
  v128.store(X, x)
  v128.store(C, c)
  const size = v128.and(v128.mul<Real>(eta, x), v128.and(v128.lt<Real>(low, c), v128.lt<Real>(c, high)))
  const touched = v128.or(all, v128.gt<Real>(size, v128.splat<Real>(0)))
  v128.store(steps, size)
  v128.store(touch, v128.and(now, touched))
  return touched
}

/** The traces that are not zero stand side by side; those that have died away leave now and then. */
function decayPre(q: usize, r: usize, k: i32): void {
  if (k % FLUSH_STEPS == 0) sweep(q, r)
  const X = at(r, RULE_X_PRE), count = int(r, RULE_ACTIVE_COUNT), e = v128.splat<Real>(real(r, RULE_E_PRE))
  const end = X + <usize>count * sizeof<Real>()
  for (let x = X; x < end; x += 32) {
    v128.store(x, v128.mul<Real>(v128.load(x), e))
    v128.store(x, v128.mul<Real>(v128.load(x, 16), e), 16)
  }
}

/** Takes traces that are zero out of the list, keeping the order of the others. */
function sweep(q: usize, r: usize): void {
  const X = at(r, RULE_X_PRE), active = at(r, RULE_ACTIVE), slot = at(r, RULE_SLOT), count = int(r, RULE_ACTIVE_COUNT)
  const floor = real(r, RULE_FLOOR), spare = int(at(q, PRJ_PRE), POP_N)
  let kept = 0
  for (let a = 0; a < count; a++) {
    const i = i32At(active, a), x = realAt(X, a)
    if (x == 0 || abs(x) < floor) {
      store<i32>(slot + (<usize>i << 2), -1)
      continue
    }
    setReal(X, kept, x)
    store<i32>(active + (<usize>kept << 2), i)
    store<i32>(slot + (<usize>i << 2), kept)
    kept++
  }
  for (let a = kept; a < count; a++) {
    setReal(X, a, 0)
    store<i32>(active + (<usize>a << 2), spare)
  }
  setInt(r, RULE_ACTIVE_COUNT, kept)
}

/** Presynaptic trace of neuron i. */
export function traceOf(r: usize, i: i32): Real {
  const slot = i32At(at(r, RULE_SLOT), i)
  return slot < 0 ? <Real>0 : realAt(at(r, RULE_X_PRE), slot)
}

/** Schedule 4: jumps of the traces and the calcium of the neurons that spiked. */
export function jump(q: usize, r: usize, k: i32): void {
  const bound = int(r, RULE_BOUNDED) ? <Real>1 : <Real>0
  const arrived = arrivals(q, k)
  if (arrived > 0) jumpPre(r, arrivalList(q, k), arrived, bound)
  const post = at(q, PRJ_POST), fired = ringCount(post, k)
  if (fired == 0) return
  const list = ringList(post, k), X = at(r, RULE_X_POST), C = at(r, RULE_C), a = real(r, RULE_A_POST), aC = real(r, RULE_A_C)
  for (let s = 0; s < fired; s++) {
    const j = i32At(list, s), x = realAt(X, j), c = realAt(C, j)
    setReal(X, j, x + a * (1 - bound * x))
    setReal(C, j, c + aC * (1 - c))
  }
}

function jumpPre(r: usize, list: usize, arrived: i32, bound: Real): void {
  const X = at(r, RULE_X_PRE), active = at(r, RULE_ACTIVE), slots = at(r, RULE_SLOT), a = real(r, RULE_A_PRE)
  let count = int(r, RULE_ACTIVE_COUNT)
  for (let s = 0; s < arrived; s++) {
    const i = i32At(list, s)
    let slot = i32At(slots, i)
    if (slot < 0) {
      slot = count++
      store<i32>(slots + (<usize>i << 2), slot)
      store<i32>(active + (<usize>slot << 2), i)
      setReal(X, slot, 0)
    }
    const x = realAt(X, slot)
    setReal(X, slot, x + a * (1 - bound * x))
  }
  setInt(r, RULE_ACTIVE_COUNT, count)
}
