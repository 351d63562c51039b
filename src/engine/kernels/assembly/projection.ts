import {
  POP_BLOCKED_UNTIL, POP_I, POP_N, POP_V, PRJ_DELAY, PRJ_DELTA, PRJ_DENSE, PRJ_EFFICACY, PRJ_EVENTS, PRJ_GAIN, PRJ_OFFSETS, PRJ_POST,
  PRJ_PRE, PRJ_RULE, PRJ_TARGETS, RULE_FLAGS, RULE_GRADED, RULE_SYNAPSES, RULE_THETA_W,
} from './layout'
import { addNum, at, i32At, int, num, padded, real, realAt, setReal } from './memory'
import { FLAG, LANES, SYNAPSE, integrating, loadFlags, weights } from './lanes'
import { Real } from './real'
import { ringCount, ringList } from './population'

/** Spikes that arrive at step k over a projection: those its presynaptic population fired at k - delay. */
// @ts-ignore: decorator
@inline export function arrivals(q: usize, k: i32): i32 {
  const due = k - int(q, PRJ_DELAY)
  return due < 0 ? 0 : ringCount(at(q, PRJ_PRE), due)
}
// @ts-ignore: decorator
@inline export function arrivalList(q: usize, k: i32): usize {
  return ringList(at(q, PRJ_PRE), k - int(q, PRJ_DELAY))
}

/** How a projection keeps its efficacies: as they are, as hidden weights, or as flags of the open synapses. */
const STATIC = 0
const GRADED = 1
const BINARY = 2

/** LANES efficacies from postsynaptic neuron j on. */
// @ts-ignore: decorator
@inline function efficacies(row: usize, j: i32, gain: v128, kind: i32): v128 {
  if (kind == BINARY) return v128.and(gain, loadFlags(row + <usize>j * FLAG))
  if (kind == STATIC) return v128.load(row + <usize>j * sizeof<Real>())
  const pair = row + <usize>j * SYNAPSE
  return v128.mul<Real>(gain, weights(v128.load(pair), v128.load(pair, 16)))
}

/** Schedule 3, transmission: every arriving spike adds its efficacies, one spike after the other, to the current or the membrane. */
export function transmit(q: usize, k: i32): void {
  const count = arrivals(q, k)
  if (count == 0) return
  const r = at(q, PRJ_RULE)
  if (!int(q, PRJ_DENSE)) transmitSparse(q, r, k, count)
  else if (!r) transmitDense(q, at(q, PRJ_EFFICACY), sizeof<Real>(), k, count, STATIC)
  else if (int(r, RULE_GRADED)) transmitDense(q, at(r, RULE_SYNAPSES), SYNAPSE, k, count, GRADED)
  else if (sizeof<Real>() == 4 && count <= i16.MAX_VALUE && !int(q, PRJ_DELTA)) transmitCounts(q, at(r, RULE_FLAGS), k, count)
  else transmitDense(q, at(r, RULE_FLAGS), FLAG, k, count, BINARY)
}

/** f32: the open synapses of this step are counted, in i16, and act on the current at once. f64 keeps the order of the spikes. */
function transmitCounts(q: usize, flags: usize, k: i32, count: i32): void {
  const post = at(q, PRJ_POST), list = arrivalList(q, k), gain = v128.splat<f32>(<f32>num(q, PRJ_GAIN))
  const n = int(post, POP_N), end = padded(n), current = at(post, POP_I)
  addNum(q, PRJ_EVENTS, <f64>count * <f64>n)
  let j = 0
  for (; j + 32 <= end; j += 32) {
    let a = i16x8.splat(0), b = i16x8.splat(0), c = i16x8.splat(0), d = i16x8.splat(0)
    for (let s = 0; s < count; s++) {
      const row = flags + <usize>(i32At(list, s) * end + j)
      a = v128.sub<i16>(a, v128.load_ext<i8>(row))
      b = v128.sub<i16>(b, v128.load_ext<i8>(row, 8))
      c = v128.sub<i16>(c, v128.load_ext<i8>(row, 16))
      d = v128.sub<i16>(d, v128.load_ext<i8>(row, 24))
    }
    const o = current + (<usize>j << 2)
    addCounts(o, a, gain)
    addCounts(o + 32, b, gain)
    addCounts(o + 64, c, gain)
    addCounts(o + 96, d, gain)
  }
  for (; j < end; j += 8) {
    let a = i16x8.splat(0)
    for (let s = 0; s < count; s++) a = v128.sub<i16>(a, v128.load_ext<i8>(flags + <usize>(i32At(list, s) * end + j)))
    addCounts(current + (<usize>j << 2), a, gain)
  }
}

