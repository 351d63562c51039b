import { exp, log } from '../../kernels/math.ts'
import type { Random } from '../../random/random.ts'
import type { BcallParameters } from './bcall.ts'

/**
 * One device of a batch: time constants, jumps and thresholds each multiplied by an independent log-normal factor of mean 1 and
 * the given coefficient of variation, which keeps them positive. Jumps and thresholds are clipped to their ranges.
 */
export function mismatched(nominal: BcallParameters, variation: number, random: Random): BcallParameters {
  // Of a log-normal variable with mean 1: variance exp(s^2) - 1 = CV^2, mean exp(m + s^2 / 2) = 1.
  const variance = log(1 + variation * variation)
  const spread = (value: number) => value * exp(Math.sqrt(variance) * random.normal() - variance / 2)
  const within = (low: number, high: number, value: number) => Math.min(high, Math.max(low, spread(value)))
  const stop = nominal.stopLearning
  return {
    ...nominal,
    tauPreMs: spread(nominal.tauPreMs),
    tauPostMs: spread(nominal.tauPostMs),
    jumpPre: within(0, 1, nominal.jumpPre),
    jumpPost: within(0, 1, nominal.jumpPost),
    thetaW: within(0.01, 0.99, nominal.thetaW),
    stopLearning: {
      ...stop,
      tauMs: spread(stop.tauMs),
      jump: within(0, 1, stop.jump),
      ltdLow: within(0, 1, stop.ltdLow),
      ltdHigh: within(0, 1, stop.ltdHigh),
      ltpLow: within(0, 1, stop.ltpLow),
      ltpHigh: within(0, 1, stop.ltpHigh),
    },
  }
}
