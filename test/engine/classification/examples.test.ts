import { describe, expect, test } from 'vitest'
import { Encoder } from '../../../src/engine/experiments/digits/encoding.ts'
import { Examples } from '../../../src/engine/experiments/digits/examples.ts'
import { data, runToEnd, smallDesign } from './fixture.ts'

const similar = smallDesign((raw) => (raw.teacher = { choice: 'similar', fraction: 0.4 }))

describe('a teacher that goes by similarity', () => {
  const all = Int32Array.from({ length: data.train.count }, (_, index) => index)

  test('ranks every unit of the pool once', () => {
    const examples = new Examples(similar, 1, data.train, all, new Encoder(similar, 1, data.train))
    for (const index of [0, 1, 2, 100]) {
      const ranks = examples.ranks(data.train.labels[index], data.train, index)
      expect([...ranks].sort()).toEqual([0, 1, 2, 3, 4])
    }
  })

  test('ranks every unit first on some digit, at least on its own example', () => {
    const examples = new Examples(similar, 1, data.train, all, new Encoder(similar, 1, data.train))
    const own = all.filter((index) => data.train.labels[index] === 0)
    const nearest = new Set(Array.from(own, (index) => examples.ranks(0, data.train, index).indexOf(0)))
    expect(nearest.size).toBe(5)
  })

  test('gives the same bits on three workers as on one', async () => {
    const one = await runToEnd(similar, 5, 1)
    const three = await runToEnd(similar, 5, 3)
    expect(three.outcome.state).toEqual(one.outcome.state)
    expect(three.outcome.results).toEqual(one.outcome.results)
  })

  test('learns', async () => {
    const { outcome } = await runToEnd(similar, 1, 1)
    expect(outcome.results.scalars.accuracy.value).toBeGreaterThan(0.7)
  })
})
