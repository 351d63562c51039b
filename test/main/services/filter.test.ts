import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileFilter } from '../../../src/main/services/history/filter/compile.ts'
import { parseFilter } from '../../../src/main/services/history/filter/parse.ts'
import { FilterProblem } from '../../../src/main/services/history/filter/tokens.ts'

const metrics = new Set(['accuracy', 'heldOutAccuracy'])
const problemOf = (filter: string): { at: number; message: string } | undefined => {
  try {
    compileFilter(filter, metrics)
    return undefined
  } catch (error) {
    if (!(error instanceof FilterProblem)) throw error
    return { at: error.at, message: error.message }
  }
}

test('a filter is a list of conditions and texts', () => {
  expect(parseFilter('accuracy > 0.8 seed:3 -tag:ablation "two words" plain')).toEqual([
    { negated: false, type: 'field', field: 'accuracy', at: 0, operator: '>', value: '0.8', valueAt: 11 },
    { negated: false, type: 'field', field: 'seed', at: 15, operator: ':', value: '3', valueAt: 20 },
    { negated: true, type: 'field', field: 'tag', at: 23, operator: ':', value: 'ablation', valueAt: 27 },
    { negated: false, type: 'text', text: 'two words' },
    { negated: false, type: 'text', text: 'plain' },
  ])
})

test('values are bound, never written into the SQL', () => {
  const { text, values } = compileFilter(`name:"x' OR 1=1 --" tag:"'; DROP TABLE runs"`, metrics)
  expect(text).not.toMatch(/DROP|1=1/)
  expect(values).toEqual(["%x' OR 1=1 --%", "'; DROP TABLE runs"])
})

test('a number may be a range, a percentage, or carry its unit', () => {
  expect(compileFilter('rule.etaPlus:0.004..0.02', metrics).values).toEqual(['$.rule.etaPlus', 0.004, 0.02])
  expect(compileFilter('accuracy >= 80%', metrics).values).toEqual(['accuracy', 0.8])
  expect(compileFilter('duration > 2h', metrics).values).toEqual([7200])
  expect(compileFilter('seed:..5', metrics).values).toEqual([-Infinity, 5])
})

describe('what cannot be read is told with its place, and what was expected', () => {
  test.each([
    ['acuracy > 0.8', 0, 'Did you mean accuracy'],
    ['seed:3 status:done', 14, 'Expected one of queued, running'],
    ['seed:three', 5, 'seed is a number'],
    ['accuracy >', 10, 'Expected a value for accuracy'],
    ['"open', 0, 'no partner'],
    ['> 3', 0, 'Expected a field'],
    ['seed > 1..5', 7, 'A range goes with ":"'],
    ['starred:maybe', 8, 'yes or no'],
    ['tag > x', 6, 'is no number'],
    ['duration:5parsecs', 10, 'its unit is s'],
    ['created:tomorrow', 8, 'Expected a day'],
  ])('%s', (filter, at, message) => {
    const problem = problemOf(filter)
    expect(problem?.at).toBe(at)
    expect(problem?.message).toContain(message)
  })
})

test('whatever is typed, the answer is a condition or a problem within the text', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('seed', 'accuracy', ':', '>', '..', '"', '-', 'tag:a,b', ' '))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const filter = pieces.join('')
      const problem = problemOf(filter)
      if (problem !== undefined) expect(problem.at).toBeLessThanOrEqual(filter.length)
    }),
  )
})
