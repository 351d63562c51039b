import { exp } from '../../kernels/math.ts'
import type { PlasticityRule } from './rule.ts'

/**
 * Triplet STDP of Pfister & Gerstner (J. Neurosci. 26, 2006), all-to-all: two traces on either side, all jumping by one.
 * Presynaptic spike: w <- w - o1 (A2- + A3- r2); postsynaptic spike: w <- w + r1 (A2+ + A3+ o2), where the slow traces r2 and
 * o2 are read just before their own spike's jump (their equations 3 and 4).
 */
export interface TripletParameters {
  tauPlusMs: number
  tauMinusMs: number
  tauXMs: number
  tauYMs: number
  pairPlus: number
  pairMinus: number
  tripletPlus: number
  tripletMinus: number
}

export interface TripletFactors {
  parameters: TripletParameters
  ePlus: number
  eMinus: number
  eX: number
  eY: number
}

interface TwoTraces {
  fast: number
  slow: number
}
interface Weight {
  w: number
}

const clip = (w: number): number => (w < 0 ? 0 : w > 1 ? 1 : w)

export const triplet: PlasticityRule<TripletParameters, TripletFactors, TwoTraces, TwoTraces, Weight> = {
  id: 'triplet',
  title: 'Triplet STDP',
  source: 'Pfister & Gerstner, J. Neurosci. 26 (2006), equations 3 and 4',

  derive: (parameters, intervalMs) => ({
    parameters,
    ePlus: exp(-intervalMs / parameters.tauPlusMs),
    eMinus: exp(-intervalMs / parameters.tauMinusMs),
    eX: exp(-intervalMs / parameters.tauXMs),
    eY: exp(-intervalMs / parameters.tauYMs),
  }),

  restPre: () => ({ fast: 0, slow: 0 }),
  restPost: () => ({ fast: 0, slow: 0 }),
  restSynapse: (_parameters, hiddenWeight) => ({ w: hiddenWeight }),

  evolveSynapse: () => undefined,
  evolvePre(factors, pre) {
    pre.fast *= factors.ePlus
    pre.slow *= factors.eX
  },
  evolvePost(factors, post) {
    post.fast *= factors.eMinus
    post.slow *= factors.eY
  },

  learnPre({ parameters: p }, pre, post, synapse) {
    synapse.w = clip(synapse.w - post.fast * (p.pairMinus + p.tripletMinus * pre.slow))
  },
  learnPost({ parameters: p }, pre, post, synapse) {
    synapse.w = clip(synapse.w + pre.fast * (p.pairPlus + p.tripletPlus * post.slow))
  },

  jumpPre(_factors, pre) {
    pre.fast += 1
    pre.slow += 1
  },
  jumpPost(_factors, post) {
    post.fast += 1
    post.slow += 1
  },

  hiddenWeight: (synapse) => synapse.w,
  efficacy: (_factors, synapse) => synapse.w,
}
