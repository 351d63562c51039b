import type { SdspParameters } from '../models/plasticity/sdsp.ts'
import { shotNoise } from './shot-noise.ts'

/**
 * Up and down jumps per presynaptic spike of the spike-driven rule of Brader, Senn & Fusi (2007), for an independent
 * presynaptic train and a postsynaptic Poisson train of rate r whose membrane climbs linearly from reset to threshold between
 * its spikes.
 *
 * A presynaptic spike falls a time s after the last postsynaptic one, within an interval of length L: density r^2 exp(-r L) dL
 * for L > s. The depolarisation s/L exceeds theta_V for s < L < s/theta_V, with weight r (exp(-r s) - exp(-r s/theta_V)), and
 * stays below for L > s/theta_V. The calcium is then (c + J) exp(-s/tau), where c is stationary shot noise, as seen by the
 * last spike (Poisson arrivals see time averages). Both are integrated over s.
 */
export function sdspJumps(p: SdspParameters, postHz: number): { up: number; down: number } {
  const rate = postHz / 1000
  const below = shotNoise(p.tauCalciumMs, [{ rateHz: postHz, amplitude: p.jumpCalcium }])
  const within = (low: number, high: number, s: number): number => {
    const then = (level: number) => level * Math.exp(s / p.tauCalciumMs) - p.jumpCalcium
    return below(then(high)) - below(then(low))
  }
  let [up, down] = [0, 0]
  const cells = 2000
  const end = 12 / rate
  for (let cell = 0; cell < cells; cell++) {
    const s = ((cell + 0.5) / cells) * end
    const shorter = rate * (Math.exp(-rate * s) - Math.exp((-rate * s) / p.thetaV))
    const longer = rate * Math.exp((-rate * s) / p.thetaV)
    up += ((shorter * end) / cells) * within(p.upLow, p.upHigh, s)
    down += ((longer * end) / cells) * within(p.downLow, p.downHigh, s)
  }
  return { up, down }
}

/** Steady postsynaptic rates at which the mean calcium r tau J reaches a threshold. */
export function sdspThresholdHz(p: SdspParameters, calcium: number): number {
  return (1000 * calcium) / (p.jumpCalcium * p.tauCalciumMs)
}

/**
 * Presynaptic spikes, spaced regularly and all potentiating, that bring a closed synapse across the threshold: each adds
 * stepUp, the drift takes back between spikes. NaN where the drift wins.
 */
export function sdspSpikesToOpen(p: SdspParameters, preHz: number): number {
  const gain = p.stepUp - p.driftDownPerS / preHz
  if (p.stepUp > p.thetaX) return 1
  if (gain <= 0) return NaN
  // After n spikes the variable stands at stepUp + (n - 1) gain.
  return Math.floor((p.thetaX - p.stepUp) / gain + 1e-12) + 2
}
