import { describe, expect, it } from 'vitest'
import { playPair } from '../../../src/engine/experiments/pairs/play.ts'
import { pairTrains, poissonTrain } from '../../../src/engine/experiments/pairs/trains.ts'
import { calciumRule } from '../../../src/engine/models/plasticity/calcium.ts'
import { calciumSets } from '../../../src/engine/models/plasticity/calcium-sets.ts'
import { stream } from '../../../src/engine/random/random.ts'
import { calciumOutcome, erfc, pairOccupancy, poissonOccupancy } from '../../../src/engine/theory/index.ts'

describe('erfc', () => {
  it('has its tabulated values', () => {
    expect(erfc(0)).toBe(1)
    expect(erfc(0.5)).toBeCloseTo(0.4795001221869535, 12)
    expect(erfc(2)).toBeCloseTo(0.004677734981047266, 12)
    expect(erfc(3) / 2.209049699858544e-5).toBeCloseTo(1, 9)
    expect(erfc(-1)).toBeCloseTo(1.8427007929497148, 12)
  })
})

describe('the time above the thresholds', () => {
  it('is what small steps of time find, for periodic pairs', () => {
    for (const [set, lag, hz] of [
      ['DP', 10, 1],
      ['DP', -15, 20],
      ['cortical slices', 3, 45],
    ] as const) {
      const p = calciumSets[set]
      const period = 1000 / hz
      const found = { depression: 0, potentiation: 0 }
      const step = 0.01
      for (let t = 0; t < period; t += step) {
        const c = steady(p, lag, period, t)
        if (c > p.thetaDepression) found.depression += step / period
        if (c > p.thetaPotentiation) found.potentiation += step / period
      }
      const expected = pairOccupancy(p, lag, hz)
      expect(found.depression).toBeCloseTo(expected.depression, 3)
      expect(found.potentiation).toBeCloseTo(expected.potentiation, 3)
    }
  })
})

function steady(p: (typeof calciumSets)['DP'], lag: number, period: number, t: number): number {
  const since = (spike: number) => (((t - spike) % period) + period) % period
  const sum = (amplitude: number, spike: number) =>
    (amplitude * Math.exp(-since(spike) / p.tauCalciumMs)) / (1 - Math.exp(-period / p.tauCalciumMs))
  return sum(p.calciumPre, p.preDelayMs) + sum(p.calciumPost, lag)
}

describe('the outcome of a protocol', () => {
  it('has the mean and spread of simulated noisy synapses', () => {
    const p = calciumSets.DP
    const trains = pairTrains(60, 10, 1000)
    const random = stream(1, 0, 0)
    const rule = calciumRule(() => random.normal())
    for (const start of [0, 1] as const) {
      const ends = Array.from({ length: 2000 }, () => playPair(rule, p, trains, { hiddenWeight: start, endMs: 60_000 }))
      const mean = ends.reduce((sum, value) => sum + value, 0) / ends.length
      const sd = Math.sqrt(ends.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ends.length)
      const crossed = ends.filter((rho) => rho > 0.5 === (start === 0)).length / ends.length
      const expected = calciumOutcome(p, pairOccupancy(p, 10, 1), 60)
      expect(mean).toBeCloseTo(start === 0 ? expected.meanFromDown : expected.meanFromUp, 1.4)
      expect(sd / expected.sd).toBeCloseTo(1, 1)
      expect(crossed).toBeCloseTo(start === 0 ? expected.up : expected.down, 1.2)
    }
  })

  it('under Poisson firing relaxes to the predicted mean', () => {
    const p = calciumSets['cortical slices']
    const [preHz, postHz, durationMs] = [12, 9, 120_000]
    const occupancy = poissonOccupancy(p, preHz, postHz)
    const expected = calciumOutcome(p, occupancy, durationMs / 1000).meanFromDown
    const ends = Array.from({ length: 60 }, (_, k) => {
      const preMs = poissonTrain(preHz, durationMs, stream(2, 0, 2 * k))
      const postMs = poissonTrain(postHz, durationMs, stream(2, 0, 2 * k + 1))
      return playPair(calciumRule(), p, { preMs, postMs }, { hiddenWeight: 0, endMs: durationMs })
    })
    expect(ends.reduce((sum, value) => sum + value, 0) / ends.length).toBeCloseTo(expected, 1.5)
  })

  it('changes nothing where the calcium never reaches a threshold', () => {
    expect(calciumOutcome(calciumSets.D, pairOccupancy(calciumSets.D, 60, 1), 60).strengthRatio).toBe(1)
  })
})
