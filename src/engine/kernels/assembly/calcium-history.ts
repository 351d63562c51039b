import {
  HISTORY_BYTES, HISTORY_HEAD, HISTORY_JUMP, HISTORY_JUMPS, RULE_FADED, RULE_FADED_COUNT, RULE_HISTORY_POST, RULE_HISTORY_PRE, RULE_POST_A,
  RULE_POST_AT, RULE_PRE_A, RULE_PRE_AT,
} from './layout'
import { at, i32At, int, realAt, setReal } from './memory'
import { Real } from './real'

/**
 * What a neuron contributes to the calcium of its synapses: its value just after the last jump (A) with the step of that jump (AT), and,
 * for synapses that have not been looked at since, the jumps before it.
 */

/** What is left at step k of a value at an earlier step. */
// @ts-ignore: decorator
@inline export function left(r: usize, value: f64, step: i32, k: i32): f64 {
  const age = k - step
  return value == 0 || age >= int(r, RULE_FADED_COUNT) ? 0 : value * load<f64>(at(r, RULE_FADED) + (<usize>age << 3))
}

/** What is left of a neuron's calcium at step k. */
// @ts-ignore: decorator
@inline export function contribution(r: usize, values: usize, steps: usize, neuron: i32, k: i32): f64 {
  return left(r, <f64>realAt(values, neuron), i32At(steps, neuron), k)
}

// @ts-ignore: decorator
@inline export function recordOf(r: usize, pre: bool, neuron: i32): usize {
  return at(r, pre ? RULE_HISTORY_PRE : RULE_HISTORY_POST) + <usize>neuron * HISTORY_BYTES
}
// @ts-ignore: decorator
@inline export function jumpsIn(record: usize): i32 {
  return load<i32>(record)
}
/** Step at which all synapses of the neuron were up to date. */
// @ts-ignore: decorator
@inline export function knownTo(record: usize): i32 {
  return load<i32>(record, 4)
}
// @ts-ignore: decorator
@inline export function stepOf(record: usize, jump: i32): i32 {
  return load<i32>(record + HISTORY_HEAD + <usize>jump * HISTORY_JUMP)
}
// @ts-ignore: decorator
@inline export function valueOf(record: usize, jump: i32): f64 {
  return load<f64>(record + HISTORY_HEAD + <usize>jump * HISTORY_JUMP + 8)
}
/** The most that the neuron has contributed since. */
// @ts-ignore: decorator
@inline export function peakOf(record: usize): f64 {
  return load<f64>(record, 8)
}
/** The last jump at or before step k. */
// @ts-ignore: decorator
@inline export function jumpBefore(record: usize, k: i32): i32 {
  let jump = jumpsIn(record) - 1
  while (jump > 0 && stepOf(record, jump) > k) jump--
  return jump
}

/** All synapses of a neuron are up to date at step k: only its last jump still counts. */
export function forgetJumps(r: usize, pre: bool, neuron: i32, k: i32): void {
  const record = recordOf(r, pre, neuron), values = at(r, pre ? RULE_PRE_A : RULE_POST_A), steps = at(r, pre ? RULE_PRE_AT : RULE_POST_AT)
  store<i32>(record, 0)
  store<i32>(record, k, 4)
  store<f64>(record, 0, 8)
  note(record, i32At(steps, neuron), <f64>realAt(values, neuron), contribution(r, values, steps, neuron, k))
}

/** Is there no room for another jump? */
// @ts-ignore: decorator
@inline export function isFull(r: usize, pre: bool, neuron: i32): bool {
  return jumpsIn(recordOf(r, pre, neuron)) == HISTORY_JUMPS
}

/** Jump of one neuron's calcium, at the end of step k. */
export function jumpCalcium(r: usize, pre: bool, neuron: i32, k: i32, by: f64): void {
  const values = at(r, pre ? RULE_PRE_A : RULE_POST_A), steps = at(r, pre ? RULE_PRE_AT : RULE_POST_AT)
  const value = <Real>(contribution(r, values, steps, neuron, k) + by)
  setReal(values, neuron, value)
  store<i32>(steps + (<usize>neuron << 2), k)
  note(recordOf(r, pre, neuron), k, <f64>value, <f64>value)
}

function note(record: usize, step: i32, value: f64, contributed: f64): void {
  const count = jumpsIn(record), entry = record + HISTORY_HEAD + <usize>count * HISTORY_JUMP
  store<i32>(entry, step)
  store<f64>(entry, value, 8)
  store<i32>(record, count + 1)
  store<f64>(record, max(peakOf(record), contributed), 8)
}
