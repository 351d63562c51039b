import { exp } from '../../kernels/math.ts'
import type { PlasticityRule } from './rule.ts'

/**
 * Spike-driven synaptic plasticity of Brader, Senn & Fusi (Neural Comput. 19, 2007). Only presynaptic spikes move the internal
 * variable X: up if the postsynaptic membrane is above theta_V and the calcium inside the upper window, down if the membrane is
 * below and the calcium inside the lower window. Between spikes X drifts to the nearer of its two stable states.
 */
export interface SdspParameters {
  tauCalciumMs: number
  jumpCalcium: number
  /** Of the way from rest to threshold. */
  thetaV: number
  upLow: number
  upHigh: number
  downLow: number
  downHigh: number
  stepUp: number
  stepDown: number
  thetaX: number
  driftUpPerS: number
  driftDownPerS: number
}

export interface SdspFactors {
  parameters: SdspParameters
  intervalS: number
  eCalcium: number
}

interface Post {
  calcium: number
  depolarisation: number
}
interface Synapse {
  x: number
}

const clip = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x)

export const sdsp: PlasticityRule<SdspParameters, SdspFactors, undefined, Post, Synapse> = {
  id: 'sdsp',
  title: 'SDSP',
  source: 'Brader, Senn & Fusi, Neural Comput. 19 (2007)',

  derive: (parameters, intervalMs) => ({
    parameters,
    intervalS: intervalMs / 1000,
    eCalcium: exp(-intervalMs / parameters.tauCalciumMs),
  }),

  restPre: () => undefined,
  restPost: () => ({ calcium: 0, depolarisation: 0 }),
  restSynapse: (_parameters, hiddenWeight) => ({ x: hiddenWeight }),

  evolveSynapse({ parameters: p, intervalS }, _pre, _post, synapse) {
    const drift = synapse.x > p.thetaX ? p.driftUpPerS : -p.driftDownPerS
    synapse.x = clip(synapse.x + drift * intervalS)
  },
  evolvePre: () => undefined,
  evolvePost(factors, post) {
    post.calcium *= factors.eCalcium
  },

  learnPre({ parameters: p }, _pre, post, synapse) {
    const { calcium, depolarisation } = post
    if (depolarisation > p.thetaV) {
      if (p.upLow < calcium && calcium < p.upHigh) synapse.x = clip(synapse.x + p.stepUp)
    } else if (p.downLow < calcium && calcium < p.downHigh) synapse.x = clip(synapse.x - p.stepDown)
  },
  learnPost: () => undefined,

  jumpPre: () => undefined,
  jumpPost({ parameters: p }, post) {
    post.calcium += p.jumpCalcium
  },

  senseMembrane(post, depolarisation) {
    post.depolarisation = depolarisation
  },

  hiddenWeight: (synapse) => synapse.x,
  efficacy: ({ parameters: p }, synapse) => (synapse.x > p.thetaX ? 1 : 0),
}
