import { KIND_BCALL, POP_N, PRJ_DENSE, PRJ_OFFSETS, PRJ_POST, PRJ_PRE, PRJ_RULE, PRJ_TARGETS, RULE_KIND } from './layout'
import { at, i32At, int, padded, setReal } from './memory'
import { Real } from './real'
import { weightAt as weightAtBcall, weightsAt as weightsAtBcall } from './bcall-synapse'
import { weightAtPeer } from './peers'

/** Hidden weight of synapse y, from neuron i to neuron j, as it stands at step k, unchanged in memory. */
export function weightAt(q: usize, y: i32, i: i32, j: i32, k: i32): Real {
  const r = at(q, PRJ_RULE)
  return int(r, RULE_KIND) == KIND_BCALL ? weightAtBcall(r, y, k) : weightAtPeer(q, r, y, i, j, k)
}

/** Reads the hidden weights as they stand at step k, drift included, into out: Real, in the order of RULE_SYNAPSES. Changes nothing. */
export function hiddenWeights(q: usize, k: i32, out: usize): void {
  const nPre = int(at(q, PRJ_PRE), POP_N), n = int(at(q, PRJ_POST), POP_N), width = padded(n)
  const dense = int(q, PRJ_DENSE), offsets = at(q, PRJ_OFFSETS), targets = at(q, PRJ_TARGETS), r = at(q, PRJ_RULE)
  if (int(r, RULE_KIND) == KIND_BCALL) return weightsAtBcall(r, dense ? nPre * width : i32At(offsets, nPre), k, out)
  for (let i = 0; i < nPre; i++) {
    if (dense) for (let j = 0, y = i * width; j < n; j++, y++) setReal(out, y, weightAtPeer(q, r, y, i, j, k))
    else for (let y = i32At(offsets, i); y < i32At(offsets, i + 1); y++) setReal(out, y, weightAtPeer(q, r, y, i, i32At(targets, y), k))
  }
}
