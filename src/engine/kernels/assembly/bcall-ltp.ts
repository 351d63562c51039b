import {
  POP_N, PRJ_DENSE, PRJ_EVENTS, PRJ_POST, PRJ_PRE, PRJ_ROW_OFFSETS, PRJ_ROW_SYNAPSES, PRJ_SOURCES, RULE_ACTIVE, RULE_ACTIVE_COUNT,
  RULE_ALPHA, RULE_C, RULE_DT, RULE_EAGER, RULE_ETA_PLUS, RULE_FLAGS, RULE_FLIPS_UP, RULE_GATED, RULE_LTP_HIGH, RULE_LTP_LOW,
  RULE_SYNAPSES, RULE_THETA_W, RULE_TOP, RULE_X_PRE,
} from './layout'
import { addNum, at, i32At, int, padded, real, realAt } from './memory'
import {
  FLAG, GROUP, LANES, SYNAPSE, bits, driftRate, drifted, firstHalf, later, loadTwo, secondHalf, stamp, storeFlag, storeTwo,
  touches, weights,
} from './lanes'
import { Real } from './real'
import { ringCount, ringList } from './population'
import { change, drift, signOf } from './bcall-synapse'
import { traceOf } from './bcall-traces'

/** LTP of the BCaLL rule. q: projection, r: its rule's descriptor. */

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
