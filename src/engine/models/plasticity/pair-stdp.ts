import { exp } from '../../kernels/math.ts'
import type { BcallParameters } from './bcall.ts'
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

/**
 * Pair STDP is BCaLL without gates and drift: traces that a spike sets to one (nearest-neighbour) or raises by one (all-to-all).
 * A network runs it on BCaLL's kernel.
 */
export function asBcall(p: PairStdpParameters, shared: Pick<BcallParameters, 'thetaW' | 'efficacy'>): BcallParameters {
  return {
    ...shared,
    tauPreMs: p.tauPlusMs,
    tauPostMs: p.tauMinusMs,
    jumpPre: 1,
    jumpPost: 1,
    boundedTraces: p.pairing === 'nearest-neighbour',
    etaPlus: p.stepPlus,
    etaMinus: p.stepMinus,
    bistable: false,
    driftPerS: 0,
    stopLearning: { on: false, tauMs: 100, jump: 0, ltdLow: 0, ltdHigh: 1, ltpLow: 0, ltpHigh: 1 },
  }
}
