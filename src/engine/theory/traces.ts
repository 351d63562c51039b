import type { BcallParameters } from '../models/plasticity/bcall.ts'

/**
 * Closed forms of one trace. A trace decays as exp(-t / tau) and jumps at its own spikes, x <- carry x + jump. A bounded
 * trace has carry = 1 - jump, an unbounded one carry = 1, and carry = 0 with jump = 1 remembers only the latest spike
 * (nearest-neighbour pairing). Times in ms; rates in Hz in the arguments, 1/ms in the comments.
 */
export interface Trace {
  tauMs: number
  jump: number
  carry: number
}

export function preTrace(rule: BcallParameters): Trace {
  return { tauMs: rule.tauPreMs, jump: rule.jumpPre, carry: rule.boundedTraces ? 1 - rule.jumpPre : 1 }
}

export function postTrace(rule: BcallParameters): Trace {
  return { tauMs: rule.tauPostMs, jump: rule.jumpPost, carry: rule.boundedTraces ? 1 - rule.jumpPost : 1 }
}

/**
 * Mean under a Poisson train of rate r: from d<x>/dt = -<x>/tau + r (jump - (1 - carry) <x>) = 0,
 * <x> = jump r tau / (1 + (1 - carry) r tau). Poisson arrivals see time averages (Wolff 1982), so this is also what an
 * independent spike of the other side finds. Exact in the stationary state.
 */
export function meanTrace({ tauMs, jump, carry }: Trace, rateHz: number): number {
  const perTau = (rateHz * tauMs) / 1000
  return (jump * perTau) / (1 + (1 - carry) * perTau)
}

/**
 * Mean square under a Poisson train: from 0 = -2 <x2>/tau + r <(carry x + jump)2 - x2>,
 * <x2> = r (2 jump carry <x> + jump2) / (2/tau + r (1 - carry2)). Exact in the stationary state.
 */
export function meanSquareTrace(trace: Trace, rateHz: number): number {
  const { tauMs, jump, carry } = trace
  const rate = rateHz / 1000
  return (rate * (2 * jump * carry * meanTrace(trace, rateHz) + jump * jump)) / (2 / tauMs + rate * (1 - carry * carry))
}

/** Rate (1/ms) at which the expected trace forgets a perturbation under Poisson firing: 1/tau + (1 - carry) r. */
export function relaxationPerMs({ tauMs, carry }: Trace, rateHz: number): number {
  return 1 / tauMs + ((1 - carry) * rateHz) / 1000
}

/**
 * Just after the n-th spike of a periodic train that started from rest: x_n = jump (1 - q^n) / (1 - q) with
 * q = carry exp(-T/tau), the sum of a geometric series. n = Infinity is the stationary value jump / (1 - q).
 */
export function periodicTrace({ tauMs, jump, carry }: Trace, periodMs: number, n = Infinity): number {
  const q = carry * Math.exp(-periodMs / tauMs)
  // An unbounded trace with a period far below tau: q rounds to 1 and the series to n equal terms.
  if (q === 1) return jump * n
  return (jump * (1 - (n === Infinity ? 0 : Math.pow(q, n)))) / (1 - q)
}

/**
 * The trace at a time, from rest, as an explicit sum over its spikes: with n spikes up to t,
 * x(t) = jump sum_k carry^(n-k) exp(-(t - t_k)/tau). Independent of any recursion, so it can judge one.
 */
export function traceAt({ tauMs, jump, carry }: Trace, spikesMs: ArrayLike<number>, timeMs: number): number {
  let n = 0
  while (n < spikesMs.length && spikesMs[n] <= timeMs) n++
  let x = 0
  for (let k = 0; k < n; k++) x += jump * Math.pow(carry, n - 1 - k) * Math.exp(-(timeMs - spikesMs[k]) / tauMs)
  return x
}
