import type { PairStdpParameters } from './pair-stdp.ts'
import type { SdspParameters } from './sdsp.ts'
import type { TripletParameters } from './triplet.ts'

/** Published parameter sets of the rules beside BCaLL; those of the calcium rule stand in calcium-sets.ts. Plain data. */

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

/** Pfister & Gerstner (2006): minimal all-to-all set for visual cortex, fitted to Sjöström, Turrigiano & Nelson (2001). tau_x takes no part. */
export const visualCortexMinimal: TripletParameters = {
  tauPlusMs: 16.8,
  tauMinusMs: 33.7,
  tauXMs: 101,
  tauYMs: 114,
  pairPlus: 0,
  pairMinus: 7.1e-3,
  tripletPlus: 6.5e-3,
  tripletMinus: 0,
}

/** Brader, Senn & Fusi (2007): calcium in units of one jump, X and the membrane in units of their range. */
export const braderSennFusi: SdspParameters = {
  tauCalciumMs: 60,
  jumpCalcium: 1,
  thetaV: 0.8,
  upLow: 3,
  upHigh: 13,
  downLow: 3,
  downHigh: 4,
  stepUp: 0.1,
  stepDown: 0.1,
  thetaX: 0.5,
  driftUpPerS: 3.5,
  driftDownPerS: 3.5,
}