// @ts-ignore: decorator
@inline function addCounts(current: usize, counts: v128, gain: v128): void {
  const low = v128.convert<i32>(v128.extend_low<i16>(counts)), high = v128.convert<i32>(v128.extend_high<i16>(counts))
  v128.store(current, v128.add<f32>(v128.load(current), v128.mul<f32>(gain, low)))
  v128.store(current, v128.add<f32>(v128.load(current, 16), v128.mul<f32>(gain, high)), 16)
}

/**
 * A few registers of targets at a time, all spikes over them, so that the sums stay in registers; the order of additions is that of the
 * spikes. Delta synapses add to the membrane of the neurons that integrate; v of the others stays.
 */
// @ts-ignore: decorator
@inline function transmitDense(q: usize, rows: usize, bytesEach: usize, k: i32, count: i32, kind: i32): void {
  const post = at(q, PRJ_POST), list = arrivalList(q, k), gain = v128.splat<Real>(real(q, PRJ_GAIN))
  const n = int(post, POP_N), end = padded(n), bytes = <usize>end * bytesEach
  const delta = int(q, PRJ_DELTA)
  const target = at(post, delta ? POP_V : POP_I), blocked = at(post, POP_BLOCKED_UNTIL)
  addNum(q, PRJ_EVENTS, <f64>count * <f64>n)
  let j = 0
  if (!delta) {
    for (; j + 4 * LANES <= end; j += 4 * LANES) {
      const o = target + <usize>j * sizeof<Real>()
      let a = v128.load(o), b = v128.load(o, 16), c = v128.load(o, 32), d = v128.load(o, 48)
      for (let s = 0; s < count; s++) {
        const row = rows + <usize>i32At(list, s) * bytes
        a = v128.add<Real>(a, efficacies(row, j, gain, kind))
        b = v128.add<Real>(b, efficacies(row, j + LANES, gain, kind))
        c = v128.add<Real>(c, efficacies(row, j + 2 * LANES, gain, kind))
        d = v128.add<Real>(d, efficacies(row, j + 3 * LANES, gain, kind))
      }
      v128.store(o, a)
      v128.store(o, b, 16)
      v128.store(o, c, 32)
      v128.store(o, d, 48)
    }
  }
  for (; j < end; j += LANES) {
    const o = target + <usize>j * sizeof<Real>(), old = v128.load(o)
    let sum = old
    for (let s = 0; s < count; s++) sum = v128.add<Real>(sum, efficacies(rows + <usize>i32At(list, s) * bytes, j, gain, kind))
    if (delta) sum = v128.bitselect(sum, old, integrating(blocked + (<usize>j << 2), k))
    v128.store(o, sum)
  }
}

function transmitSparse(q: usize, r: usize, k: i32, count: i32): void {
  const post = at(q, PRJ_POST), list = arrivalList(q, k), values = r ? at(r, RULE_SYNAPSES) : at(q, PRJ_EFFICACY)
  const gain = real(q, PRJ_GAIN), theta = r ? real(r, RULE_THETA_W) : 0, graded = r ? int(r, RULE_GRADED) : 0
  const offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS)
  const delta = int(q, PRJ_DELTA)
  const target = at(post, delta ? POP_V : POP_I), blocked = at(post, POP_BLOCKED_UNTIL)
  let events = 0
  for (let s = 0; s < count; s++) {
    const i = i32At(list, s), end = i32At(offsets, i + 1)
    events += end - i32At(offsets, i)
    for (let y = i32At(offsets, i); y < end; y++) {
      const j = i32At(targets, y)
      if (delta && i32At(blocked, j) > k) continue
      const w = r ? load<Real>(values + <usize>y * SYNAPSE) : realAt(values, y)
      setReal(target, j, realAt(target, j) + (!r ? w : graded ? gain * w : w > theta ? gain : <Real>0))
    }
  }
  addNum(q, PRJ_EVENTS, <f64>events)
}
