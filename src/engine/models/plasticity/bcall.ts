import { exp } from '../../kernels/math.ts'
import type { PlasticityRule } from './rule.ts'

/**
 * BCaLL, the bounded, bistable, calcium-based local Hebbian rule: bounded traces on both sides, a hidden weight with two stable
 * states, and calcium gates that stop learning. The form is this project's simplest one with the properties that Soares Girao,
 * Risi and Chicca (arXiv 2504.06796) state; neither equations nor numbers are quoted from the paper.
 */
export interface BcallParameters {
  tauPreMs: number
  tauPostMs: number
  jumpPre: number
  jumpPost: number
  boundedTraces: boolean
  etaPlus: number
  etaMinus: number
  bistable: boolean
  driftPerS: number
  thetaW: number
  efficacy: 'binary' | 'graded'
  stopLearning: StopLearning
}

export interface StopLearning {
  on: boolean
  tauMs: number
  jump: number
  ltdLow: number
  ltdHigh: number
  ltpLow: number
  ltpHigh: number
}

export interface BcallFactors {
  parameters: BcallParameters
  /** exp(-dt/tau) of the two traces and the calcium. */
  ePre: number
  ePost: number
  eC: number
  /** alpha dt, the drift over the interval. */
  drift: number
}

export interface BcallPre {
  x: number
}
export interface BcallPost {
  x: number
  c: number
}
export interface BcallSynapse {
  w: number
}

const clip = (w: number): number => (w < 0 ? 0 : w > 1 ? 1 : w)

/** Is the calcium strictly between the gate's two thresholds? Always, when stop-learning is off. */
export function gateOpen(stop: StopLearning, low: number, high: number, c: number): boolean {
  return !stop.on || (low < c && c < high)
}

export const bcall: PlasticityRule<BcallParameters, BcallFactors, BcallPre, BcallPost, BcallSynapse> = {
  id: 'bcall',
  title: 'BCaLL',
  source: 'Form of this project, after the properties stated in arXiv 2504.06796',

  derive: (parameters, intervalMs) => ({
    parameters,
    ePre: exp(-intervalMs / parameters.tauPreMs),
    ePost: exp(-intervalMs / parameters.tauPostMs),
    eC: exp(-intervalMs / parameters.stopLearning.tauMs),
    drift: parameters.bistable ? (parameters.driftPerS * intervalMs) / 1000 : 0,
  }),

  restPre: () => ({ x: 0 }),
  restPost: () => ({ x: 0, c: 0 }),
  restSynapse: (_parameters, hiddenWeight) => ({ w: hiddenWeight }),

  evolveSynapse(factors, _pre, _post, synapse) {
    synapse.w = clip(synapse.w + (synapse.w > factors.parameters.thetaW ? factors.drift : -factors.drift))
  },
  evolvePre(factors, pre) {
    pre.x *= factors.ePre
  },
  evolvePost(factors, post) {
    post.x *= factors.ePost
    post.c *= factors.eC
  },

  learnPre({ parameters: p }, _pre, post, synapse) {
    const stop = p.stopLearning
    if (gateOpen(stop, stop.ltdLow, stop.ltdHigh, post.c)) synapse.w = clip(synapse.w - p.etaMinus * post.x)
  },
  learnPost({ parameters: p }, pre, post, synapse) {
    const stop = p.stopLearning
    if (gateOpen(stop, stop.ltpLow, stop.ltpHigh, post.c)) synapse.w = clip(synapse.w + p.etaPlus * pre.x)
  },

  jumpPre({ parameters: p }, pre) {
    pre.x += p.jumpPre * (p.boundedTraces ? 1 - pre.x : 1)
  },
  jumpPost({ parameters: p }, post) {
    post.x += p.jumpPost * (p.boundedTraces ? 1 - post.x : 1)
    post.c += p.stopLearning.jump * (1 - post.c)
  },

  hiddenWeight: (synapse) => synapse.w,
  efficacy: ({ parameters: p }, synapse) => (p.efficacy === 'graded' ? synapse.w : synapse.w > p.thetaW ? 1 : 0),
}
