import {
  POP_N, PRJ_DENSE, PRJ_EVENTS, PRJ_OFFSETS, PRJ_POST, PRJ_PRE, PRJ_ROW_OFFSETS, PRJ_ROW_SYNAPSES, PRJ_RULE, PRJ_SOURCES,
  PRJ_TARGETS, RULE_ACTIVE, RULE_ACTIVE_COUNT, RULE_ALPHA, RULE_A_C, RULE_A_POST, RULE_A_PRE, RULE_BOUNDED, RULE_C, RULE_DT, RULE_EAGER,
  RULE_ETA_MINUS, RULE_ETA_PLUS, RULE_E_C, RULE_E_POST, RULE_E_PRE, RULE_FLIPS_DOWN, RULE_FLIPS_UP, RULE_FLOOR, RULE_GATED, RULE_LTD_HIGH,
  RULE_LTD_LOW, RULE_LTP_HIGH, RULE_LTP_LOW, RULE_OPEN, RULE_OPEN_COUNT, RULE_SLOT, RULE_STEP, RULE_THETA_W, RULE_SYNAPSES, RULE_TOP,
  RULE_X_POST, RULE_X_PRE,
} from './layout'
import { addNum, at, i32At, int, padded, real, realAt, setInt, setReal } from './memory'
import {
  LANES, SYNAPSE, bits, clip, firstHalf, flush, loadTwo, secondHalf, since, sinceOne, stamp, stampOne, storeTwo, touches, weights,
} from './lanes'
import { Real } from './real'
import { arrivalList, arrivals } from './projection'
import { ringCount, ringList } from './population'

/** The BCaLL rule (models/plasticity/bcall.ts is the readable twin). q: projection, r: its rule's descriptor. */

/** Steps between two searches for presynaptic traces that have died away. */
const SWEEP_STEPS: i32 = 32

/** Schedule 1: traces and calcium decay; finds the neurons whose synapses a presynaptic spike of this step would depress. */
export function decay(q: usize, r: usize, k: i32): void {
  decayPre(r, k)
  const end = padded(int(at(q, PRJ_POST), POP_N))
  const X = at(r, RULE_X_POST), C = at(r, RULE_C), open = at(r, RULE_OPEN), step = at(r, RULE_STEP)
  const eX = v128.splat<Real>(real(r, RULE_E_POST)), eC = v128.splat<Real>(real(r, RULE_E_C))
  const low = v128.splat<Real>(real(r, RULE_LTD_LOW)), high = v128.splat<Real>(real(r, RULE_LTD_HIGH))
  const floor = v128.splat<Real>(real(r, RULE_FLOOR)), eta = v128.splat<Real>(real(r, RULE_ETA_MINUS))
  let count = 0
  for (let j = 0; j < end; j += LANES) {
    const o = <usize>j * sizeof<Real>()
    const x = flush(v128.mul<Real>(v128.load(X + o), eX), floor), c = flush(v128.mul<Real>(v128.load(C + o), eC), floor)
    v128.store(X + o, x)
    v128.store(C + o, c)
    const size = v128.and(v128.mul<Real>(eta, x), v128.and(v128.lt<Real>(low, c), v128.lt<Real>(c, high)))
    v128.store(step + o, size)
    store<i32>(open + (<usize>count << 2), j)
    count += v128.any_true(size) ? 1 : 0
  }
  setInt(r, RULE_OPEN_COUNT, count)
}

/** The traces that are not zero stand side by side; those that have died away leave now and then. */
function decayPre(r: usize, k: i32): void {
  const X = at(r, RULE_X_PRE), count = int(r, RULE_ACTIVE_COUNT)
  const e = v128.splat<Real>(real(r, RULE_E_PRE)), floor = v128.splat<Real>(real(r, RULE_FLOOR))
  const end = <usize>count * sizeof<Real>()
  for (let o: usize = 0; o < end; o += 16) v128.store(X + o, flush(v128.mul<Real>(v128.load(X + o), e), floor))
  if (k % SWEEP_STEPS == 0) sweep(r)
}

