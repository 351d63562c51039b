import type { PlasticityRule } from '../../models/plasticity/rule.ts'
import type { Trains } from './trains.ts'

/** The state of one pair at an instant, for those who look on. */
export interface Instant<Pre, Post, Syn> {
  timeMs: number
  /** What happens at this instant. */
  pre: boolean
  post: boolean
  before: { pre: Pre; post: Post; synapse: Syn }
  after: { pre: Pre; post: Post; synapse: Syn }
}

export interface PlayOptions<Pre, Post, Syn> {
  hiddenWeight: number
  endMs: number
  /** Instants without spikes to look at as well, ascending, up to the end. */
  alsoAtMs?: readonly number[]
  onInstant?: (instant: Instant<Pre, Post, Syn>) => void
}

/**
 * Runs one synapse from spike to spike, exactly, from the first spike to endMs: the order at one instant is the schedule's
 * (decay, LTD, LTP, jumps). Returns the final hidden weight.
 */
export function playPair<P, F, Pre extends object | undefined, Post extends object, Syn extends object>(
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  parameters: P,
  trains: Trains,
  { hiddenWeight, endMs, alsoAtMs = [], onInstant }: PlayOptions<Pre, Post, Syn>,
): number {
  const pre = rule.restPre(parameters)
  const post = rule.restPost(parameters)
  const synapse = rule.restSynapse(parameters, hiddenWeight)
  const copies = () => ({ pre: copy(pre), post: copy(post), synapse: copy(synapse) })
  visitInstants(rule, parameters, trains, [...alsoAtMs, endMs], (timeMs, intervalMs, isPre, isPost, depolarisation) => {
    const factors = rule.derive(parameters, intervalMs)
    rule.evolveSynapse(factors, pre, post, synapse)
    rule.evolvePre(factors, pre)
    rule.evolvePost(factors, post)
    const before = onInstant === undefined ? undefined : copies()
    rule.senseMembrane?.(post, depolarisation)
    if (isPre) rule.learnPre(factors, pre, post, synapse)
    if (isPost) rule.learnPost(factors, pre, post, synapse)
    if (isPre) rule.jumpPre(factors, pre)
    if (isPost) rule.jumpPost(factors, post)
    if (before !== undefined) onInstant?.({ timeMs, pre: isPre, post: isPost, before, after: copies() })
  })
  return rule.hiddenWeight(synapse)
}

/** Change of the hidden weight of a synapse that is held at one value: what learning would do there, bounds and history aside. */
export interface Drive {
  /** Sum of the changes upwards, and of those downwards (as a positive number). */
  ltp: number
  ltd: number
}

/**
 * Sums what every interval and every spike from startMs on would change, putting the synapse back to `held` each time. Rules
 * with a bistable drift of their own have it switched off by their parameters where it is not meant.
 */
export function heldDrive<P, F, Pre, Post, Syn>(
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  parameters: P,
  trains: Trains,
  { held, startMs, endMs }: { held: number; startMs: number; endMs: number },
): Drive {
  const pre = rule.restPre(parameters)
  const post = rule.restPost(parameters)
  let synapse = rule.restSynapse(parameters, held)
  // A rule that rounds what it stores may not have the very value.
  const start = rule.hiddenWeight(synapse)
  let [ltp, ltd] = [0, 0]
  const account = (counts: boolean) => {
    const change = rule.hiddenWeight(synapse) - start
    // What is no number is no change downwards either: it must not go unnoticed.
    if (counts && change < 0) ltd -= change
    else if (counts) ltp += change
    if (change !== 0) synapse = rule.restSynapse(parameters, held)
  }
  visitInstants(rule, parameters, trains, [startMs, endMs], (timeMs, intervalMs, isPre, isPost, depolarisation) => {
    const factors = rule.derive(parameters, intervalMs)
    rule.evolveSynapse(factors, pre, post, synapse)
    account(timeMs > startMs)
    rule.evolvePre(factors, pre)
    rule.evolvePost(factors, post)
    rule.senseMembrane?.(post, depolarisation)
    if (isPre) rule.learnPre(factors, pre, post, synapse)
    account(timeMs >= startMs && timeMs < endMs)
    if (isPost) rule.learnPost(factors, pre, post, synapse)
    account(timeMs >= startMs && timeMs < endMs)
    if (isPre) rule.jumpPre(factors, pre)
    if (isPost) rule.jumpPost(factors, post)
  })
  return { ltp, ltd }
}

type Visit = (timeMs: number, intervalMs: number, isPre: boolean, isPost: boolean, depolarisation: number) => void

/** Merges the two trains into instants; the stops are instants too, whether anything happens then or not. The last ends it. */
function visitInstants<P, F, Pre, Post, Syn>(
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  parameters: P,
  { preMs, postMs }: Trains,
  stopsMs: readonly number[],
  visit: Visit,
): void {
  const delayMs = rule.preDelayMs?.(parameters) ?? 0
  let [i, j, stop] = [0, 0, 0]
  let last = NaN
  while (stop < stopsMs.length) {
    const pre = i < preMs.length ? preMs[i] + delayMs : Infinity
    const post = j < postMs.length ? postMs[j] : Infinity
    const now = Math.min(pre, post, stopsMs[stop])
    const isPre = pre === now
    const isPost = post === now
    visit(now, Number.isNaN(last) ? 0 : now - last, isPre, isPost, climbed(postMs, j, now))
    if (isPre) i++
    if (isPost) j++
    if (stopsMs[stop] === now) stop++
    last = now
  }
}

/**
 * How far the membrane has climbed towards its next spike: a constant current drives a linear integrate-and-fire neuron (Fusi &
 * Mattia 1999) from reset to threshold in exactly the time between two spikes. At rest before the first and after the last.
 */
function climbed(postMs: Float64Array, next: number, nowMs: number): number {
  if (next === 0 || next === postMs.length) return 0
  return (nowMs - postMs[next - 1]) / (postMs[next] - postMs[next - 1])
}

function copy<T extends object | undefined>(state: T): T {
  return state === undefined ? state : { ...state }
}
