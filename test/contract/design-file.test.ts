import { describe, expect, it } from 'vitest'
import {
  applySettings,
  compareDesigns,
  defaultDesign,
  designFile,
  designJsonSchema,
  designKinds,
  parseDesign,
  readDesignFile,
} from '../../src/contract/design/index.ts'
import { upgradeDesign } from '../../src/contract/design/upgrade.ts'

describe('a design as a file', () => {
  it.each(designKinds)('of the kind %s comes back as it was', (kind) => {
    const design = defaultDesign(kind)
    const text = designFile(design)
    expect(readDesignFile(text, 'file')).toEqual(design)
    expect(Object.keys(JSON.parse(text) as object).slice(0, 4)).toEqual(['kind', 'version', 'name', 'notes'])
  })

  it('may say where its schema lies, which is no part of the design', () => {
    const text = JSON.stringify({ $schema: './srdp.schema.json', kind: 'srdp' })
    expect(readDesignFile(text, 'file')).toEqual(defaultDesign('srdp'))
    const schema = designJsonSchema('srdp') as { properties: Record<string, unknown>; additionalProperties: boolean }
    // Without it, an editor would mark the line that names the schema.
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(schema.properties)).toContain('$schema')
  })

  it('whose JSON is broken says in which line', () => {
    expect(() => readDesignFile('{\n  "kind": "srdp",\n  "name" "x"\n}', 'mine.json')).toThrow(/mine\.json.*line 3/s)
  })

  it('edited by hand names field, value and what is allowed', () => {
    const text = JSON.stringify({ kind: 'srdp', pairing: { lagMs: 0, tohz: 3 } })
    expect(() => readDesignFile(text, 'mine.json')).toThrow(
      /mine\.json cannot be used\.\s+pairing\.lagMs is 0: it must be a number between 0\.1 and 500 ms\.\s+pairing\.tohz does not exist\. Did you mean pairing\.toHz/,
    )
  })
})

describe('an older design', () => {
  const steps = [
    (older: Record<string, unknown>) => ({ ...older, rate: Number(older.period) ** -1 }),
    ({ period: _, ...older }: Record<string, unknown>) => older,
  ]

  it('goes through the steps it lacks, in order', () => {
    expect(upgradeDesign('srdp', 1, { period: 4 }, steps)).toEqual({ rate: 0.25 })
    expect(upgradeDesign('srdp', 2, { period: 4 }, steps)).toEqual({})
    expect(upgradeDesign('srdp', 3, { period: 4 }, steps)).toEqual({ period: 4 })
  })

  it('an oscillation of version 1 loses the time of calibration, which nothing used', () => {
    const older = { kind: 'oscillation', version: 1, procedure: { calibrationMs: 4000, learningMs: 1000 } }
    expect(parseDesign(older)).toMatchObject({ version: 2, procedure: { learningMs: 1000 } })
    expect(parseDesign(older)).toEqual(parseDesign({ kind: 'oscillation', procedure: { learningMs: 1000 } }))
  })
})

describe('a comparison', () => {
  const design = defaultDesign('classification')

  it('shows only fields that differ, with their names and units', () => {
    const other = applySettings(design, ['teacher.leadMs=170', 'name=Other', 'notes=Longer'])
    expect(compareDesigns([design, other, design])).toEqual([
      { path: 'teacher.leadMs', part: 'Teacher', label: expect.any(String), unit: 'ms', values: [150, 170, 150] },
    ])
  })

  it('leaves out what does nothing in any of them', () => {
    const unused = applySettings(design, ['rule.triplet.tauPlusMs=20'])
    expect(compareDesigns([design, unused])).toEqual([])
    const used = applySettings(unused, ['rule.kind=triplet'])
    expect(compareDesigns([design, used]).map(({ path }) => path)).toEqual(['rule.kind', 'rule.triplet.tauPlusMs'])
  })

  it('of different kinds says where one has no such field', () => {
    const differences = compareDesigns([design, defaultDesign('srdp')])
    expect(differences.find(({ path }) => path === 'pairing.lagMs')?.values).toEqual([null, 10])
    expect(differences.some(({ path }) => path === 'kind')).toBe(false)
  })
})
