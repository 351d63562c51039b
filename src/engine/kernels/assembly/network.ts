import {
  KIND_LIF, NET_LOG, NET_LOG_CAPACITY, NET_LOG_COUNT, NET_POPULATIONS, NET_POPULATION_TABLE, NET_PROBES, NET_PROBE_BUFFER,
  NET_PROBE_CAPACITY, NET_PROBE_EVERY, NET_PROBE_ROWS, NET_PROBE_TABLE, NET_PROJECTIONS, NET_PROJECTION_TABLE, POP_KIND, POP_LOG_BASE,
  PROBE_VALUE, PROBE_WEIGHT, PRJ_RULE,
} from './layout'
import { at, i32At, int, setInt, setReal } from './memory'
import { Real } from './real'
import { decay, jump, learnPost, learnPre, traceOf, weightAt } from './bcall'
import { evolve, reset } from './lif'
import { emit, ringCount, ringList } from './population'
import { transmit } from './projection'

/** Steps from <= k < to. With learning off the rule is frozen: traces, calcium and hidden weights stay as they are. */
export function run(net: usize, from: i32, to: i32, learning: i32): void {
  const recording = int(net, NET_LOG_CAPACITY) > 0, probing = int(net, NET_PROBES) > 0
  for (let k = from; k < to; k++) {
    step(net, k, learning)
    if (recording) logSpikes(net, k)
    if (probing && k % int(net, NET_PROBE_EVERY) == 0) probe(net, k)
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
      if (r) decay(q, r, k)
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
    transmit(q, k)
    if (learning && r) learnPre(q, r, k)
  }
  if (learning) {
    for (let a = 0; a < projections; a++) {
      const q = entry(prjs, a), r = at(q, PRJ_RULE)
      if (r) learnPost(q, r, k)
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
      if (r) jump(q, r, k)
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
 * A probe is a row of three i32: PROBE_VALUE and an address; PROBE_WEIGHT, a rule and the place of the synapse whose hidden weight is
 * read with its drift; PROBE_TRACE, a rule and a presynaptic neuron.
 */
function probe(net: usize, k: i32): void {
  const row = int(net, NET_PROBE_ROWS), probes = int(net, NET_PROBES), table = at(net, NET_PROBE_TABLE)
  if (row >= int(net, NET_PROBE_CAPACITY)) return
  const out = at(net, NET_PROBE_BUFFER) + <usize>(row * probes) * sizeof<Real>()
  for (let a = 0; a < probes; a++) {
    const kind = i32At(table, 3 * a), base = entry(table, 3 * a + 1), index = i32At(table, 3 * a + 2)
    setReal(out, a, kind == PROBE_VALUE ? load<Real>(base) : kind == PROBE_WEIGHT ? weightAt(base, index, k) : traceOf(base, index))
  }
  setInt(net, NET_PROBE_ROWS, row + 1)
}
