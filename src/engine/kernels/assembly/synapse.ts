import { RULE_FLAGS, RULE_FLIPS_DOWN, RULE_FLIPS_UP, RULE_SYNAPSES, RULE_THETA_W } from './layout'
import { addNum, at, real } from './memory'
import { FLAG, SYNAPSE, stampOne, storeFlag } from './lanes'
import { Real } from './real'

/** One plastic synapse in memory, whatever its rule: hidden weight, step of its last touch, open flag. r: the rule's descriptor. */

// @ts-ignore: decorator
@inline export function synapseAt(r: usize, index: i32): usize {
  return at(r, RULE_SYNAPSES) + <usize>index * SYNAPSE
}

/** Writes a new hidden weight, touched at step k; keeps count, and flags, of synapses that open or close. */
export function put(r: usize, index: i32, k: i32, next: Real): void {
  const synapse = synapseAt(r, index), w = load<Real>(synapse), theta = real(r, RULE_THETA_W)
  store<Real>(synapse, next)
  stampOne(synapse, k)
  if (w > theta == next > theta) return
  addNum(r, next > theta ? RULE_FLIPS_UP : RULE_FLIPS_DOWN, 1)
  const flags = at(r, RULE_FLAGS)
  if (flags) storeFlag(flags + <usize>index * FLAG, next > theta)
}
