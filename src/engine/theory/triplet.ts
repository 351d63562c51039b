import type { TripletParameters } from '../models/plasticity/triplet.ts'

/**
 * Mean change per second of the all-to-all triplet rule under independent Poisson trains (Pfister & Gerstner 2006, the mapping
 * to BCM): r_i r_j (A2+ tau+ - A2- tau-) + A3+ tau+ tau_y r_i r_j^2 - A3- tau- tau_x r_i^2 r_j. Exact away from bounds.
 */
export function tripletDriftPerS(p: TripletParameters, preHz: number, postHz: number): number {
  const [pre, post] = [preHz / 1000, postHz / 1000]
  const pairs = p.pairPlus * p.tauPlusMs - p.pairMinus * p.tauMinusMs
  const triplets = p.tripletPlus * p.tauPlusMs * p.tauYMs * post - p.tripletMinus * p.tauMinusMs * p.tauXMs * pre
  return 1000 * pre * post * (pairs + triplets)
}

/** Postsynaptic rate at which depression turns into potentiation: the sliding threshold of BCM, for A2+ = A3- = 0. */
export function tripletThresholdHz(p: TripletParameters): number {
  return (1000 * (p.pairMinus * p.tauMinusMs - p.pairPlus * p.tauPlusMs)) / (p.tripletPlus * p.tauPlusMs * p.tauYMs)
}

/**
 * Total change by n periodic pairs of period T from rest, lag = t_post - t_pre: every trace found by the k-th spike is a
 * geometric sum over the earlier ones. r1 and o1 follow the pairing as in pairChange; the slow traces r2 and o2 are found just
 * before their own spike, so after k - 1 spikes, decayed for a period.
 */
export function tripletPairsChange(p: TripletParameters, lagMs: number, periodMs: number, pairs: number): number {
  const sum = (tauMs: number, spikes: number, agoMs: number) =>
    spikes === 0
      ? 0
      : (Math.exp(-agoMs / tauMs) * Math.expm1((-spikes * periodMs) / tauMs)) / Math.expm1(-periodMs / tauMs)
  let total = 0
  for (let k = 1; k <= pairs; k++) {
    const r1 = lagMs > 0 ? sum(p.tauPlusMs, k, lagMs) : sum(p.tauPlusMs, k - 1, periodMs + lagMs)
    const o1 = lagMs < 0 ? sum(p.tauMinusMs, k, -lagMs) : sum(p.tauMinusMs, k - 1, periodMs - lagMs)
    const o2 = sum(p.tauYMs, k - 1, periodMs)
    const r2 = sum(p.tauXMs, k - 1, periodMs)
    total += r1 * (p.pairPlus + p.tripletPlus * o2) - o1 * (p.pairMinus + p.tripletMinus * r2)
  }
  return total
}
