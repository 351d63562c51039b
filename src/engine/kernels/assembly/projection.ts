import {
  POP_BLOCKED_UNTIL, POP_I, POP_N, POP_V, PRJ_DELAY, PRJ_DELTA, PRJ_DENSE, PRJ_EFFICACY, PRJ_EVENTS, PRJ_OFFSETS, PRJ_POST, PRJ_PRE,
  PRJ_TARGETS,
} from './layout'
import { addNum, at, i32At, int, padded, realAt, setReal } from './memory'
import { LANES, integrating } from './lanes'
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

/** Schedule 3, transmission: every arriving spike adds its efficacies, one spike after the other, to the current or the membrane. */
export function transmit(q: usize, k: i32): void {
  const count = arrivals(q, k)
  if (count == 0) return
  if (int(q, PRJ_DENSE)) transmitDense(q, k, count)
  else transmitSparse(q, k, count)
}

/**
 * One register of targets at a time, all spikes over it, so that the sums stay in registers; the order of additions is that of the spikes.
 * Delta synapses add to the membrane of the neurons that integrate; v of the others stays.
 */
function transmitDense(q: usize, k: i32, count: i32): void {
  const post = at(q, PRJ_POST), list = arrivalList(q, k), efficacy = at(q, PRJ_EFFICACY)
  const n = int(post, POP_N), bytes = <usize>padded(n) * sizeof<Real>()
  const delta = int(q, PRJ_DELTA)
  const target = at(post, delta ? POP_V : POP_I), blocked = at(post, POP_BLOCKED_UNTIL)
  addNum(q, PRJ_EVENTS, <f64>count * <f64>n)
  let o: usize = 0
  if (!delta) {
    for (; o + 64 <= bytes; o += 64) {
      let a = v128.load(target + o), b = v128.load(target + o, 16), c = v128.load(target + o, 32), d = v128.load(target + o, 48)
      for (let s = 0; s < count; s++) {
        const row = efficacy + <usize>i32At(list, s) * bytes + o
        a = v128.add<Real>(a, v128.load(row))
        b = v128.add<Real>(b, v128.load(row, 16))
        c = v128.add<Real>(c, v128.load(row, 32))
        d = v128.add<Real>(d, v128.load(row, 48))
      }
      v128.store(target + o, a)
      v128.store(target + o, b, 16)
      v128.store(target + o, c, 32)
      v128.store(target + o, d, 48)
    }
  }
  for (; o < bytes; o += 16) {
    const old = v128.load(target + o)
    let sum = old
    for (let s = 0; s < count; s++) sum = v128.add<Real>(sum, v128.load(efficacy + <usize>i32At(list, s) * bytes + o))
    if (delta) sum = v128.bitselect(sum, old, integrating(blocked + (o / sizeof<Real>() << 2), k))
    v128.store(target + o, sum)
  }
}

function transmitSparse(q: usize, k: i32, count: i32): void {
  const post = at(q, PRJ_POST), list = arrivalList(q, k), efficacy = at(q, PRJ_EFFICACY)
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
      setReal(target, j, realAt(target, j) + realAt(efficacy, y))
    }
  }
  addNum(q, PRJ_EVENTS, <f64>events)
}
