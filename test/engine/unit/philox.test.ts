import { describe, expect, it } from 'vitest'
import { philox, stream } from '../../../src/engine/random/random.ts'

describe('Philox4x32-10', () => {
  // Known answers of the authors' Random123 library.
  it.each([
    { key: [0, 0], counter: [0, 0, 0, 0], words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
    {
      key: [0xffffffff, 0xffffffff],
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      key: [0xa4093822, 0x299f31d0],
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ] as const)('gives the published words for counter $counter', ({ key, counter, words }) => {
    expect([...philox(key, counter)]).toEqual(words)
  })
})

describe('a stream of random numbers', () => {
  it('is the same whenever it is asked for, and another for another entity, use or seed', () => {
    const draws = (seed: number, number: number, index: number) => {
      const random = stream(seed, number, index)
      return Array.from({ length: 9 }, () => random.uniform())
    }
    expect(draws(1, 2, 3)).toEqual(draws(1, 2, 3))
    const others = [draws(1, 2, 4), draws(1, 3, 3), draws(2, 2, 3), draws(1 + 2 ** 32, 2, 3)]
    for (const other of others) expect(other).not.toEqual(draws(1, 2, 3))
  })

  it('has the moments of its distributions', () => {
    const random = stream(7, 1, 0)
    const moments = (draw: () => number) => {
      const values = Array.from({ length: 200_000 }, draw)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length]
    }
    const expected: [() => number, number, number][] = [
      [() => random.uniform(), 0.5, 1 / 12],
      [() => random.normal(), 0, 1],
      [() => random.exponential(), 1, 1],
    ]
    for (const [draw, mean, variance] of expected) {
      const [foundMean, foundVariance] = moments(draw)
      expect(Math.abs(foundMean - mean)).toBeLessThan(0.012)
      expect(Math.abs(foundVariance / variance - 1)).toBeLessThan(0.03)
    }
  })
})
