import {
  BLOCK, POP_N, PRJ_DENSE, PRJ_EFFICACY, PRJ_EVENTS, PRJ_GAIN, PRJ_OFFSETS, PRJ_POST, PRJ_PRE, PRJ_ROW_OFFSETS, PRJ_ROW_SYNAPSES, PRJ_RULE,
  PRJ_SOURCES, PRJ_TARGETS, RULE_ALPHA, RULE_A_C, RULE_A_POST, RULE_A_PRE, RULE_BLOCKS, RULE_BLOCK_ACTIVE, RULE_BLOCK_COUNT,
  RULE_BOUNDED, RULE_C, RULE_DT, RULE_EAGER, RULE_ETA_MINUS, RULE_ETA_PLUS, RULE_E_C, RULE_E_POST, RULE_E_PRE, RULE_FLIPS_DOWN,
  RULE_FLIPS_UP, RULE_FLOOR, RULE_GRADED, RULE_LTD_HIGH, RULE_LTD_LOW, RULE_LTP_HIGH, RULE_LTP_LOW, RULE_OPEN, RULE_OPEN_COUNT,
  RULE_OPEN_STEP, RULE_THETA_W, RULE_TOUCHED, RULE_W, RULE_X_POST, RULE_X_PRE,
} from './layout'
import { addNum, at, i32At, int, padded, real, realAt, setInt, setReal } from './memory'
import { LANES, bits, clip, clip01, elapsed, flush, touch } from './lanes'
import { Real } from './real'
import { arrivalList, arrivals } from './projection'
import { ringCount, ringList } from './population'

/** The BCaLL rule (bcall.ts in models/plasticity is the readable twin). q: projection, r: its rule's descriptor. */

/** Schedule 1: traces and calcium decay; finds the neurons whose synapses a presynaptic spike of this step would depress. */
export function decay(q: usize, r: usize): void {
  decayPre(r)
  const n = int(at(q, PRJ_POST), POP_N), end = padded(n)
  const X = at(r, RULE_X_POST), C = at(r, RULE_C), open = at(r, RULE_OPEN), step = at(r, RULE_OPEN_STEP)
  const eX = v128.splat<Real>(real(r, RULE_E_POST)), eC = v128.splat<Real>(real(r, RULE_E_C))
  const low = v128.splat<Real>(real(r, RULE_LTD_LOW)), high = v128.splat<Real>(real(r, RULE_LTD_HIGH))
  const floor = v128.splat<Real>(real(r, RULE_FLOOR)), eta = v128.splat<Real>(real(r, RULE_ETA_MINUS)), zero = v128.splat<Real>(<Real>0)
  let count = 0
  for (let j = 0; j < end; j += LANES) {
    const o = <usize>j * sizeof<Real>()
    const x = flush(v128.mul<Real>(v128.load(X + o), eX), floor), c = flush(v128.mul<Real>(v128.load(C + o), eC), floor)
    v128.store(X + o, x)
    v128.store(C + o, c)
    const gate = v128.and(v128.lt<Real>(low, c), v128.lt<Real>(c, high))
    const size = v128.and(v128.mul<Real>(eta, x), gate)
    v128.store(step + o, size)
    let mask = bits(v128.gt<Real>(size, zero))
    while (mask != 0) {
      store<i32>(open + (<usize>count << 2), j + ctz(mask))
      mask &= mask - 1
      count++
    }
  }
  setInt(r, RULE_OPEN_COUNT, count)
}

/** Only blocks that hold a trace are visited; a block that has died away leaves the list. */
function decayPre(r: usize): void {
  const X = at(r, RULE_X_PRE), blocks = at(r, RULE_BLOCKS), active = at(r, RULE_BLOCK_ACTIVE)
  const e = v128.splat<Real>(real(r, RULE_E_PRE)), floor = v128.splat<Real>(real(r, RULE_FLOOR))
  let count = int(r, RULE_BLOCK_COUNT)
  for (let b = 0; b < count; ) {
    const block = i32At(blocks, b), o = X + <usize>(block * BLOCK) * sizeof<Real>()
    let x = flush(v128.mul<Real>(v128.load(o), e), floor), any = x
    v128.store(o, x)
    if (sizeof<Real>() == 8) {
      x = flush(v128.mul<Real>(v128.load(o, 16), e), floor)
      v128.store(o, x, 16)
      any = v128.or(any, x)
    }
    if (v128.any_true(any)) b++
    else {
      store<u8>(active + <usize>block, 0)
      count--
      store<i32>(blocks + (<usize>b << 2), i32At(blocks, count))
    }
  }
  setInt(r, RULE_BLOCK_COUNT, count)
}

