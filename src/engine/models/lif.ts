import { exp } from '../kernels/math.ts'

/**
 * Leaky integrate-and-fire neuron with a current-based exponential synapse:
 *   tauMembrane dv/dt = (rest - v) + I + b,   tauSynapse dI/dt = -I
 * I and the injected current b are given in mV of the depolarisation they would hold at equilibrium.
 */
export interface LifParameters {
  tauMembraneMs: number
  tauSynapseMs: number
  restMv: number
  /** Strict: a neuron fires when v > threshold. */
  thresholdMv: number
  resetMv: number
  /** A spike at step k blocks integration until step k + refractorySteps. */
  refractorySteps: number
}

/** One step of the exact solution: v' = (b - b eM) + (B I + eM v), I' = eS I; v relative to rest. */
export interface LifFactors {
  eM: number
  eS: number
  /** Weight of the current in the membrane over one step, tauS (eS - eM) / (tauS - tauM). */
  B: number
  thresholdMv: number
  resetMv: number
  refractorySteps: number
}

export function deriveLif(p: LifParameters, dtMs: number): LifFactors {
  const eM = exp(-dtMs / p.tauMembraneMs)
  const eS = exp(-dtMs / p.tauSynapseMs)
  const difference = p.tauSynapseMs - p.tauMembraneMs
  // Near equal time constants the quotient loses its digits; its limit is (dt / tau) e.
  const B =
    Math.abs(difference) < 1e-9 * p.tauMembraneMs
      ? (dtMs / p.tauMembraneMs) * eM
      : (p.tauSynapseMs * (eS - eM)) / difference
  return {
    eM,
    eS,
    B,
    thresholdMv: p.thresholdMv - p.restMv,
    resetMv: p.resetMv - p.restMv,
    refractorySteps: p.refractorySteps,
  }
}
