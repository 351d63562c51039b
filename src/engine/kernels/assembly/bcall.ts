import {
  POP_N, PRJ_DENSE, PRJ_EVENTS, PRJ_OFFSETS, PRJ_POST, PRJ_PRE, PRJ_ROW_OFFSETS, PRJ_ROW_SYNAPSES, PRJ_RULE, PRJ_SOURCES,
  PRJ_TARGETS, RULE_ACTIVE, RULE_ACTIVE_COUNT, RULE_ALPHA, RULE_A_C, RULE_A_POST, RULE_A_PRE, RULE_BOUNDED, RULE_C, RULE_DT, RULE_EAGER,
  RULE_ETA_MINUS, RULE_ETA_PLUS, RULE_E_C, RULE_E_POST, RULE_E_PRE, RULE_FLAGS, RULE_FLIPS_DOWN, RULE_FLIPS_UP, RULE_FLOOR, RULE_GATED,
  RULE_LTD_HIGH, RULE_LTD_LOW, RULE_LTP_HIGH, RULE_LTP_LOW, RULE_OPEN, RULE_OPEN_COUNT, RULE_SLOT, RULE_STEP, RULE_SYNAPSES, RULE_THETA_W,
  RULE_TOP, RULE_TOUCH, RULE_X_POST, RULE_X_PRE,
} from './layout'
import { addNum, at, i32At, int, padded, real, realAt, setInt, setReal } from './memory'
import {
  FLAG, FLUSH_STEPS, GROUP, LANES, SYNAPSE, bits, clip, driftRate, drifted, driftedOne, firstHalf, flushAll, later, loadFlags, loadTwo, secondHalf,
  stamp, stampOne, storeFlag, storeFlags, storeTwo, touches, weights,
} from './lanes'
import { Real } from './real'
import { arrivalList, arrivals } from './projection'
import { ringCount, ringList } from './population'

/** The BCaLL rule (models/plasticity/bcall.ts is the readable twin). q: projection, r: its rule's descriptor. */

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

/** w + (2s - 1) size, not clipped yet. */
// @ts-ignore: decorator
@inline function drift(w: v128, size: v128, open: v128, sign: v128): v128 {
  return v128.add<Real>(w, v128.xor(size, v128.andnot(sign, open)))
}

/** The sign bit of each lane, made from values: a constant would be made anew in every turn of a loop. */
// @ts-ignore: decorator
@inline function signOf(x: v128): v128 {
  return v128.xor(x, v128.neg<Real>(x))
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
  const X = at(r, RULE_X_PRE), active = at(r, RULE_ACTIVE), synapses = at(r, RULE_SYNAPSES), eta = v128.splat<Real>(real(r, RULE_ETA_PLUS))
  const dtS = v128.splat<Real>(real(r, RULE_DT)), rate = v128.splat<Real>(driftRate(real(r, RULE_ALPHA), real(r, RULE_DT))), step = stamp(k)
  const theta = v128.splat<Real>(real(r, RULE_THETA_W)), top = v128.splat<Real>(real(r, RULE_TOP)), sign = signOf(top)
  for (let a = 0; a < count; a += GROUP) {
    const i = active + (<usize>a << 2), x = X + <usize>a * sizeof<Real>()
    const x0 = v128.load(x), x1 = v128.load(x, 16), size0 = v128.mul<Real>(eta, x0), size1 = v128.mul<Real>(eta, x1)
    // A trace of zero touches nothing; behind the last one stands the spare row.
    const touch0 = v128.and(step, v128.gt<Real>(x0, v128.splat<Real>(0))), touch1 = v128.and(step, v128.gt<Real>(x1, v128.splat<Real>(0)))
    const row0 = rowOf(synapses, i, width), row1 = rowOf(synapses, i + 4, width), row2 = rowOf(synapses, i + 8, width)
    const row3 = rowOf(synapses, i + 12, width)
    const row4 = LANES == 4 ? rowOf(synapses, i + 16, width) : 0, row5 = LANES == 4 ? rowOf(synapses, i + 20, width) : 0
    const row6 = LANES == 4 ? rowOf(synapses, i + 24, width) : 0, row7 = LANES == 4 ? rowOf(synapses, i + 28, width) : 0
    for (let s = 0; s < fired; s++) {
      const j = i32At(gated, s), o = <usize>j * SYNAPSE
      const one = LANES == 4
        ? potentiated(row0 + o, row1 + o, row2 + o, row3 + o, size0, touch0, rate, dtS, theta, sign, top)
        : potentiated(row0 + o, row1 + o, 0, 0, size0, touch0, rate, dtS, theta, sign, top)
      const two = LANES == 4
        ? potentiated(row4 + o, row5 + o, row6 + o, row7 + o, size1, touch1, rate, dtS, theta, sign, top)
        : potentiated(row2 + o, row3 + o, 0, 0, size1, touch1, rate, dtS, theta, sign, top)
      const lanes = bits(one) | (bits(two) << LANES)
      if (lanes != 0) opened(r, i, j, width, lanes)
    }
  }
}

// @ts-ignore: decorator
@inline function rowOf(synapses: usize, i: usize, width: i32): usize {
  return synapses + <usize>(load<i32>(i) * width) * SYNAPSE
}

// @ts-ignore: decorator
@inline function potentiated(
  p0: usize, p1: usize, p2: usize, p3: usize, size: v128, touch: v128, rate: v128, dtS: v128, theta: v128, sign: v128, top: v128,
): v128 {
  const first = LANES == 4 ? loadTwo(p0, p1) : v128.load(p0)
  const second = LANES == 4 ? loadTwo(p2, p3) : v128.load(p1)
  const w = weights(first, second), before = touches(first, second), now = later(before, touch)
  const open = v128.gt<Real>(w, theta), moved = drift(w, drifted(before, now, rate, dtS), open, sign)
  // clip(clip(w) + size)
  const next = v128.pmin<Real>(top, v128.add<Real>(v128.pmax<Real>(v128.splat<Real>(0), moved), size))
  if (LANES == 4) {
    storeTwo(firstHalf(next, now), p0, p1)
    storeTwo(secondHalf(next, now), p2, p3)
  } else {
    v128.store(p0, firstHalf(next, now))
    v128.store(p1, secondHalf(next, now))
  }
  return v128.andnot(v128.gt<Real>(next, theta), open)
}

/** Keeps count, and flags, of the synapses onto neuron j that opened; they come from the inputs at `active`. */
function opened(r: usize, active: usize, j: i32, width: i32, lanes: i32): void {
  addNum(r, RULE_FLIPS_UP, <f64>popcnt(lanes))
  const flags = at(r, RULE_FLAGS)
  if (!flags) return
  for (let a = 0; a < GROUP; a++) if ((lanes >> a) & 1) storeFlag(flags + <usize>(i32At(active, a) * width + j) * FLAG, true)
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
  if (w > theta == next > theta) return
  addNum(r, next > theta ? RULE_FLIPS_UP : RULE_FLIPS_DOWN, 1)
  const flags = at(r, RULE_FLAGS)
  if (flags) storeFlag(flags + <usize>index * FLAG, next > theta)
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
  const size = driftedOne(synapse, k, real(r, RULE_ALPHA), real(r, RULE_DT))
  return clip(w + (w > real(r, RULE_THETA_W) ? size : -size))
}