/** Schedule 3b, learning at presynaptic spikes: drift, then LTD. Transmission has read the efficacies already. */
export function learnPre(q: usize, r: usize, k: i32): void {
  const count = arrivals(q, k)
  if (count == 0) return
  const eager = int(r, RULE_EAGER)
  if (!eager && int(r, RULE_OPEN_COUNT) == 0) return
  const list = arrivalList(q, k)
  if (int(q, PRJ_DENSE)) learnPreDense(q, r, k, list, count, eager)
  else learnPreSparse(q, r, k, list, count, eager)
}

function learnPreDense(q: usize, r: usize, k: i32, list: usize, count: i32, eager: i32): void {
  const open = at(r, RULE_OPEN), step = at(r, RULE_OPEN_STEP), efficacy = at(q, PRJ_EFFICACY)
  const stride = padded(int(at(q, PRJ_PRE), POP_N)), n = int(at(q, PRJ_POST), POP_N), width = padded(n)
  const targets = eager ? n : int(r, RULE_OPEN_COUNT)
  const W = at(r, RULE_W), T = at(r, RULE_TOUCHED), alpha = real(r, RULE_ALPHA), dtS = real(r, RULE_DT), theta = real(r, RULE_THETA_W)
  const graded = int(r, RULE_GRADED)
  for (let a = 0; a < targets; a++) {
    const j = eager ? a : i32At(open, a), size = realAt(step, j)
    for (let s = 0; s < count; s++) {
      const i = i32At(list, s)
      change(q, r, W, T, j * stride + i, k, alpha, dtS, theta, graded, -size, efficacy + <usize>(i * width + j) * sizeof<Real>())
    }
  }
}

function learnPreSparse(q: usize, r: usize, k: i32, list: usize, count: i32, eager: i32): void {
  const step = at(r, RULE_OPEN_STEP), efficacy = at(q, PRJ_EFFICACY), offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS)
  const W = at(r, RULE_W), T = at(r, RULE_TOUCHED), alpha = real(r, RULE_ALPHA), dtS = real(r, RULE_DT), theta = real(r, RULE_THETA_W)
  const graded = int(r, RULE_GRADED)
  for (let s = 0; s < count; s++) {
    const i = i32At(list, s), end = i32At(offsets, i + 1)
    for (let y = i32At(offsets, i); y < end; y++) {
      const size = realAt(step, i32At(targets, y))
      if (!eager && size == 0) continue
      change(q, r, W, T, y, k, alpha, dtS, theta, graded, -size, efficacy + <usize>y * sizeof<Real>())
    }
  }
}

/** Schedule 3c, learning at postsynaptic spikes: drift, then LTP. */
export function learnPost(q: usize, r: usize, k: i32): void {
  const post = at(q, PRJ_POST), count = ringCount(post, k)
  if (count == 0) return
  const list = ringList(post, k), C = at(r, RULE_C)
  const low = real(r, RULE_LTP_LOW), high = real(r, RULE_LTP_HIGH), dense = int(q, PRJ_DENSE), eager = int(r, RULE_EAGER)
  const rows = at(q, PRJ_ROW_OFFSETS)
  for (let s = 0; s < count; s++) {
    const j = i32At(list, s), c = realAt(C, j)
    addNum(q, PRJ_EVENTS, <f64>(dense ? int(at(q, PRJ_PRE), POP_N) : i32At(rows, j + 1) - i32At(rows, j)))
    const gate = low < c && c < high
    if (!gate && !eager) continue
    const eta = gate ? real(r, RULE_ETA_PLUS) : <Real>0
    if (dense) potentiateRow(q, r, k, j, eta, eager)
    else potentiateList(q, r, k, j, eta, eager)
  }
}

