import { describe, expect, it } from 'vitest'
import { bcall } from '../../../src/engine/models/plasticity/bcall.ts'
import { bcallDrive } from '../../../src/engine/experiments/pairs/bcall-drive.ts'
import { playPair } from '../../../src/engine/experiments/pairs/play.ts'
import { poissonTrain } from '../../../src/engine/experiments/pairs/trains.ts'
import { stream } from '../../../src/engine/random/random.ts'
import {
  flipTimeS,
  hiddenWeightDiffusion,
  passageTimeIntegralS,
  passageTimeS,
  stationaryWeight,
  pairRuleOf,
} from '../../../src/engine/theory/index.ts'
import { defaults } from '../pairs/support.ts'

const poisson = (rateHz: number, durationMs: number, index: number) =>
  poissonTrain(rateHz, durationMs, stream(3, 0, index))

describe('the diffusion of the hidden weight', () => {
  it.each([
    { jump: 1, preHz: 30, postHz: 30 },
    { jump: 1, preHz: 60, postHz: 12 },
    { jump: 0.2, preHz: 30, postHz: 80 },
  ])('has the long-time variance of the simulation: %o', ({ jump, preHz, postHz }) => {
    const parameters = { ...defaults, jumpPre: jump, jumpPost: jump }
    const durationMs = 4000
    const changes = Array.from({ length: 2500 }, (_, k) => {
      const trains = { preMs: poisson(preHz, durationMs, 2 * k), postMs: poisson(postHz, durationMs, 2 * k + 1) }
      const { ltp, ltd } = bcallDrive(parameters, trains, durationMs)
      return ltp - ltd
    })
    const mean = changes.reduce((sum, value) => sum + value, 0) / changes.length
    const variance = changes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / changes.length
    const { variancePerS } = hiddenWeightDiffusion(pairRuleOf(parameters), preHz, postHz)
    // The sampling error of a variance from 2500 values is 2.8%; the start from rest costs below 1%.
    expect(variance / (variancePerS * 4)).toBeGreaterThan(0.89)
    expect(variance / (variancePerS * 4)).toBeLessThan(1.11)
  })
})

describe('the mean first passage time', () => {
  it('is the same by closed form and by integral', () => {
    for (const driftPerS of [-0.3, -0.01, 0, 0.01, 0.3]) {
      const diffusion = { driftPerS, variancePerS: 0.04 }
      const integral = passageTimeIntegralS(() => diffusion, 0, 0.5)
      expect(integral / passageTimeS(diffusion, 0.5)).toBeCloseTo(1, 4)
    }
  })

  it('is the distance over the drift without noise, and its square over the variance without drift', () => {
    expect(passageTimeS({ driftPerS: 0.1, variancePerS: 1e-6 }, 0.5)).toBeCloseTo(5, 3)
    expect(passageTimeS({ driftPerS: 0, variancePerS: 0.01 }, 0.5)).toBeCloseTo(25, 6)
  })

  it('starts later from a point on the way', () => {
    const diffusion = { driftPerS: 0, variancePerS: 0.02 }
    // From x, reflected at 0, absorbed at d: (d^2 - x^2) / s.
    expect(passageTimeIntegralS(() => diffusion, 0.3, 0.5)).toBeCloseTo((0.25 - 0.09) / 0.02, 3)
  })

  // Depression a little stronger than by default: the balance lies at 60 Hz, where synapses diffuse fast.
  const balancedAt60 = { ...defaults, etaPlus: 0.004, etaMinus: 0.00301 }

  it.each([
    { name: 'up, with the drift of learning', rateHz: 100, flip: 'open' as const, driftPerS: 0.001 },
    { name: 'up, near balance', rateHz: 60, flip: 'open' as const, driftPerS: 0.001 },
    { name: 'up, against the bistable drift', rateHz: 60, flip: 'open' as const, driftPerS: 0.008 },
    { name: 'down', rateHz: 40, flip: 'close' as const, driftPerS: 0.004 },
  ])('is the time to a flip of the simulated rule while steps are small: $name', ({ rateHz, flip, driftPerS }) => {
    const parameters = { ...balancedAt60, driftPerS, thetaW: flip === 'open' ? 0.08 : 0.92 }
    const expected = flipTimeS(hiddenWeightDiffusion(pairRuleOf(parameters), rateHz, rateHz), parameters, flip)
    const trials = 200
    let total = 0
    for (let trial = 0; trial < trials; trial++) total += simulatedFlipS(parameters, rateHz, flip, trial, 30 * expected)
    // 200 passages have a sampling error of about 6%; the grain of the steps lengthens the way by a few per cent more.
    expect(total / trials / expected).toBeGreaterThan(0.84)
    expect(total / trials / expected).toBeLessThan(1.25)
  })

  function simulatedFlipS(
    parameters: typeof defaults,
    rateHz: number,
    flip: 'open' | 'close',
    trial: number,
    limitS: number,
  ): number {
    // In pieces, so that a short passage does not pay for long trains; the traces start each piece from rest.
    const pieceS = 5
    let w = flip === 'open' ? 0 : 1
    for (let piece = 0; piece * pieceS < limitS; piece++) {
      const index = 1e6 + (trial * 1000 + piece) * 2
      const pieceMs = 1000 * pieceS
      const trains = { preMs: poisson(rateHz, pieceMs, index), postMs: poisson(rateHz, pieceMs, index + 1) }
      let flippedMs = NaN
      w = playPair(bcall, parameters, trains, {
        hiddenWeight: w,
        endMs: pieceMs,
        onInstant: ({ timeMs, after }) => {
          const flipped = after.synapse.w > parameters.thetaW === (flip === 'open')
          if (flipped && Number.isNaN(flippedMs)) flippedMs = timeMs
        },
      })
      if (!Number.isNaN(flippedMs)) return piece * pieceS + flippedMs / 1000
    }
    return limitS
  }
})

