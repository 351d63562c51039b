import { describe, expect, it } from 'vitest'
import { defaultDesign, describeFields, withField } from '../../src/contract/design/index.ts'
import { createEdits } from '../../src/renderer/features/design-form/edits.ts'
import { differencesOf, partsOf, summaryOf } from '../../src/renderer/features/design-form/parts.ts'

describe('edits', () => {
  it('are taken back one by one, to the very beginning, and made again', () => {
    const edits = createEdits<number>()
    edits.begin(0)
    for (let value = 1; value <= 500; value++) edits.change(value)
    for (let value = 499; value >= 0; value--) {
      edits.undo()
      expect(edits.now.value).toBe(value)
    }
    expect(edits.canUndo.value).toBe(false)
    edits.undo()
    expect(edits.now.value).toBe(0)
    for (let step = 0; step < 500; step++) edits.redo()
    expect(edits.now.value).toBe(500)
    expect(edits.canRedo.value).toBe(false)
  })

  it('of one gesture are one step, until it rests or another begins', () => {
    const edits = createEdits<number>()
    edits.begin(0)
    for (const value of [1, 2, 3]) edits.change(value, 'slide a')
    edits.rest()
    for (const value of [4, 5]) edits.change(value, 'slide a')
    edits.change(6, 'slide b')
    const seen: (number | null)[] = []
    while (edits.canUndo.value) {
      edits.undo()
      seen.push(edits.now.value)
    }
    expect(seen).toEqual([5, 3, 0])
  })

  it('of a gesture do not join what was undone', () => {
    const edits = createEdits<number>()
    edits.begin(0)
    edits.change(1, 'slide a')
    edits.undo()
    edits.change(2, 'slide a')
    expect(edits.canRedo.value).toBe(false)
    edits.undo()
    expect(edits.now.value).toBe(0)
  })

  it('begin anew with another value', () => {
    const edits = createEdits<number>()
    edits.begin(0)
    edits.change(1)
    edits.begin(7)
    expect([edits.now.value, edits.canUndo.value, edits.canRedo.value]).toEqual([7, false, false])
  })
})

describe('a design beside where it began', () => {
  const fields = describeFields('classification')
  const origin = defaultDesign('classification')

  it('differs in the fields that were changed, and in no others', () => {
    expect(differencesOf(fields, origin, origin)).toEqual([])
    const changed = withField(withField(origin, 'rule.etaPlus', 0.01), 'recorders.units', [3, 4])
    expect(differencesOf(fields, changed, origin).map(({ field, value }) => [field.path, value])).toEqual([
      ['rule.etaPlus', 0.01],
      ['recorders.units', [3, 4]],
    ])
    expect(differencesOf(fields, withField(changed, 'rule.etaPlus', origin.rule.etaPlus), origin)).toHaveLength(1)
  })

  it('has every field in one part, and each part in a word', () => {
    const parts = partsOf(fields)
    expect(parts.flatMap((part) => part.fields)).toHaveLength(fields.length)
    const word = (name: string) =>
      summaryOf(
        parts.find((part) => part.name === name)!,
        origin,
      )
    expect([word('stopLearning'), word('teacher'), word('stimulus')]).toEqual(['on', 'current', 'mnist'])
  })
})