/** One postsynaptic neuron's fan-in, a block of inputs at a time; lazily only blocks with a presynaptic trace. */
function potentiateRow(q: usize, r: usize, k: i32, j: i32, eta: Real, eager: i32): void {
  const nPre = int(at(q, PRJ_PRE), POP_N), stride = padded(nPre), row = j * stride
  const X = at(r, RULE_X_PRE), W = at(r, RULE_W) + <usize>row * sizeof<Real>(), T = at(r, RULE_TOUCHED) + (<usize>row << 2)
  const blocks = at(r, RULE_BLOCKS), count = eager ? stride / BLOCK : int(r, RULE_BLOCK_COUNT)
  const alpha = v128.splat<Real>(real(r, RULE_ALPHA)), theta = v128.splat<Real>(real(r, RULE_THETA_W))
  const etas = v128.splat<Real>(eta), sign = v128.splat<Real>(-<Real>0), zero = v128.splat<Real>(<Real>0)
  const all = eager ? v128.splat<i32>(-1) : v128.splat<i32>(0)
  const dtS = real(r, RULE_DT), graded = int(r, RULE_GRADED)
  const efficacy = at(q, PRJ_EFFICACY), width = padded(int(at(q, PRJ_POST), POP_N))
  for (let b = 0; b < count; b++) {
    const first = (eager ? b : i32At(blocks, b)) * BLOCK
    for (let i = first; i < first + BLOCK; i += LANES) {
      const o = <usize>i * sizeof<Real>(), u = <usize>i << 2
      const x = v128.load(X + o), mask = v128.or(all, v128.gt<Real>(x, zero))
      const w = v128.load(W + o), wasOpen = v128.gt<Real>(w, theta)
      // alpha (2s - 1) dt: the sign of closed synapses is flipped
      const drift = v128.xor(v128.mul<Real>(alpha, elapsed(T + u, k, dtS)), v128.andnot(sign, wasOpen))
      const next = clip01(v128.add<Real>(clip01(v128.add<Real>(w, drift)), v128.mul<Real>(etas, x)))
      v128.store(W + o, v128.bitselect(next, w, mask))
      touch(T + u, k, mask)
      const flips = bits(v128.and(mask, v128.andnot(v128.gt<Real>(next, theta), wasOpen)))
      let lanes = graded ? bits(mask) : flips
      while (lanes != 0) {
        const lane = ctz(lanes), pre = i + lane
        lanes &= lanes - 1
        if (pre >= nPre) break
        const flipped = ((flips >> lane) & 1) != 0
        rewrite(q, r, realAt(W, pre), efficacy + <usize>(pre * width + j) * sizeof<Real>(), !flipped, true)
      }
    }
  }
}

/** One synapse: drift since its last touch, then the change delta. */
// @ts-ignore: decorator
@inline function change(
  q: usize, r: usize, W: usize, T: usize, index: i32, k: i32, alpha: Real, dtS: Real, theta: Real, graded: i32, delta: Real, place: usize,
): void {
  const w = realAt(W, index), open = w > theta, t = since(i32At(T, index), k, dtS)
  const next = clip(clip(w + alpha * (open ? t : -t)) + delta), opens = next > theta
  setReal(W, index, next)
  store<i32>(T + (<usize>index << 2), k)
  if (open != opens || graded) rewrite(q, r, next, place, open, opens)
}

/** Writes the efficacy of a synapse whose hidden weight has changed, and counts its flip. */
function rewrite(q: usize, r: usize, w: Real, place: usize, wasOpen: bool, isOpen: bool): void {
  store<Real>(place, efficacyOf(q, r, w))
  if (wasOpen != isOpen) addNum(r, isOpen ? RULE_FLIPS_UP : RULE_FLIPS_DOWN, 1)
}

function potentiateList(q: usize, r: usize, k: i32, j: i32, eta: Real, eager: i32): void {
  const rows = at(q, PRJ_ROW_OFFSETS), synapses = at(q, PRJ_ROW_SYNAPSES), sources = at(q, PRJ_SOURCES)
  const X = at(r, RULE_X_PRE), efficacy = at(q, PRJ_EFFICACY), end = i32At(rows, j + 1)
  const W = at(r, RULE_W), T = at(r, RULE_TOUCHED), alpha = real(r, RULE_ALPHA), dtS = real(r, RULE_DT), theta = real(r, RULE_THETA_W)
  const graded = int(r, RULE_GRADED)
  for (let a = i32At(rows, j); a < end; a++) {
    const x = realAt(X, i32At(sources, a)), y = i32At(synapses, a)
    if (!eager && x == 0) continue
    change(q, r, W, T, y, k, alpha, dtS, theta, graded, eta * x, efficacy + <usize>y * sizeof<Real>())
  }
}

