import {
  CALCIUM_POST, CALCIUM_PRE, KIND_CALCIUM, KIND_SDSP, KIND_TRIPLET, POP_N, PRJ_DELAY, PRJ_DENSE, PRJ_EVENTS, PRJ_OFFSETS, PRJ_POST,
  PRJ_PRE, PRJ_ROW_OFFSETS, PRJ_ROW_SYNAPSES, PRJ_SOURCES, PRJ_TARGETS, RULE_DELAY, RULE_GRADED, RULE_KIND, RULE_POST_A, RULE_POST_AT, RULE_POST_B,
  RULE_PRE_A, RULE_PRE_AT, RULE_PRE_B, SDSP_JUMP,
} from './layout'
import { addNum, at, i32At, int, num, padded, real, realAt, setReal } from './memory'
import { Real } from './real'
import { bringUpToDate, efficacyAt, forgetStretches } from './calcium'
import { contribution, forgetJumps, isFull, jumpCalcium } from './calcium-history'
import { arrivalList, arrivals } from './projection'
import { ringCount, ringList } from './population'
import { decaySdsp, refreshSdsp, senseMembranes, stepSdsp, variableAt } from './sdsp'
import { synapseAt } from './synapse'
import { decayTriplet, depressTriplet, jumpTriplet, potentiateTriplet } from './triplet'

/**
 * The rules beside BCaLL, one synapse at a time: which synapses an event reaches is found here, what it does to one of them is in the
 * rule's own file. q: projection, r: its rule's descriptor.
 */

/** Schedule 1. */
export function decayPeer(q: usize, r: usize, k: i32): void {
  const kind = int(r, RULE_KIND)
  if (kind == KIND_TRIPLET) decayTriplet(q, r, k)
  else if (kind == KIND_SDSP) decaySdsp(q, r, k)
}

/** Before transmission: efficacies that change between events are brought up to date where a spike is about to read them. */
export function preparePeer(q: usize, r: usize, k: i32): void {
  const kind = int(r, RULE_KIND)
  if (kind == KIND_CALCIUM || (kind == KIND_SDSP && int(r, RULE_GRADED))) reach(q, r, k, arrivalList(q, k), arrivals(q, k), false)
}

/** Schedule 3b. Synapses of the calcium rule learn when somebody looks. */
export function learnPrePeer(q: usize, r: usize, k: i32): void {
  const count = felt(q, r, k)
  if (count == 0 || int(r, RULE_KIND) == KIND_CALCIUM) return
  if (int(r, RULE_KIND) == KIND_SDSP) senseMembranes(q, r)
  reach(q, r, k, feltList(q, r, k), count, true)
}

/** Presynaptic spikes whose effect on learning comes at step k. */
function felt(q: usize, r: usize, k: i32): i32 {
  const due = k - int(q, PRJ_DELAY) - int(r, RULE_DELAY)
  return due < 0 ? 0 : ringCount(at(q, PRJ_PRE), due)
}

function feltList(q: usize, r: usize, k: i32): usize {
  return ringList(at(q, PRJ_PRE), k - int(q, PRJ_DELAY) - int(r, RULE_DELAY))
}

/** Every synapse of the presynaptic neurons listed: learns, or is only brought up to date. */
function reach(q: usize, r: usize, k: i32, list: usize, count: i32, learns: bool): void {
  const n = int(at(q, PRJ_POST), POP_N), width = padded(n), dense = int(q, PRJ_DENSE)
  const offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS)
  for (let s = 0; s < count; s++) {
    const i = i32At(list, s)
    if (dense) for (let j = 0; j < n; j++) feelPre(q, r, i * width + j, i, j, k, learns)
    else for (let y = i32At(offsets, i); y < i32At(offsets, i + 1); y++) feelPre(q, r, y, i, i32At(targets, y), k, learns)
  }
}

// @ts-ignore: decorator
@inline function feelPre(q: usize, r: usize, y: i32, i: i32, j: i32, k: i32, learns: bool): void {
  const kind = int(r, RULE_KIND)
  if (kind == KIND_TRIPLET) depressTriplet(r, y, i, j, k)
  else if (kind == KIND_CALCIUM) bringUpToDate(q, r, y, i, j, k)
  else if (learns) stepSdsp(r, y, j, k)
  else refreshSdsp(r, y, k)
}

/** Schedule 3c. */
export function learnPostPeer(q: usize, r: usize, k: i32): void {
  const post = at(q, PRJ_POST), count = ringCount(post, k)
  if (count == 0) return
  const nPre = int(at(q, PRJ_PRE), POP_N), width = padded(int(post, POP_N)), dense = int(q, PRJ_DENSE), list = ringList(post, k)
  const rows = at(q, PRJ_ROW_OFFSETS), synapses = at(q, PRJ_ROW_SYNAPSES), sources = at(q, PRJ_SOURCES)
  for (let s = 0; s < count; s++) {
    const j = i32At(list, s)
    addNum(q, PRJ_EVENTS, <f64>(dense ? nPre : i32At(rows, j + 1) - i32At(rows, j)))
    if (int(r, RULE_KIND) != KIND_TRIPLET) continue
    if (dense) for (let i = 0; i < nPre; i++) potentiateTriplet(r, i * width + j, i, j, k)
    else for (let a = i32At(rows, j); a < i32At(rows, j + 1); a++) potentiateTriplet(r, i32At(synapses, a), i32At(sources, a), j, k)
  }
}