/** Takes traces that are zero out of the list, keeping the order of the others. */
function sweep(r: usize): void {
  const X = at(r, RULE_X_PRE), active = at(r, RULE_ACTIVE), slot = at(r, RULE_SLOT), count = int(r, RULE_ACTIVE_COUNT)
  let kept = 0
  for (let a = 0; a < count; a++) {
    const i = i32At(active, a), x = realAt(X, a)
    if (x == 0) {
      store<i32>(slot + (<usize>i << 2), -1)
      continue
    }
    setReal(X, kept, x)
    store<i32>(active + (<usize>kept << 2), i)
    store<i32>(slot + (<usize>i << 2), kept)
    kept++
  }
  for (let a = kept; a < count; a++) setReal(X, a, 0)
  setInt(r, RULE_ACTIVE_COUNT, kept)
}

/** Schedule 3b, learning at presynaptic spikes: drift, then LTD. Transmission has read the weights already. */
export function learnPre(q: usize, r: usize, k: i32): void {
  const count = arrivals(q, k)
  if (count == 0) return
  const eager = int(r, RULE_EAGER)
  if (!eager && int(r, RULE_OPEN_COUNT) == 0) return
  const list = arrivalList(q, k)
  if (!int(q, PRJ_DENSE)) learnPreSparse(q, r, k, list, count, eager)
  else if (eager) learnPreDense(q, r, k, list, count, true)
  else learnPreDense(q, r, k, list, count, false)
}

/** A spike's synapses stand side by side; lazily, only registers with an open gate are visited, and only its lanes touched. */
// @ts-ignore: decorator
@inline function learnPreDense(q: usize, r: usize, k: i32, list: usize, count: i32, eager: bool): void {
  const width = padded(int(at(q, PRJ_POST), POP_N)), registers = at(r, RULE_OPEN), step = at(r, RULE_STEP), synapses = at(r, RULE_SYNAPSES)
  const alpha = v128.splat<Real>(real(r, RULE_ALPHA)), theta = v128.splat<Real>(real(r, RULE_THETA_W)), dtS = real(r, RULE_DT)
  const visits = eager ? width / LANES : int(r, RULE_OPEN_COUNT), now = stamp(k), top = v128.splat<Real>(real(r, RULE_TOP))
  let closed = 0
  for (let s = 0; s < count; s++) {
    const row = synapses + <usize>(i32At(list, s) * width) * SYNAPSE
    for (let a = 0; a < visits; a++) {
      const j = eager ? a * LANES : i32At(registers, a), pair = row + <usize>j * SYNAPSE
      const first = v128.load(pair), second = v128.load(pair, 16), w = weights(first, second), t = touches(first, second)
      const size = v128.load(step + <usize>j * sizeof<Real>())
      const open = v128.gt<Real>(w, theta)
      let next = depress(drift(w, since(t, k, dtS), alpha, open), size, top), then = now
      if (!eager) {
        const mask = v128.gt<Real>(size, v128.splat<Real>(0))
        next = v128.bitselect(next, w, mask)
        then = v128.bitselect(now, t, mask)
      }
      v128.store(pair, firstHalf(next, then))
      v128.store(pair, secondHalf(next, then), 16)
      closed += popcnt(bits(v128.andnot(open, v128.gt<Real>(next, theta))))
    }
  }
  addNum(r, RULE_FLIPS_DOWN, <f64>closed)
}

/** w + alpha (2s - 1) t, not clipped yet. */
// @ts-ignore: decorator
@inline function drift(w: v128, t: v128, alpha: v128, open: v128): v128 {
  const size = v128.mul<Real>(alpha, t)
  return v128.bitselect(v128.add<Real>(w, size), v128.sub<Real>(w, size), open)
}

/** LTD after drift: clip(clip(w) - size). The upper bound can only bind before, the lower only after. */
// @ts-ignore: decorator
@inline function depress(drifted: v128, size: v128, top: v128): v128 {
  return v128.pmax<Real>(v128.splat<Real>(0), v128.sub<Real>(v128.pmin<Real>(top, drifted), size))
}