/** Schedule 4: jumps of the traces and the calcium of the neurons that spiked. */
export function jump(q: usize, r: usize, k: i32): void {
  const bound = int(r, RULE_BOUNDED) ? <Real>1 : <Real>0
  const arrived = arrivals(q, k)
  if (arrived > 0) {
    const list = arrivalList(q, k), X = at(r, RULE_X_PRE), a = real(r, RULE_A_PRE)
    const blocks = at(r, RULE_BLOCKS), active = at(r, RULE_BLOCK_ACTIVE)
    let count = int(r, RULE_BLOCK_COUNT)
    for (let s = 0; s < arrived; s++) {
      const i = i32At(list, s), x = realAt(X, i), block = i / BLOCK
      setReal(X, i, x + a * (1 - bound * x))
      if (load<u8>(active + <usize>block) == 0) {
        store<u8>(active + <usize>block, 1)
        store<i32>(blocks + (<usize>count << 2), block)
        count++
      }
    }
    setInt(r, RULE_BLOCK_COUNT, count)
  }
  const post = at(q, PRJ_POST), fired = ringCount(post, k)
  if (fired == 0) return
  const list = ringList(post, k), X = at(r, RULE_X_POST), C = at(r, RULE_C), a = real(r, RULE_A_POST), aC = real(r, RULE_A_C)
  for (let s = 0; s < fired; s++) {
    const j = i32At(list, s), x = realAt(X, j), c = realAt(C, j)
    setReal(X, j, x + a * (1 - bound * x))
    setReal(C, j, c + aC * (1 - c))
  }
}

/** Reads the hidden weights as they stand at step k, drift included, into out: Real, in the shape of RULE_W. Changes nothing. */
export function hiddenWeights(q: usize, k: i32, out: usize): void {
  const r = at(q, PRJ_RULE), nPre = int(at(q, PRJ_PRE), POP_N), n = int(at(q, PRJ_POST), POP_N)
  const count = int(q, PRJ_DENSE) ? n * padded(nPre) : i32At(at(q, PRJ_OFFSETS), nPre)
  for (let y = 0; y < count; y++) setReal(out, y, weightAt(r, y, k))
}

/** Writes the efficacies that belong to the hidden weights (after loading weights). */
export function writeEfficacies(q: usize): void {
  const r = at(q, PRJ_RULE), W = at(r, RULE_W), efficacy = at(q, PRJ_EFFICACY), nPre = int(at(q, PRJ_PRE), POP_N)
  if (!int(q, PRJ_DENSE)) {
    const end = i32At(at(q, PRJ_OFFSETS), nPre)
    for (let y = 0; y < end; y++) setReal(efficacy, y, efficacyOf(q, r, realAt(W, y)))
    return
  }
  const stride = padded(nPre), n = int(at(q, PRJ_POST), POP_N), width = padded(n)
  for (let i = 0; i < nPre; i++) {
    for (let j = 0; j < n; j++) setReal(efficacy, i * width + j, efficacyOf(q, r, realAt(W, j * stride + i)))
  }
}

/** Hidden weight of one synapse at step k with its pending drift, unchanged in memory. */
export function weightAt(r: usize, index: i32, k: i32): Real {
  const w = realAt(at(r, RULE_W), index), then = i32At(at(r, RULE_TOUCHED), index)
  const t = since(then, k, real(r, RULE_DT)), s = w > real(r, RULE_THETA_W)
  return clip(w + real(r, RULE_ALPHA) * (s ? t : -t))
}

// @ts-ignore: decorator
@inline function efficacyOf(q: usize, r: usize, w: Real): Real {
  if (int(r, RULE_GRADED)) return real(q, PRJ_GAIN) * w
  return w > real(r, RULE_THETA_W) ? real(q, PRJ_GAIN) : <Real>0
}

// @ts-ignore: decorator
@inline function since(then: i32, k: i32, dtS: Real): Real {
  if (sizeof<Real>() == 4) return <Real>(k - then) * dtS
  return <Real>k * dtS - <Real>then * dtS
}
