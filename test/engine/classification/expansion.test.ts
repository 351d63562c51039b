import { describe, expect, test } from 'vitest'
import { expansionSchema } from '../../../src/contract/design/expansion.ts'
import { Encoder } from '../../../src/engine/experiments/digits/encoding.ts'
import { Expansion } from '../../../src/engine/experiments/digits/expansion.ts'
import { data, runToEnd, smallDesign } from './fixture.ts'

const SIDE = 28
const edges = (changes: object = {}) =>
  expansionSchema.parse({ kind: 'edges', units: 400, sideFromPx: 4, sideToPx: 8, ...changes })

/** Pixels of a picture that is on where x < SIDE / 2: one vertical edge in its middle. */
const halfOn = Array.from({ length: SIDE * SIDE }, (_, pixel) => pixel).filter((pixel) => pixel % SIDE < SIDE / 2)

/** What a single unit wants of each pixel, +1, -1 or 0. */
function patchOf(expansion: Expansion, unit: number): Float32Array {
  const pixels = new Float32Array(SIDE * SIDE)
  const alone = new Float32Array(expansion.units)
  alone[unit] = 1
  expansion.project(alone, pixels)
  return pixels
}

describe('an expansion', () => {
  test('fires the units whose patches say so, and no other', () => {
    const threshold = 0.4
    for (const kind of ['edges', 'conjunctions']) {
      const expansion = new Expansion(edges({ kind, threshold }), 3, SIDE, SIDE)
      const active = new Set(expansion.respond(halfOn))
      for (let unit = 0; unit < expansion.units; unit++) {
        const patch = patchOf(expansion, unit)
        const wanted = patch.filter((value) => value > 0).length
        const sum = halfOn.reduce((total, pixel) => total + patch[pixel], 0)
        expect(active.has(unit)).toBe(sum >= Math.max(1, threshold * wanted))
      }
      expect(active.size).toBeGreaterThan(5)
    }
  })

  test('of edges sees a line between light and dark where it is and from the side it prefers', () => {
    const expansion = new Expansion(edges({ units: 2000, threshold: 0.8 }), 1, SIDE, SIDE)
    const active = expansion.respond(halfOn)
    expect(active.length).toBeGreaterThan(3)
    for (const unit of active) {
      const patch = patchOf(expansion, unit)
      const columnOf = (sign: number): number => {
        const pixels = Array.from(patch.keys()).filter((pixel) => patch[pixel] === sign)
        return pixels.reduce((sum, pixel) => sum + (pixel % SIDE), 0) / pixels.length
      }
      // The bright side lies in the lit half, the dark side to its right, the cut between them.
      expect(columnOf(1)).toBeLessThan(columnOf(-1))
      expect(columnOf(1)).toBeLessThan(SIDE / 2)
      expect(columnOf(-1)).toBeGreaterThan(SIDE / 2 - 1)
    }
  })

  test('does not answer an empty picture', () => {
    expect(new Expansion(edges({ threshold: 0.01 }), 1, SIDE, SIDE).respond([])).toHaveLength(0)
  })

  test('is drawn from the seed alone', () => {
    const active = (seed: number) => [...new Expansion(edges(), seed, SIDE, SIDE).respond(halfOn)]
    expect(active(5)).toEqual(active(5))
    expect(active(5)).not.toEqual(active(6))
  })
})

describe('a classification behind an expansion', () => {
  const design = smallDesign((raw) => {
    raw.stimulus.expansion = { kind: 'conjunctions', units: 120, members: 4, threshold: 1, sideFromPx: 3, sideToPx: 5 }
    raw.synapse.weightMv = 8
    raw.inhibition.offset = 5
  })

  test('shows the network the active units, then the always-on inputs', () => {
    const encoder = new Encoder(design, 1, data.train)
    const active = [...encoder.featuresOf(data.train, 7)]
    const code = encoder.encode(data.train, 7)
    expect([...code.neurons]).toEqual([...active, 120, 121])
    expect(code.active).toBe(active.length)
    expect(encoder.inputs).toBe(122)
  })

  test('learns, and is the same on three workers as on one', async () => {
    const one = await runToEnd(design, 1, 1)
    const three = await runToEnd(design, 1, 3)
    expect(three.outcome.state).toEqual(one.outcome.state)
    expect(three.outcome.results).toEqual(one.outcome.results)
    expect(one.outcome.results.scalars.accuracy.value).toBeGreaterThan(0.7)
    expect(one.outcome.results.arrays.receptiveFields.shape).toEqual([3, 6, 6])
  })
})
