import { exp, log } from '../../kernels/math.ts'
import type { PlasticityRule } from './rule.ts'

/**
 * Calcium-based plasticity of Graupner & Brunel (PNAS 109, 2012), with the linear calcium of their main text. Calcium sums
 * over pre- and postsynaptic jumps; the efficacy variable rho follows
 *   tau drho/dt = -rho (1 - rho) (1/2 - rho) + gamma_p (1 - rho) [c > theta_p] - gamma_d rho [c > theta_d]
 *                 + sigma sqrt(tau) sqrt([c > theta_p] + [c > theta_d]) noise.
 * Between spikes the calcium only falls, so it leaves potentiation and then depression at known times. In these stretches the
 * cubic drift, hundreds of times weaker, is left out as in the authors' own analysis, and rho is an Ornstein-Uhlenbeck process
 * with an exact step; below both thresholds only the cubic drift acts, and it too has a closed form. Nothing is discretised.
 */
export interface CalciumParameters {
  tauCalciumMs: number
  calciumPre: number
  calciumPost: number
  preDelayMs: number
  thetaDepression: number
  thetaPotentiation: number
  gammaDepression: number
  gammaPotentiation: number
  /** sigma; without a source of noise the rule follows the mean. */
  noise: number
  tauS: number
  /** Share of synapses that start closed, and what an open synapse transmits relative to a closed one. */
  downFraction: number
  strengthOpen: number
}

export interface CalciumFactors {
  parameters: CalciumParameters
  intervalMs: number
  eCalcium: number
}

interface Calcium {
  c: number
}
interface Synapse {
  rho: number
}

/** The rule; `normal` draws from a standard normal distribution, and is absent for the mean dynamics. */
export function calciumRule(
  normal?: () => number,
): PlasticityRule<CalciumParameters, CalciumFactors, Calcium, Calcium, Synapse> {
  return {
    id: 'calcium',
    title: 'Calcium',
    source: 'Graupner & Brunel, PNAS 109 (2012)',

    derive: (parameters, intervalMs) => ({
      parameters,
      intervalMs,
      eCalcium: exp(-intervalMs / parameters.tauCalciumMs),
    }),

    restPre: () => ({ c: 0 }),
    restPost: () => ({ c: 0 }),
    restSynapse: (_parameters, hiddenWeight) => ({ rho: hiddenWeight }),

    evolveSynapse({ parameters: p, intervalMs }, pre, post, synapse) {
      const c = pre.c + post.c
      const untilLtp = timeAbove(c, p.thetaPotentiation, intervalMs, p.tauCalciumMs)
      const untilLtd = timeAbove(c, p.thetaDepression, intervalMs, p.tauCalciumMs)
      const both = Math.min(untilLtp, untilLtd)
      const either = Math.max(untilLtp, untilLtd)
      let rho = synapse.rho
      if (both > 0) rho = relax(p, rho, both, true, true, normal)
      if (either > both) rho = relax(p, rho, either - both, untilLtp > untilLtd, untilLtd > untilLtp, normal)
      if (intervalMs > either) rho = settle(rho, (intervalMs - either) / 1000 / p.tauS)
      synapse.rho = rho
    },
    evolvePre(factors, pre) {
      pre.c *= factors.eCalcium
    },
    evolvePost(factors, post) {
      post.c *= factors.eCalcium
    },

    learnPre: () => undefined,
    learnPost: () => undefined,

    jumpPre({ parameters: p }, pre) {
      pre.c += p.calciumPre
    },
    jumpPost({ parameters: p }, post) {
      post.c += p.calciumPost
    },

    preDelayMs: (parameters) => parameters.preDelayMs,

    hiddenWeight: (synapse) => synapse.rho,
    efficacy: (_factors, synapse) => synapse.rho,
  }
}

function timeAbove(c: number, theta: number, intervalMs: number, tauMs: number): number {
  return c <= theta ? 0 : Math.min(intervalMs, tauMs * log(c / theta))
}

/** Exact step of the Ornstein-Uhlenbeck process that holds while the calcium is above one or both thresholds. */
function relax(
  p: CalciumParameters,
  rho: number,
  forMs: number,
  potentiation: boolean,
  depression: boolean,
  normal: (() => number) | undefined,
): number {
  const up = potentiation ? p.gammaPotentiation : 0
  const pull = up + (depression ? p.gammaDepression : 0)
  if (pull === 0) return rho
  const kept = exp((-pull * forMs) / 1000 / p.tauS)
  const mean = up / pull + (rho - up / pull) * kept
  if (normal === undefined) return mean
  const active = Number(potentiation) + Number(depression)
  return mean + p.noise * Math.sqrt((active * (1 - kept * kept)) / (2 * pull)) * normal()
}

/**
 * The cubic drift to 0 or 1 over `taus` time constants. With u = rho - 1/2, du/dt = u (1/4 - u^2), so y = 4 u^2 is logistic:
 * y / (1 - y) grows as exp(t / 2).
 */
function settle(rho: number, taus: number): number {
  const u = rho - 0.5
  const y = 4 * u * u
  if (y === 0) return rho
  const after = y / (y + (1 - y) * exp(-taus / 2))
  return 0.5 + 0.5 * Math.sign(u) * Math.sqrt(after)
}
