import { describe, expect, test } from 'vitest'
import { admit } from '../../../src/engine/experiments/index.ts'
import { data, smallDesign } from './fixture.ts'

describe('a design is refused before it runs', () => {
  test('when it needs more memory than its budget, with both figures', () => {
    const large = smallDesign((raw) => {
      raw.output = { classes: 3, unitsPerClass: 2000 }
      raw.recorders = { budgetMb: 1 }
    })
    expect(() => admit(large, data)).toThrow(expect.objectContaining({ code: 'MEMORY_BUDGET' }))
  })

  test('when its recordings alone would not fit', () => {
    const greedy = smallDesign((raw) => (raw.recorders = { lastSamples: 10000, units: [0, 1, 2], budgetMb: 20 }))
    expect(() => admit(greedy, data)).toThrow(expect.objectContaining({ code: 'MEMORY_BUDGET' }))
  })

  test('when it has more steps than can be counted', () => {
    const endless = smallDesign((raw) => {
      raw.schedule = { trainSamples: 150, epochs: 1000, dtMs: 0.01 }
    })
    expect(() => admit(endless, data)).toThrow(expect.objectContaining({ code: 'RUN_TOO_LONG' }))
  })

  test('when it records a unit that does not exist', () => {
    const wrong = smallDesign((raw) => (raw.recorders = { lastSamples: 1, units: [15] }))
    expect(() => admit(wrong, data)).toThrow(expect.objectContaining({ code: 'NO_NEURON' }))
  })

  test('when the images do not suit it', () => {
    expect(() => admit(smallDesign())).toThrow(expect.objectContaining({ code: 'BAD_DATA' }))
    const odd = { ...data, test: { ...data.test, rows: 4 } }
    expect(() => admit(smallDesign(), odd)).toThrow(expect.objectContaining({ code: 'BAD_DATA' }))
  })

  test('and accepted otherwise', () => {
    expect(() => admit(smallDesign(), data)).not.toThrow()
  })
})
