import type { CalciumParameters } from '../models/plasticity/calcium.ts'
import { shotNoise } from './shot-noise.ts'

/** Fractions of time that the calcium spends above the thresholds of depression and potentiation. */
export interface Occupancy {
  depression: number
  potentiation: number
}

/**
 * Periodic pairs: the calcium after the two jumps of a period is a geometric sum over all earlier periods, and decays
 * exponentially between them, so the time above a level is a logarithm (Graupner & Brunel 2012, SI).
 * lag = t_post - t_pre; the presynaptic calcium comes preDelayMs after its spike.
 */
export function pairOccupancy(p: CalciumParameters, lagMs: number, frequencyHz: number): Occupancy {
  const period = 1000 / frequencyHz
  const modulo = (((lagMs - p.preDelayMs) % period) + period) % period
  // The first jump at 0 is presynaptic, the second, `modulo` later, postsynaptic.
  const perPeriod = 1 / -Math.expm1(-period / p.tauCalciumMs)
  const decay = (ms: number) => Math.exp(-ms / p.tauCalciumMs)
  const afterPre = perPeriod * (p.calciumPre + p.calciumPost * decay(period - modulo))
  const afterPost = perPeriod * (p.calciumPost + p.calciumPre * decay(modulo))
  const above = (theta: number) =>
    (timeAbove(afterPre, theta, modulo, p.tauCalciumMs) +
      timeAbove(afterPost, theta, period - modulo, p.tauCalciumMs)) /
    period
  return { depression: above(p.thetaDepression), potentiation: above(p.thetaPotentiation) }
}

function timeAbove(start: number, theta: number, forMs: number, tauMs: number): number {
  return start <= theta ? 0 : Math.min(forMs, tauMs * Math.log(start / theta))
}

/** Independent Poisson trains: the stationary distribution of two superposed shot noises. */
export function poissonOccupancy(p: CalciumParameters, preHz: number, postHz: number): Occupancy {
  const below = shotNoise(p.tauCalciumMs, [
    { rateHz: preHz, amplitude: p.calciumPre },
    { rateHz: postHz, amplitude: p.calciumPost },
  ])
  return { depression: 1 - below(p.thetaDepression), potentiation: 1 - below(p.thetaPotentiation) }
}

/** Mean change of the efficacy variable per second at a given value, without its bistable drift. */
export function calciumDriftPerS(p: CalciumParameters, { depression, potentiation }: Occupancy, rho: number): number {
  return (p.gammaPotentiation * potentiation * (1 - rho) - p.gammaDepression * depression * rho) / p.tauS
}

/** What a protocol leaves, by the Gaussian theory of Graupner & Brunel (2012). */
export interface CalciumOutcome {
  /** Mean of the efficacy variable at the end, from 0 and from 1. */
  meanFromDown: number
  meanFromUp: number
  /** Standard deviation at the end. */
  sd: number
  /** Probability to end above (below) one half from 0 (from 1). */
  up: number
  down: number
  /** Synaptic strength after over before, for a mixture of synapses. */
  strengthRatio: number
}

/**
 * While the protocol lasts the bistable drift is negligible (it is hundreds of times weaker) and the variable is an
 * Ornstein-Uhlenbeck process: potentiation Gp = gamma_p alpha_p and depression Gd = gamma_d alpha_d pull it to
 * Gp / (Gp + Gd) with time constant tau / (Gp + Gd); its stationary variance is sigma^2 (alpha_p + alpha_d) / (2 (Gp + Gd)).
 * Afterwards every synapse settles in the state on whose side it ended. A fraction `downFraction` starts at 0; an open synapse
 * transmits `strengthOpen` times a closed one.
 */
export function calciumOutcome(p: CalciumParameters, occupancy: Occupancy, durationS: number): CalciumOutcome {
  const potentiation = p.gammaPotentiation * occupancy.potentiation
  const depression = p.gammaDepression * occupancy.depression
  const pull = potentiation + depression
  if (pull === 0) return { meanFromDown: 0, meanFromUp: 1, sd: 0, up: 0, down: 0, strengthRatio: 1 }
  const kept = Math.exp((-durationS * pull) / p.tauS)
  const target = potentiation / pull
  const variance = (p.noise ** 2 * (occupancy.potentiation + occupancy.depression) * (1 - kept * kept)) / (2 * pull)
  const sd = Math.sqrt(variance)
  const meanFromDown = target * (1 - kept)
  const meanFromUp = target + (1 - target) * kept
  const up = normalAbove(0.5, meanFromDown, sd)
  const down = 1 - normalAbove(0.5, meanFromUp, sd)
  const strength = (open: number) => 1 - open + open * p.strengthOpen
  const after = p.downFraction * strength(up) + (1 - p.downFraction) * strength(1 - down)
  return { meanFromDown, meanFromUp, sd, up, down, strengthRatio: after / strength(1 - p.downFraction) }
}

function normalAbove(level: number, mean: number, sd: number): number {
  return sd === 0 ? Number(mean > level) : 0.5 * erfc((level - mean) / (sd * Math.SQRT2))
}

/** Complementary error function, to about 1e-12: series near zero, continued fraction in the tail. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; n < 100; n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = 0
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction)
}
