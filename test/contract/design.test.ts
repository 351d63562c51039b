import { describe, expect, it } from 'vitest'
import {
  applySettings,
  defaultDesign,
  describeFields,
  designJsonSchema,
  designKinds,
  parseDesign,
} from '../../src/contract/design/index.ts'
import { LabError } from '../../src/contract/errors.ts'

function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    expect(error).toBeInstanceOf(LabError)
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}

describe('a design from outside', () => {
  it('takes defaults for what is missing', () => {
    const design = parseDesign({ kind: 'classification', rule: { etaPlus: 0.5 } })
    if (design.kind !== 'classification') throw new Error('a design changed its kind')
    expect(design.rule.etaPlus).toBe(0.5)
    expect(design.rule.tauPreMs).toBe(17)
    expect(parseDesign(design)).toEqual(design)
  })

  it('lists every problem with its path, value and what is allowed', () => {
    const message = messageOf(() =>
      parseDesign({
        kind: 'classification',
        rule: { etaPlus: 2, bistable: 'yes', efficacy: 'analog', etaPlsu: 0.1 },
        schedule: { trainSamples: 1.5, dtMs: Number.NaN },
        neuron: 4,
      }),
    )
    expect(message).toContain('rule.etaPlus is 2: it must be a number between 0 and 1.')
    expect(message).toContain('rule.bistable is "yes": it must be true or false.')
    expect(message).toContain('rule.efficacy is "analog": it must be one of binary, graded.')
    expect(message).toContain('rule.etaPlsu does not exist. Did you mean rule.etaPlus')
    expect(message).toContain('schedule.trainSamples is 1.5: it must be a whole number between 0 and 1000000 digits.')
    expect(message).toContain('schedule.dtMs is NaN: it must be a number between 0.01 and 5 ms.')
    expect(message).toContain('neuron is 4: it must be a part with the fields tauMembraneMs, ')
  })

  it.each([
    [null, 'It is null: it must be an object'],
    [[], 'It is []: it must be an object'],
    [{}, 'kind is missing: it must be one of classification'],
    [{ kind: 'clasification' }, 'kind is "clasification": it must be one of classification'],
    [{ kind: 'classification', version: 'two' }, 'version is "two": it must be a whole number from 1'],
  ])('%j is refused', (value, message) => {
    expect(messageOf(() => parseDesign(value))).toContain(message)
  })

  it('is refused where its fields contradict each other', () => {
    const message = messageOf(() =>
      parseDesign({ kind: 'classification', neuron: { resetMv: -40 }, stopLearning: { ltpLow: 0.4, ltpHigh: 0.3 } }),
    )
    expect(message).toContain('neuron.resetMv: it is -40, and must be below thresholdMv, which is -50.')
    expect(message).toContain('stopLearning.ltpLow: it is 0.4, and must be below ltpHigh, which is 0.3.')
  })

  it('of a newer version is refused by name, not by its unknown fields', () => {
    const newer = { kind: 'classification', version: 99, unheardOf: true }
    expect(() => parseDesign(newer, 'big.json')).toThrow('big.json was written by a newer Bistable')
  })
})

describe('settings typed on a terminal', () => {
  const design = defaultDesign('classification')

  it('are read by the type of their field', () => {
    const changed = applySettings(design, [
      'schedule.trainSamples=500',
      'rule.etaPlus=1e-3',
      'rule.bistable=false',
      'rule.efficacy=graded',
      'name=A first try = mine',
    ])
    expect(changed.schedule.trainSamples).toBe(500)
    expect(changed.rule).toMatchObject({ etaPlus: 0.001, bistable: false, efficacy: 'graded' })
    expect(changed.name).toBe('A first try = mine')
    expect(design.schedule.trainSamples).toBe(20000)
  })

  it('may carry the unit of their field, and no other', () => {
    expect(applySettings(design, ['teacher.leadMs=150ms']).teacher.leadMs).toBe(150)
    expect(applySettings(design, ['teacher.leadMs=150 ms']).teacher.leadMs).toBe(150)
    expect(messageOf(() => applySettings(design, ['teacher.leadMs=1s']))).toContain(
      'teacher.leadMs is 1s: its unit is ms, not s.',
    )
    expect(messageOf(() => applySettings(design, ['rule.etaPlus=2%']))).toContain('it has no unit, not %')
  })

  it.each([
    ['schedule.trainSample=500', 'schedule.trainSample does not exist. Did you mean schedule.trainSamples'],
    ['trainSamples=500', 'Did you mean schedule.trainSamples'],
    ['qqqqqqqqqqqq=1', 'Parts: name, notes, stimulus, '],
    ['rule=binary', 'rule is a part of the design, not a field. Fields: rule.kind, rule.tauPreMs'],
    ['kind=pairs', 'kind cannot be set'],
    ['rule.etaPlus', '"rule.etaPlus" is not a setting: write path=value'],
    ['rule.etaPlus=2', 'rule.etaPlus is 2: it must be a number between 0 and 1.'],
    ['rule.etaPlus=', 'rule.etaPlus is empty: it must be a number between 0 and 1.'],
    ['rule.etaPlus=0x1', 'rule.etaPlus is 0x1: '],
    ['rule.etaPlus=NaN', 'rule.etaPlus is NaN: '],
    ['schedule.trainSamples=1.5', 'it must be a whole number between 0 and 1000000 digits.'],
    ['rule.bistable=maybe', 'rule.bistable is maybe: it must be true or false.'],
    ['rule.efficacy=analog', 'it must be one of binary, graded.'],
    ['rule.__proto__=1', 'rule.__proto__ does not exist.'],
  ])('%s is refused', (setting, message) => {
    expect(messageOf(() => applySettings(design, [setting]))).toContain(message)
  })

  it('report all problems at once', () => {
    const message = messageOf(() => applySettings(design, ['rule.etaPlus=2', 'rule.foo=1', 'schedule.epochs=3']))
    expect(message).toContain('rule.etaPlus is 2')
    expect(message).toContain('rule.foo does not exist')
    expect(message).not.toContain('epochs')
  })
})

describe.each(designKinds)('the fields of %s', (kind) => {
  const fields = describeFields(kind)

  it('have a name for people and a default inside their range', () => {
    for (const field of fields) {
      expect(field.label, field.path).not.toBe('')
      if (field.type !== 'number' && field.type !== 'whole') continue
      expect(field.default, field.path).toBeGreaterThanOrEqual(field.min!)
      expect(field.default, field.path).toBeLessThanOrEqual(field.max!)
    }
  })

  it('can each be set to their own default', () => {
    const design = defaultDesign(kind)
    const settings = fields.map(({ path, default: value }) => `${path}=${String(value)}`)
    expect(applySettings(design, settings)).toEqual(design)
  })

  it('have a JSON schema that requires nothing but the kind', () => {
    expect(designJsonSchema(kind)).toMatchObject({ type: 'object', required: ['kind'] })
  })
})
