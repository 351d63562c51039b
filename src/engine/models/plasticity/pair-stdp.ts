import { exp } from '../../kernels/math.ts'
import type { PlasticityRule } from './rule.ts'

/**
 * Pair-based STDP with additive steps. All-to-all: every pair of spikes counts, a trace sums over spikes. Nearest-neighbour: a
 * spike pairs with the latest one of the other side only, a trace is reset by every spike (the symmetric scheme in the terms
 * of Morrison, Diesmann & Gerstner 2008).
 */
export interface PairStdpParameters {
  pairing: 'all-to-all' | 'nearest-neighbour'
  tauPlusMs: number
  tauMinusMs: number
  /** Largest steps, as fractions of the weight's range. */
  stepPlus: number
  stepMinus: number
}

/** Song, Miller & Abbott (2000): 20 ms on both sides, depression 5% larger. */
export const songMillerAbbott: PairStdpParameters = {
  pairing: 'all-to-all',
  tauPlusMs: 20,
  tauMinusMs: 20,
  stepPlus: 0.005,
  stepMinus: 0.00525,
}

/**
 * The window that Froemke & Dan (2002) measured in visual cortex, with the values Izhikevich & Desai (2003) used to relate it to
 * BCM: A+ 1.03, A- 0.51, tau+ 14 ms, tau- 34 ms. Nearest-neighbour pairing gives it a rate above which it potentiates. Scaled
 * to steps of a weight between 0 and 1.
 */
export const froemkeDan: PairStdpParameters = {
  pairing: 'nearest-neighbour',
  tauPlusMs: 14,
  tauMinusMs: 34,
  stepPlus: 0.0103,
  stepMinus: 0.0051,
}

export interface PairStdpFactors {
  parameters: PairStdpParameters
  ePlus: number
  eMinus: number
}

interface TraceState {
  x: number
}
interface Weight {
  w: number
}

const clip = (w: number): number => (w < 0 ? 0 : w > 1 ? 1 : w)

export const pairStdp: PlasticityRule<PairStdpParameters, PairStdpFactors, TraceState, TraceState, Weight> = {
  id: 'pair-stdp',
  title: 'Pair STDP',
  source: 'Song, Miller & Abbott, Nat. Neurosci. 3 (2000); Morrison, Diesmann & Gerstner, Biol. Cybern. 98 (2008)',

  derive: (parameters, intervalMs) => ({
    parameters,
    ePlus: exp(-intervalMs / parameters.tauPlusMs),
    eMinus: exp(-intervalMs / parameters.tauMinusMs),
  }),

  restPre: () => ({ x: 0 }),
  restPost: () => ({ x: 0 }),
  restSynapse: (_parameters, hiddenWeight) => ({ w: hiddenWeight }),

  evolveSynapse: () => undefined,
  evolvePre(factors, pre) {
    pre.x *= factors.ePlus
  },
  evolvePost(factors, post) {
    post.x *= factors.eMinus
  },

  learnPre({ parameters: p }, _pre, post, synapse) {
    synapse.w = clip(synapse.w - p.stepMinus * post.x)
  },
  learnPost({ parameters: p }, pre, _post, synapse) {
    synapse.w = clip(synapse.w + p.stepPlus * pre.x)
  },

  jumpPre({ parameters: p }, pre) {
    pre.x = p.pairing === 'all-to-all' ? pre.x + 1 : 1
  },
  jumpPost({ parameters: p }, post) {
    post.x = p.pairing === 'all-to-all' ? post.x + 1 : 1
  },

  hiddenWeight: (synapse) => synapse.w,
  efficacy: (_factors, synapse) => synapse.w,
}
