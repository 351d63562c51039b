import { describe, expect, it } from 'vitest'
import {
  agreement,
  estimate,
  exponentialSlope,
  jackknife,
  quadraticFit,
  tQuantile,
  tTail,
} from '../../../src/engine/experiments/pairs/statistics.ts'
import { stream } from '../../../src/engine/random/random.ts'

describe('the t distribution', () => {
  it('has its tabulated quantiles', () => {
    expect(tQuantile(0.05, 2)).toBeCloseTo(4.3027, 3)
    expect(tQuantile(0.05, 10)).toBeCloseTo(2.2281, 3)
    expect(tQuantile(0.001, 20)).toBeCloseTo(3.8495, 3)
    expect(tTail(0, 8)).toBe(1)
  })
})

describe('an estimate', () => {
  it('is the mean with its standard error', () => {
    expect(estimate([1, 2, 3, 4, 5])).toEqual({ mean: 3, error: Math.sqrt(2.5 / 5), degrees: 4 })
  })

  it('of a function of means has the error of error propagation', () => {
    const random = stream(1, 0, 0)
    const blocks = Array.from({ length: 41 }, () => [4 + 0.1 * random.normal(), 2 + 0.05 * random.normal()])
    const ratio = jackknife(blocks, ([a, b]) => a / b)
    expect(ratio.mean).toBeCloseTo(2, 1)
    const expected = (2 * Math.sqrt((0.1 / 4) ** 2 + (0.05 / 2) ** 2)) / Math.sqrt(41)
    expect(ratio.error / expected).toBeGreaterThan(0.7)
    expect(ratio.error / expected).toBeLessThan(1.3)
  })
})

describe('agreement', () => {
  const points = (bias: number, count = 100) => {
    const random = stream(2, 0, 0)
    return Array.from({ length: count }, () => {
      const found = estimate(Array.from({ length: 21 }, () => 1 + bias + random.normal()))
      return { found, expected: 1 }
    })
  }

  it('is found where there is nothing but chance', () => {
    expect(agreement(points(0)).agrees).toBe(true)
  })

  it('is refused when all points are off by one and a half standard errors', () => {
    expect(agreement(points(1.5 / Math.sqrt(21))).agrees).toBe(false)
  })

  it('is refused when one point is far off, unless within its floor', () => {
    const [first, ...rest] = points(0)
    const far = { ...first, expected: first.found.mean + 9 * first.found.error }
    expect(agreement([far, ...rest]).agrees).toBe(false)
    expect(agreement([{ ...far, floor: 10 * first.found.error }, ...rest]).agrees).toBe(true)
  })

  it('is refused for a difference without any spread', () => {
    expect(agreement([{ found: estimate([1, 1, 1, 1, 1, 1, 1]), expected: 1.1 }]).agrees).toBe(false)
  })
})

describe('fits', () => {
  it('find the parabola and the exponential that made the points', () => {
    const x = [-1, -0.4, 0.1, 0.7, 1]
    const [a, b, c] = quadraticFit(
      x,
      x.map((value) => 2 - 3 * value + 0.5 * value * value),
    )
    expect([a, b, c].map((value) => Number(value.toFixed(9)))).toEqual([2, -3, 0.5])
    expect(
      exponentialSlope(
        x,
        x.map((value) => -4 * Math.exp(-value / 7)),
      ),
    ).toBeCloseTo(-1 / 7, 12)
  })
})
