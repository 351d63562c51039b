import {
  KIND_BCALL, KIND_LIF, NET_LOG, NET_LOG_CAPACITY, NET_LOG_COUNT, NET_POPULATIONS, NET_POPULATION_TABLE, NET_PROBES, NET_PROBE_BUFFER,
  NET_PROBE_CAPACITY, NET_PROBE_EVERY, NET_PROBE_ROWS, NET_PROBE_TABLE, NET_PROJECTIONS, NET_PROJECTION_TABLE, POP_KIND, POP_LOG_BASE,
  PROBE_PRE, PROBE_SLOTS, PROBE_VALUE, PROBE_WEIGHT, PRJ_RULE, RULE_KIND,
} from './layout'
import { at, i32At, int, setInt, setReal } from './memory'
import { Real } from './real'
import { learnPre } from './bcall-ltd'
import { learnPost } from './bcall-ltp'
import { decay, jump, traceOf } from './bcall-traces'
import { evolve, reset } from './lif'
import { emit, ringCount, ringList } from './population'
import { beginPeer, bringAllUpToDate, decayPeer, jumpPeer, learnPostPeer, learnPrePeer, preparePeer, sidePeer } from './peers'
import { transmit } from './projection'
import { weightAt } from './weights'

/** Steps from <= k < to. With learning off the rule is frozen: traces, calcium and hidden weights stay as they are. */
export function run(net: usize, from: i32, to: i32, learning: i32): void {
  const recording = int(net, NET_LOG_CAPACITY) > 0, probing = int(net, NET_PROBES) > 0
  if (learning) beginLearning(net, from)
  for (let k = from; k < to; k++) {
    step(net, k, learning)
    if (recording) logSpikes(net, k)
    if (probing && k % int(net, NET_PROBE_EVERY) == 0) probe(net, k)
  }
  if (learning) endLearning(net, to)
}

function beginLearning(net: usize, k: i32): void {
  for (let a = 0; a < int(net, NET_PROJECTIONS); a++) {
    const q = entry(at(net, NET_PROJECTION_TABLE), a), r = at(q, PRJ_RULE)
    if (r) beginPeer(q, r, k)
  }
}

function endLearning(net: usize, k: i32): void {
  for (let a = 0; a < int(net, NET_PROJECTIONS); a++) {
    const q = entry(at(net, NET_PROJECTION_TABLE), a), r = at(q, PRJ_RULE)
    if (r) bringAllUpToDate(q, r, k)
  }
}

/** The schedule of one step. */
function step(net: usize, k: i32, learning: i32): void {
  const populations = int(net, NET_POPULATIONS), pops = at(net, NET_POPULATION_TABLE)
  const projections = int(net, NET_PROJECTIONS), prjs = at(net, NET_PROJECTION_TABLE)
  // 0, 1, 2: sources emit; traces decay; membranes integrate and reach threshold
  if (learning) {
    for (let a = 0; a < projections; a++) {
      const q = entry(prjs, a), r = at(q, PRJ_RULE)
      if (!r) continue
      if (int(r, RULE_KIND) == KIND_BCALL) decay(q, r, k)
      else decayPeer(q, r, k)
    }
  }
  for (let a = 0; a < populations; a++) {
    const p = entry(pops, a)
    if (int(p, POP_KIND) == KIND_LIF) evolve(p, k)
    else emit(p, k)
  }
  // 3: static synapses (they come first in the table), then presynaptic, then postsynaptic learning
  for (let a = 0; a < projections; a++) {
    const q = entry(prjs, a), r = at(q, PRJ_RULE)
    if (!learning || !r) transmit(q, k)
    else if (int(r, RULE_KIND) == KIND_BCALL) {
      transmit(q, k)
      learnPre(q, r, k)
    } else {
      preparePeer(q, r, k)
      transmit(q, k)
      learnPrePeer(q, r, k)
    }
  }
  if (learning) {
    for (let a = 0; a < projections; a++) {
      const q = entry(prjs, a), r = at(q, PRJ_RULE)
      if (!r) continue
      if (int(r, RULE_KIND) == KIND_BCALL) learnPost(q, r, k)
      else learnPostPeer(q, r, k)
    }
  }
  // 4: resets and jumps
  for (let a = 0; a < populations; a++) {
    const p = entry(pops, a)
    if (int(p, POP_KIND) == KIND_LIF) reset(p, k)
  }
  if (learning) {
    for (let a = 0; a < projections; a++) {
      const q = entry(prjs, a), r = at(q, PRJ_RULE)
      if (!r) continue
      if (int(r, RULE_KIND) == KIND_BCALL) jump(q, r, k)
      else jumpPeer(q, r, k)
    }
  }
}

// @ts-ignore: decorator
@inline function entry(table: usize, index: i32): usize {
  return <usize>load<u32>(table + (<usize>index << 2))
}

function logSpikes(net: usize, k: i32): void {
  const pops = at(net, NET_POPULATION_TABLE), log = at(net, NET_LOG), capacity = int(net, NET_LOG_CAPACITY)
  let written = int(net, NET_LOG_COUNT)
  for (let a = 0; a < int(net, NET_POPULATIONS); a++) {
    const p = entry(pops, a), base = int(p, POP_LOG_BASE)
    if (base < 0) continue
    const count = ringCount(p, k), list = ringList(p, k)
    for (let s = 0; s < count; s++, written++) {
      if (written >= capacity) continue
      store<i32>(log + (<usize>written << 3), k)
      store<i32>(log + (<usize>written << 3), base + i32At(list, s), 4)
    }
  }
  setInt(net, NET_LOG_COUNT, written)
}

/**
 * A probe is a row of i32: PROBE_VALUE and an address; PROBE_WEIGHT, a projection, the place of the synapse whose hidden weight is read
 * with its drift, and its two neurons; PROBE_PRE or PROBE_POST, a projection and the neuron whose trace is read.
 */
function probe(net: usize, k: i32): void {
  const row = int(net, NET_PROBE_ROWS), probes = int(net, NET_PROBES), table = at(net, NET_PROBE_TABLE)
  if (row >= int(net, NET_PROBE_CAPACITY)) return
  const out = at(net, NET_PROBE_BUFFER) + <usize>(row * probes) * sizeof<Real>()
  for (let a = 0; a < probes; a++) setReal(out, a, probed(table + <usize>(a * PROBE_SLOTS) * 4, k))
  setInt(net, NET_PROBE_ROWS, row + 1)
}

function probed(row: usize, k: i32): Real {
  const kind = i32At(row, 0), base = entry(row, 1), index = i32At(row, 2)
  if (kind == PROBE_VALUE) return load<Real>(base)
  if (kind == PROBE_WEIGHT) return weightAt(base, index, i32At(row, 3), i32At(row, 4), k)
  const r = at(base, PRJ_RULE)
  return int(r, RULE_KIND) == KIND_BCALL ? traceOf(r, index) : sidePeer(r, kind == PROBE_PRE, index, k)
}
