import { exp } from '../../kernels/math.ts'
import * as L from '../../kernels/assembly/layout.ts'
import type { PeerPlasticity, PeerRule } from '../spec.ts'

export const peerKinds: Readonly<Record<PeerRule['kind'], number>> = {
  triplet: L.KIND_TRIPLET,
  sdsp: L.KIND_SDSP,
  calcium: L.KIND_CALCIUM,
}

/** What parts open from closed synapses. Bistable rules bring the state between their two stable ones. */
export function thetaOf({ peer, thetaW }: PeerPlasticity): number {
  switch (peer.kind) {
    case 'triplet':
      return thetaW
    case 'sdsp':
      return peer.parameters.thetaX
    case 'calcium':
      return 0.5
  }
}

/** The rule's own parameters as its kernel wants them, by slot of the descriptor; all sizes of learning steps times `scale`. */
export function peerNumbers(peer: PeerRule, dtMs: number, thresholdMv: number, scale: number): Record<number, number> {
  const e = (tauMs: number): number => exp(-dtMs / tauMs)
  switch (peer.kind) {
    case 'triplet': {
      const p = peer.parameters
      return {
        [L.TRIPLET_E_PLUS]: e(p.tauPlusMs),
        [L.TRIPLET_E_MINUS]: e(p.tauMinusMs),
        [L.TRIPLET_E_X]: e(p.tauXMs),
        [L.TRIPLET_E_Y]: e(p.tauYMs),
        [L.TRIPLET_PAIR_PLUS]: p.pairPlus * scale,
        [L.TRIPLET_PAIR_MINUS]: p.pairMinus * scale,
        [L.TRIPLET_TRIPLET_PLUS]: p.tripletPlus * scale,
        [L.TRIPLET_TRIPLET_MINUS]: p.tripletMinus * scale,
      }
    }
    case 'sdsp': {
      const p = peer.parameters
      return {
        [L.SDSP_E_CALCIUM]: e(p.tauCalciumMs),
        [L.SDSP_JUMP]: p.jumpCalcium,
        [L.SDSP_THETA_V]: p.thetaV * thresholdMv,
        [L.SDSP_UP_LOW]: p.upLow,
        [L.SDSP_UP_HIGH]: p.upHigh,
        [L.SDSP_DOWN_LOW]: p.downLow,
        [L.SDSP_DOWN_HIGH]: p.downHigh,
        [L.SDSP_STEP_UP]: p.stepUp * scale,
        [L.SDSP_STEP_DOWN]: p.stepDown * scale,
        [L.SDSP_DRIFT_UP]: (p.driftUpPerS * dtMs) / 1000,
        [L.SDSP_DRIFT_DOWN]: (p.driftDownPerS * dtMs) / 1000,
      }
    }
    case 'calcium': {
      const p = peer.parameters
      return {
        [L.CALCIUM_TAU]: p.tauCalciumMs / dtMs,
        [L.CALCIUM_PRE]: p.calciumPre,
        [L.CALCIUM_POST]: p.calciumPost,
        [L.CALCIUM_THETA_LTD]: p.thetaDepression,
        [L.CALCIUM_THETA_LTP]: p.thetaPotentiation,
        [L.CALCIUM_GAMMA_LTD]: p.gammaDepression * scale,
        [L.CALCIUM_GAMMA_LTP]: p.gammaPotentiation * scale,
        [L.CALCIUM_NOISE]: p.noise,
        [L.CALCIUM_TAU_RHO]: (p.tauS * 1000) / dtMs,
      }
    }
  }
}

/** What is left of a jump of calcium after 0, 1, 2 ... steps, down to where it no longer counts; at most `most` steps. */
export function fadedCalcium(tauCalciumMs: number, dtMs: number, most: number): Float64Array {
  const steps = Math.min(most, Math.ceil((40 * tauCalciumMs) / dtMs))
  return Float64Array.from({ length: steps }, (_, age) => exp((-age * dtMs) / tauCalciumMs))
}