/** LTP after drift: clip(clip(w) + size). */
// @ts-ignore: decorator
@inline function potentiate(drifted: v128, size: v128, top: v128): v128 {
  return v128.pmin<Real>(top, v128.add<Real>(v128.pmax<Real>(v128.splat<Real>(0), drifted), size))
}

function learnPreSparse(q: usize, r: usize, k: i32, list: usize, count: i32, eager: i32): void {
  const step = at(r, RULE_STEP), offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS)
  for (let s = 0; s < count; s++) {
    const i = i32At(list, s), end = i32At(offsets, i + 1)
    for (let y = i32At(offsets, i); y < end; y++) {
      const size = realAt(step, i32At(targets, y))
      if (eager || size > 0) change(r, y, k, -size)
    }
  }
}

/** Schedule 3c, learning at postsynaptic spikes: drift, then LTP. */
export function learnPost(q: usize, r: usize, k: i32): void {
  const post = at(q, PRJ_POST), count = ringCount(post, k)
  if (count == 0) return
  const list = ringList(post, k), C = at(r, RULE_C), gated = at(r, RULE_GATED)
  const low = real(r, RULE_LTP_LOW), high = real(r, RULE_LTP_HIGH), eta = real(r, RULE_ETA_PLUS)
  const dense = int(q, PRJ_DENSE), eager = int(r, RULE_EAGER), rows = at(q, PRJ_ROW_OFFSETS)
  let open = 0
  for (let s = 0; s < count; s++) {
    const j = i32At(list, s), c = realAt(C, j), gate = low < c && c < high
    addNum(q, PRJ_EVENTS, <f64>(dense ? int(at(q, PRJ_PRE), POP_N) : i32At(rows, j + 1) - i32At(rows, j)))
    if (eager && dense) potentiateAll(q, r, k, j, gate ? eta : <Real>0)
    else if (!dense) {
      if (gate || eager) potentiateSparse(q, r, k, j, gate ? eta : <Real>0, eager)
    } else if (gate) {
      store<i32>(gated + (<usize>open << 2), j)
      open++
    }
  }
  if (open > 0) potentiateActive(q, r, k, gated, open)
}

/** Synapses from the inputs that hold a trace, LANES inputs at a time, onto each neuron that fired with its gate open. */
function potentiateActive(q: usize, r: usize, k: i32, gated: usize, fired: i32): void {
  const width = padded(int(at(q, PRJ_POST), POP_N)), count = int(r, RULE_ACTIVE_COUNT)
  const X = at(r, RULE_X_PRE), active = at(r, RULE_ACTIVE), synapses = at(r, RULE_SYNAPSES), eta = real(r, RULE_ETA_PLUS)
  const alpha = v128.splat<Real>(real(r, RULE_ALPHA)), theta = v128.splat<Real>(real(r, RULE_THETA_W)), dtS = real(r, RULE_DT)
  const etas = v128.splat<Real>(eta), now = stamp(k), top = v128.splat<Real>(real(r, RULE_TOP))
  let opened = 0
  for (let a = 0; a < count; a += LANES) {
    const x = v128.load(X + <usize>a * sizeof<Real>())
    if (bits(v128.gt<Real>(x, v128.splat<Real>(0))) != (1 << LANES) - 1) {
      potentiateSome(r, k, active, X, a, min(a + LANES, count), width, gated, fired, eta)
      continue
    }
    const i = active + (<usize>a << 2), size = v128.mul<Real>(etas, x)
    const row0 = synapses + <usize>(load<i32>(i) * width) * SYNAPSE, row1 = synapses + <usize>(load<i32>(i, 4) * width) * SYNAPSE
    const row2 = LANES == 4 ? synapses + <usize>(load<i32>(i, 8) * width) * SYNAPSE : 0
    const row3 = LANES == 4 ? synapses + <usize>(load<i32>(i, 12) * width) * SYNAPSE : 0
    for (let s = 0; s < fired; s++) {
      const o = <usize>i32At(gated, s) * SYNAPSE
      const first = LANES == 4 ? loadTwo(row0 + o, row1 + o) : v128.load(row0 + o)
      const second = LANES == 4 ? loadTwo(row2 + o, row3 + o) : v128.load(row1 + o)
      const w = weights(first, second)
      const open = v128.gt<Real>(w, theta)
      const next = potentiate(drift(w, since(touches(first, second), k, dtS), alpha, open), size, top)
      if (LANES == 4) {
        storeTwo(firstHalf(next, now), row0 + o, row1 + o)
        storeTwo(secondHalf(next, now), row2 + o, row3 + o)
      } else {
        v128.store(row0 + o, firstHalf(next, now))
        v128.store(row1 + o, secondHalf(next, now))
      }
      opened += popcnt(bits(v128.andnot(v128.gt<Real>(next, theta), open)))
    }
  }
  addNum(r, RULE_FLIPS_UP, <f64>opened)
}

