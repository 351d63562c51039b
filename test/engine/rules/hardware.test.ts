import { describe, expect, it } from 'vitest'
import { playPair } from '../../../src/engine/experiments/pairs/play.ts'
import { poissonTrain } from '../../../src/engine/experiments/pairs/trains.ts'
import { bcall } from '../../../src/engine/models/plasticity/bcall.ts'
import { mismatched } from '../../../src/engine/models/plasticity/mismatch.ts'
import { quantise, quantised } from '../../../src/engine/models/plasticity/quantised.ts'
import { stream } from '../../../src/engine/random/random.ts'
import { defaults } from '../pairs/support.ts'

const trains = {
  preMs: poissonTrain(30, 4000, stream(1, 0, 1)),
  postMs: poissonTrain(30, 4000, stream(1, 0, 2)),
}

describe('registers', () => {
  it('hold levels from 0 to 1 and clip what does not fit', () => {
    expect([0, 0.4, 0.6, 1, 7, -1].map((value) => quantise(value, 1))).toEqual([0, 0, 1, 1, 1, 0])
    expect(quantise(0.34, 2)).toBeCloseTo(1 / 3, 12)
    expect(quantise(0.123456, Infinity)).toBe(0.123456)
  })

  it('round at random with the right mean', () => {
    const random = stream(4, 0, 0)
    const values = Array.from({ length: 20_000 }, () => quantise(0.3, 2, () => random.uniform()))
    expect(new Set(values)).toEqual(new Set([0, 1 / 3]))
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.3, 2)
  })

  it('change nothing when they are infinitely wide, and little when they are wide', () => {
    const play = (bits: number) =>
      playPair(quantised(bcall, { traceBits: bits, weightBits: bits }), defaults, trains, {
        hiddenWeight: 0.4,
        endMs: 4000,
      })
    const ideal = playPair(bcall, defaults, trains, { hiddenWeight: 0.4, endMs: 4000 })
    expect(play(Infinity)).toBe(ideal)
    expect(play(24)).toBeCloseTo(ideal, 4)
  })

  it('keep every state on a level', () => {
    const top = 2 ** 5 - 1
    playPair(quantised(bcall, { traceBits: 5, weightBits: 5 }), defaults, trains, {
      hiddenWeight: 0.5,
      endMs: 4000,
      onInstant: ({ after }) => {
        for (const value of [after.pre.x, after.post.x, after.synapse.w]) {
          expect(Math.abs(value * top - Math.round(value * top))).toBeLessThan(1e-9)
        }
      },
    })
  })
})

describe('mismatch', () => {
  it('spreads every quantity by its coefficient of variation around its nominal value', () => {
    const devices = Array.from({ length: 10_000 }, (_, k) =>
      mismatched({ ...defaults, jumpPre: 0.2 }, 0.2, stream(1, 0, k)),
    )
    for (const read of [
      (device: typeof defaults) => device.tauPreMs / 17,
      (device: typeof defaults) => device.tauPostMs / 34,
      (device: typeof defaults) => device.jumpPre / 0.2,
    ]) {
      const values = devices.map(read)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
      expect(mean).toBeCloseTo(1, 2)
      expect(sd).toBeCloseTo(0.2, 2)
    }
    expect(Math.max(...devices.map(({ jumpPost }) => jumpPost))).toBe(1)
  })

  it('is none at zero', () => {
    expect(mismatched(defaults, 0, stream(1, 0, 0))).toEqual(defaults)
  })
})
