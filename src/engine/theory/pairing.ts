import type { BcallParameters } from '../models/plasticity/bcall.ts'
import { periodicTrace, postTrace, preTrace, type Trace } from './traces.ts'

/**
 * A rule that learns from pairs: a presynaptic spike depresses by etaMinus times the postsynaptic trace, a postsynaptic spike
 * potentiates by etaPlus times the presynaptic trace. BCaLL without gates, and pair-based STDP of either pairing, are such
 * rules. All forms hold while the hidden weight is away from its bounds, and leave the bistable drift out.
 */
export interface PairRule {
  pre: Trace
  post: Trace
  etaPlus: number
  etaMinus: number
}

export function pairRuleOf(rule: BcallParameters): PairRule {
  return { pre: preTrace(rule), post: postTrace(rule), etaPlus: rule.etaPlus, etaMinus: rule.etaMinus }
}

/**
 * STDP window of one pair from rest, lag = t_post - t_pre: +etaPlus jump_pre exp(-lag/tau_pre) for lag > 0,
 * -etaMinus jump_post exp(-|lag|/tau_post) for lag < 0, and 0 for coincidence, where both sides are still blind to each other.
 */
export function stdpWindow(rule: PairRule, lagMs: number): number {
  if (lagMs === 0) return 0
  return lagMs > 0
    ? rule.etaPlus * rule.pre.jump * Math.exp(-lagMs / rule.pre.tauMs)
    : -rule.etaMinus * rule.post.jump * Math.exp(lagMs / rule.post.tauMs)
}

/**
 * Change by the n-th of periodic pairs (period T, |lag| < T) that started from rest; n = Infinity is the stationary change.
 * Pre before post: its postsynaptic spike finds the presynaptic trace after n spikes, decayed for the lag; its presynaptic
 * spike finds the postsynaptic trace after n - 1 spikes, decayed for T - lag. Post before pre: the other way round. At lag 0
 * both find the other's trace after n - 1 spikes, decayed for T.
 */
export function pairChange(rule: PairRule, lagMs: number, periodMs: number, n = Infinity): number {
  const seen = (trace: Trace, spikes: number, agoMs: number) =>
    periodicTrace(trace, periodMs, spikes) * Math.exp(-agoMs / trace.tauMs)
  const [preSpikes, preAgoMs] = lagMs > 0 ? [n, lagMs] : [n - 1, periodMs + lagMs]
  const [postSpikes, postAgoMs] = lagMs < 0 ? [n, -lagMs] : [n - 1, periodMs - lagMs]
  return rule.etaPlus * seen(rule.pre, preSpikes, preAgoMs) - rule.etaMinus * seen(rule.post, postSpikes, postAgoMs)
}

/** Total change by n periodic pairs from rest: the transient, summed. */
export function pairsChange(rule: PairRule, lagMs: number, periodMs: number, pairs: number): number {
  let sum = 0
  for (let n = 1; n <= pairs; n++) sum += pairChange(rule, lagMs, periodMs, n)
  return sum
}

/**
 * Pairing frequency (Hz) above which stationary pairs with this lag potentiate; NaN where the sign never changes. From equal
 * size of both terms for post before pre; found by bisection, because the traces' own saturation is in both terms.
 */
export function crossingFrequencyHz(rule: PairRule, lagMs: number): number {
  const change = (frequencyHz: number) => pairChange(rule, lagMs, 1000 / frequencyHz)
  let low = 1e-3
  let high = lagMs === 0 ? 1e5 : 999.999 / Math.abs(lagMs)
  if (change(low) > 0 || change(high) < 0) return NaN
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (change(middle) > 0) high = middle
    else low = middle
  }
  return (low + high) / 2
}
