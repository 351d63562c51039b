import { describe, expect, it } from 'vitest'
import { shotNoise, timeBelow } from '../../../src/engine/theory/index.ts'

const one = (shots: number, tauMs = 20) => [{ rateHz: (1000 * shots) / tauMs, amplitude: 1 }]

describe('the distribution of shot noise', () => {
  it('is below one jump with probability exp(-gamma n) / Gamma(n + 1)', () => {
    const euler = 0.5772156649015329
    // n = 1 is Dickman's constant, 0.56146.
    expect(timeBelow(1, 20, one(1))).toBeCloseTo(Math.exp(-euler), 4)
    expect(timeBelow(1, 20, one(2))).toBeCloseTo(Math.exp(-2 * euler) / 2, 4)
    expect(timeBelow(1, 20, one(0.5))).toBeCloseTo(Math.exp(-euler / 2) / 0.8862269254527579, 3)
    // Beyond five shots the convolution takes over.
    expect(timeBelow(1, 20, one(8)) / (Math.exp(-8 * euler) / 40320)).toBeCloseTo(1, 1)
  })

  it.each([0.3, 1, 3, 4.9, 5.1, 12, 40])('has the mean n and the variance n / 2 for %d shots within tau', (shots) => {
    const below = shotNoise(20, one(shots))
    const [step, top] = [0.005, shots + 14 * Math.sqrt(shots) + 5]
    let [mean, second] = [0, 0]
    for (let c = step / 2; c < top; c += step) {
      mean += (1 - below(c)) * step
      second += 2 * c * (1 - below(c)) * step
    }
    expect(mean / shots).toBeCloseTo(1, 2)
    expect((second - mean * mean) / (shots / 2)).toBeCloseTo(1, 1.5)
  })

  it('takes two sources for one when they are alike', () => {
    const two = [
      { rateHz: 30, amplitude: 1.5 },
      { rateHz: 20, amplitude: 1.5 },
    ]
    for (const level of [0.5, 1.5, 2, 4]) {
      expect(timeBelow(level, 30, two)).toBeCloseTo(timeBelow(level, 30, [{ rateHz: 50, amplitude: 1.5 }]), 6)
    }
  })

  it('is all at zero without shots', () => {
    expect(timeBelow(0.1, 20, [{ rateHz: 0, amplitude: 1 }])).toBe(1)
    expect(timeBelow(0, 20, one(1))).toBe(0)
  })
})