describe('the stationary hidden weight', () => {
  it('has the density of a diffusion between two walls', () => {
    const flat = stationaryWeight({ driftPerS: 0, variancePerS: 0.1 }, { driftPerS: 0, thetaW: 0.5 })
    expect(flat.mean).toBeCloseTo(0.5, 6)
    expect(flat.density(0.2)).toBeCloseTo(1, 6)
    const tilted = stationaryWeight({ driftPerS: 0.1, variancePerS: 0.1 }, { driftPerS: 0, thetaW: 0.5 })
    // Density 2 exp(2w) / (e^2 - 1).
    expect(tilted.density(1)).toBeCloseTo((2 * Math.exp(2)) / (Math.exp(2) - 1), 4)
    expect(tilted.open).toBeCloseTo((Math.exp(2) - Math.E) / (Math.exp(2) - 1), 5)
  })

  it('is bistable when the drift outweighs learning', () => {
    const weight = stationaryWeight({ driftPerS: 0, variancePerS: 0.01 }, { driftPerS: 0.05, thetaW: 0.5 })
    expect(weight.density(0)).toBeGreaterThan(10 * weight.density(0.5))
    expect(weight.density(1)).toBeGreaterThan(10 * weight.density(0.5))
  })

  it.each([
    { driftPerS: 0.004, etaMinus: 0.01505 },
    { driftPerS: 0.02, etaMinus: 0.0145 },
  ])('is where a long simulation spends its time: %o', ({ driftPerS, etaMinus }) => {
    const rateHz = 60
    const parameters = { ...defaults, etaMinus, driftPerS }
    const durationMs = 6_000_000
    const trains = { preMs: poisson(rateHz, durationMs, 9e6), postMs: poisson(rateHz, durationMs, 9e6 + 1) }
    let [mean, open, last] = [0, 0, 0]
    playPair(bcall, parameters, trains, {
      hiddenWeight: 0.5,
      endMs: durationMs,
      onInstant: ({ timeMs, before }) => {
        mean += before.synapse.w * (timeMs - last)
        if (before.synapse.w > 0.5) open += timeMs - last
        last = timeMs
      },
    })
    const expected = stationaryWeight(hiddenWeightDiffusion(pairRuleOf(parameters), rateHz, rateHz), parameters)
    expect(Math.abs(mean / last - expected.mean)).toBeLessThan(0.05)
    expect(Math.abs(open / last - expected.open)).toBeLessThan(0.07)
  })
})