/** Schedule 4. */
export function jumpPeer(q: usize, r: usize, k: i32): void {
  const kind = int(r, RULE_KIND), arrived = felt(q, r, k), post = at(q, PRJ_POST), fired = ringCount(post, k)
  for (let s = 0; s < arrived; s++) {
    const i = i32At(feltList(q, r, k), s)
    if (kind == KIND_TRIPLET) jumpTriplet(at(r, RULE_PRE_A), at(r, RULE_PRE_B), i)
    else if (kind == KIND_CALCIUM) {
      if (isFull(r, true, i)) lookAtPre(q, r, i, k)
      jumpCalcium(r, true, i, k, num(r, CALCIUM_PRE))
    }
  }
  for (let s = 0; s < fired; s++) {
    const j = i32At(ringList(post, k), s)
    if (kind == KIND_TRIPLET) jumpTriplet(at(r, RULE_POST_A), at(r, RULE_POST_B), j)
    else if (kind == KIND_SDSP) setReal(at(r, RULE_POST_A), j, realAt(at(r, RULE_POST_A), j) + real(r, SDSP_JUMP))
    else {
      if (isFull(r, false, j)) lookAtPost(q, r, j, k)
      jumpCalcium(r, false, j, k, num(r, CALCIUM_POST))
    }
  }
}

/** Brings all synapses of a presynaptic neuron up to date at step k. */
function lookAtPre(q: usize, r: usize, i: i32, k: i32): void {
  const n = int(at(q, PRJ_POST), POP_N), width = padded(n), offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS)
  if (int(q, PRJ_DENSE)) for (let j = 0; j < n; j++) bringUpToDate(q, r, i * width + j, i, j, k)
  else for (let y = i32At(offsets, i); y < i32At(offsets, i + 1); y++) bringUpToDate(q, r, y, i, i32At(targets, y), k)
  forgetJumps(r, true, i, k)
}

/** The same for a postsynaptic neuron. */
function lookAtPost(q: usize, r: usize, j: i32, k: i32): void {
  const nPre = int(at(q, PRJ_PRE), POP_N), width = padded(int(at(q, PRJ_POST), POP_N))
  const rows = at(q, PRJ_ROW_OFFSETS), synapses = at(q, PRJ_ROW_SYNAPSES), sources = at(q, PRJ_SOURCES)
  if (int(q, PRJ_DENSE)) for (let i = 0; i < nPre; i++) bringUpToDate(q, r, i * width + j, i, j, k)
  else for (let a = i32At(rows, j); a < i32At(rows, j + 1); a++) bringUpToDate(q, r, i32At(synapses, a), i32At(sources, a), j, k)
  forgetJumps(r, false, j, k)
}

/** Brings every synapse up to date at step k: a stretch of learning ends, and what is learned may be saved. */
export function bringAllUpToDate(q: usize, r: usize, k: i32): void {
  if (int(r, RULE_KIND) != KIND_CALCIUM) return
  const nPost = int(at(q, PRJ_POST), POP_N)
  for (let j = 0; j < nPost; j++) lookAtPost(q, r, j, k)
  beginPeer(q, r, k)
}

/** Learning begins at step k, with every synapse up to date. */
export function beginPeer(q: usize, r: usize, k: i32): void {
  if (int(r, RULE_KIND) != KIND_CALCIUM) return
  const nPre = int(at(q, PRJ_PRE), POP_N), nPost = int(at(q, PRJ_POST), POP_N)
  for (let i = 0; i < nPre; i++) forgetJumps(r, true, i, k)
  for (let j = 0; j < nPost; j++) forgetJumps(r, false, j, k)
  forgetStretches()
}

/** Hidden weight of synapse y, from neuron i to neuron j, as it stands at step k; unchanged in memory. */
export function weightAtPeer(q: usize, r: usize, y: i32, i: i32, j: i32, k: i32): Real {
  const kind = int(r, RULE_KIND)
  return kind == KIND_SDSP ? variableAt(r, y, k) : kind == KIND_CALCIUM ? efficacyAt(q, r, y, i, j, k) : load<Real>(synapseAt(r, y))
}

/** Fast trace, or calcium, of one neuron on the presynaptic or the postsynaptic side, after the decay of step k. */
export function sidePeer(r: usize, pre: bool, neuron: i32, k: i32): Real {
  const values = at(r, pre ? RULE_PRE_A : RULE_POST_A)
  if (int(r, RULE_KIND) != KIND_CALCIUM) return realAt(values, neuron)
  return <Real>contribution(r, values, at(r, pre ? RULE_PRE_AT : RULE_POST_AT), neuron, k)
}