/** The same, one synapse at a time, where a register of inputs is not full. */
function potentiateSome(
  r: usize, k: i32, active: usize, X: usize, from: i32, to: i32, width: i32, gated: usize, fired: i32, eta: Real,
): void {
  for (let a = from; a < to; a++) {
    const x = realAt(X, a)
    if (x == 0) continue
    for (let s = 0; s < fired; s++) change(r, i32At(active, a) * width + i32At(gated, s), k, eta * x)
  }
}

/** Every synapse of one postsynaptic neuron. */
function potentiateAll(q: usize, r: usize, k: i32, j: i32, eta: Real): void {
  const width = padded(int(at(q, PRJ_POST), POP_N)), nPre = int(at(q, PRJ_PRE), POP_N)
  for (let i = 0; i < nPre; i++) change(r, i * width + j, k, eta * traceOf(r, i))
}

function potentiateSparse(q: usize, r: usize, k: i32, j: i32, eta: Real, eager: i32): void {
  const rows = at(q, PRJ_ROW_OFFSETS), synapses = at(q, PRJ_ROW_SYNAPSES), sources = at(q, PRJ_SOURCES), end = i32At(rows, j + 1)
  for (let a = i32At(rows, j); a < end; a++) {
    const x = traceOf(r, i32At(sources, a))
    if (eager || x != 0) change(r, i32At(synapses, a), k, eta * x)
  }
}

/** One synapse: drift since its last touch, then the change delta. */
function change(r: usize, index: i32, k: i32, delta: Real): void {
  const synapse = at(r, RULE_SYNAPSES) + <usize>index * SYNAPSE, w = load<Real>(synapse), theta = real(r, RULE_THETA_W)
  const next = clip(weightAt(r, index, k) + delta)
  store<Real>(synapse, next)
  stampOne(synapse, k)
  if (w > theta != next > theta) addNum(r, next > theta ? RULE_FLIPS_UP : RULE_FLIPS_DOWN, 1)
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

/** Reads the hidden weights as they stand at step k, drift included, into out: Real, in the order of RULE_SYNAPSES. Changes nothing. */
export function hiddenWeights(q: usize, k: i32, out: usize): void {
  const r = at(q, PRJ_RULE), nPre = int(at(q, PRJ_PRE), POP_N), n = int(at(q, PRJ_POST), POP_N)
  const count = int(q, PRJ_DENSE) ? nPre * padded(n) : i32At(at(q, PRJ_OFFSETS), nPre)
  for (let y = 0; y < count; y++) setReal(out, y, weightAt(r, y, k))
}

/** Hidden weight of one synapse at step k with its pending drift, unchanged in memory. */
export function weightAt(r: usize, index: i32, k: i32): Real {
  const synapse = at(r, RULE_SYNAPSES) + <usize>index * SYNAPSE, w = load<Real>(synapse)
  const t = sinceOne(synapse, k, real(r, RULE_DT))
  return clip(w + real(r, RULE_ALPHA) * (w > real(r, RULE_THETA_W) ? t : -t))
}
