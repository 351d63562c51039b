import type { PairRule } from './pairing.ts'
import { meanTrace, relaxationPerMs } from './traces.ts'

/** Which order of spikes is favoured: none, postsynaptic spikes leading, or presynaptic spikes leading. */
export type Bias = 'independent' | 'post-pre' | 'pre-post'

export interface Drift {
  /** Per second; both are positive, the net drift is their difference. */
  ltpPerS: number
  ltdPerS: number
}

/**
 * Mean change of the hidden weight per second under independent Poisson trains: every postsynaptic spike finds the mean
 * presynaptic trace and the other way round, d<w>/dt = r_i r_j [etaPlus m_i / r_i - etaMinus m_j / r_j]
 * with the means of meanTrace. Exact in the stationary state, away from the bounds, without gates.
 */
export function poissonDrift(rule: PairRule, preHz: number, postHz: number): Drift {
  return {
    ltpPerS: postHz * rule.etaPlus * meanTrace(rule.pre, preHz),
    ltdPerS: preHz * rule.etaMinus * meanTrace(rule.post, postHz),
  }
}

/**
 * The same for trains in which the slower one consists of copies of spikes of the faster one, shifted by shiftMs: a random
 * fraction r_slow / r_fast of the spikes is copied, so both trains are Poisson with their stated rates.
 *
 * Pre before post: of the postsynaptic spikes, r_slow per second find a presynaptic spike exactly shiftMs ago. Right after that
 * spike the expected trace is m + (jump - (1 - carry) m), an excess of jump - (1 - carry) m over its mean; the other
 * presynaptic spikes go on as a Poisson train, so the excess relaxes at 1/tau + (1 - carry) r. Presynaptic spikes find nothing
 * unusual, because the copies lie in their future. Hence only the potentiation changes, by
 * r_slow etaPlus (jump - (1 - carry) m) exp(-shift (1/tau + (1 - carry) r)). Post before pre: the same for depression.
 */
export function biasedDrift(rule: PairRule, preHz: number, postHz: number, bias: Bias, shiftMs: number): Drift {
  if (bias === 'independent') return poissonDrift(rule, preHz, postHz)
  return correlatedDrift(rule, preHz, postHz, Math.min(preHz, postHz), bias === 'pre-post' ? shiftMs : -shiftMs)
}

/**
 * The same when only `copiesHz` spikes per second stand together, at one lag = t_post - t_pre, and all others are independent; both
 * trains stay Poisson. The argument above holds copy by copy: what a copy finds is the trace right after its original, whose excess
 * over the mean has relaxed for the lag, while the other side's copies lie in the future. With correlation c and a common rate r
 * (copiesHz = c r) the drift per second gains c r eta (jump - (1 - carry) m) exp(-|lag| (1/tau + (1 - carry) r)), of potentiation for
 * a positive and of depression for a negative lag. At lag 0 both sides are blind to each other and nothing is gained.
 */
export function correlatedDrift(rule: PairRule, preHz: number, postHz: number, copiesHz: number, lagMs: number): Drift {
  const drift = poissonDrift(rule, preHz, postHz)
  if (lagMs === 0) return drift
  const [trace, rateHz, eta] = lagMs > 0 ? [rule.pre, preHz, rule.etaPlus] : [rule.post, postHz, rule.etaMinus]
  const excess = trace.jump - (1 - trace.carry) * meanTrace(trace, rateHz)
  const extra = copiesHz * eta * excess * Math.exp(-Math.abs(lagMs) * relaxationPerMs(trace, rateHz))
  return lagMs > 0 ? { ...drift, ltpPerS: drift.ltpPerS + extra } : { ...drift, ltdPerS: drift.ltdPerS + extra }
}

export function netPerS({ ltpPerS, ltdPerS }: Drift): number {
  return ltpPerS - ltdPerS
}

/**
 * The common rate at which depression turns into potentiation: with A = etaPlus jump_i tau_i, B = etaMinus jump_j tau_j and
 * s = (1 - carry) tau, A / (1 + r s_i) = B / (1 + r s_j) gives r* = (B - A) / (A s_j - B s_i). NaN where there is no positive
 * crossing from depression to potentiation. For bounded traces of equal jump it scales as 1/jump.
 */
export function transitionRateHz({ pre, post, etaPlus, etaMinus }: PairRule): number {
  const a = etaPlus * pre.jump * pre.tauMs
  const b = etaMinus * post.jump * post.tauMs
  const slope = a * (1 - post.carry) * post.tauMs - b * (1 - pre.carry) * pre.tauMs
  return b > a && slope > 0 ? (1000 * (b - a)) / slope : NaN
}

/**
 * Border between depression and potentiation in the plane of the rates: the postsynaptic rate at which independent trains
 * balance, r_j = (K (1 + r_i s_i) - 1) / s_j with K = B / A as in transitionRateHz. NaN where there is none.
 */
export function borderPostHz({ pre, post, etaPlus, etaMinus }: PairRule, preHz: number): number {
  const ratio = (etaMinus * post.jump * post.tauMs) / (etaPlus * pre.jump * pre.tauMs)
  const rate =
    (1000 * (ratio * (1 + (preHz / 1000) * (1 - pre.carry) * pre.tauMs) - 1)) / ((1 - post.carry) * post.tauMs)
  return rate > 0 && Number.isFinite(rate) ? rate : NaN
}

/** The same border for biased trains, by bisection between two postsynaptic rates. */
export function biasedBorderPostHz(
  rule: PairRule,
  preHz: number,
  bias: Bias,
  shiftMs: number,
  [fromHz, toHz]: readonly [number, number],
): number {
  const net = (postHz: number) => netPerS(biasedDrift(rule, preHz, postHz, bias, shiftMs))
  let [low, high] = [fromHz, toHz]
  if (!(net(low) < 0 && net(high) > 0)) return NaN
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (net(middle) > 0) high = middle
    else low = middle
  }
  return (low + high) / 2
}

/** Postsynaptic rate of deepest depression on the diagonal, searched on a fine logarithmic grid up to the transition. */
export function troughRateHz(rule: PairRule): number {
  const transition = transitionRateHz(rule)
  let best = NaN
  let lowest = 0
  for (let k = 1; k < 400; k++) {
    const rate = (transition * k) / 400
    const net = netPerS(poissonDrift(rule, rate, rate))
    if (net < lowest) [best, lowest] = [rate, net]
  }
  return best
}
