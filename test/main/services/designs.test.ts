import { beforeEach, describe, expect, test } from 'vitest'
import { applySettings, defaultDesign } from '../../../src/contract/design/index.ts'
import type { DesignInfo } from '../../../src/contract/designs.ts'
import type { LabError } from '../../../src/contract/errors.ts'
import type { ProjectFile } from '../../../src/main/db/connection.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import type { DesignService } from '../../../src/main/services/designs/index.ts'
import { compareReferences } from '../../../src/main/services/designs/compare.ts'
import { createDesigns } from '../../../src/main/services/designs/index.ts'

const preset = applySettings(defaultDesign('srdp'), ['name=Of the paper', 'pairing.lagMs=5'])
const presets = {
  list: () => [],
  get: (name: string) => ({
    name,
    title: '',
    description: '',
    expected: '',
    minutes: 1,
    design: preset,
    quickDesign: preset,
  }),
}
let store: ProjectFile
let told: DesignInfo[]
let designs: DesignService

beforeEach(() => {
  store = openMemory()
  told = []
  designs = createDesigns(store, presets, (design) => told.push(design))
})

describe('a design of a project', () => {
  test('is found again as it was left, with what it began as', () => {
    const { id } = designs.create(preset, 'figure')
    const changed = applySettings(preset, ['pairing.lagMs=12', 'notes=Why not'])
    expect(designs.save(id, 1, changed)).toMatchObject({ revision: 2, name: 'Of the paper', notes: 'Why not' })
    const again = createDesigns(store, presets, () => undefined)
    expect(again.get(id)).toMatchObject({ design: changed, base: preset, preset: 'figure', revision: 2 })
    expect(again.list(false)).toMatchObject([{ id, notes: 'Why not', kind: 'srdp' }])
    expect(told.map(({ revision }) => revision)).toEqual([1, 2])
    expect(told[0]).not.toHaveProperty('design')
  })

  test('that has changed elsewhere is not overwritten', () => {
    const { id } = designs.create(preset, null)
    designs.save(id, 1, applySettings(preset, ['pairing.lagMs=12']))
    const late = () => designs.save(id, 1, applySettings(preset, ['pairing.lagMs=15']))
    expect(late).toThrow('was changed elsewhere meanwhile')
    try {
      late()
    } catch (error) {
      expect((error as LabError).facts).toMatchObject({ id, revision: 2 })
    }
    expect(designs.get(id).design).toMatchObject({ pairing: { lagMs: 12 } })
  })

  test('that may not run is not saved, and the sentence says why', () => {
    const { id } = designs.create(preset, null)
    const wrong = { ...preset, pairing: { ...preset.pairing, fromHz: 50, toHz: 20 } }
    expect(() => designs.save(id, 1, wrong)).toThrow('pairing.toHz: must be above the lowest one')
    expect(designs.get(id).revision).toBe(1)
  })

  test('is renamed and noted without what is being changed elsewhere being lost', () => {
    const { id } = designs.create(preset, null)
    designs.save(id, 1, applySettings(preset, ['pairing.lagMs=12']))
    expect(designs.label(id, { name: 'Mine' })).toMatchObject({ name: 'Mine', revision: 3 })
    expect(designs.get(id).design).toMatchObject({ name: 'Mine', pairing: { lagMs: 12 } })
  })

  test('is copied with its origin', () => {
    const { id } = designs.create(preset, 'figure')
    designs.save(id, 1, applySettings(preset, ['pairing.lagMs=12']))
    const copy = designs.duplicate(id)
    expect(copy).toMatchObject({ name: 'Of the paper (copy)', preset: 'figure', base: preset, revision: 1 })
    expect(copy.design).toMatchObject({ pairing: { lagMs: 12 } })
    expect(copy.id).not.toBe(id)
  })

  test('comes back from the trash', () => {
    const { id } = designs.create(preset, null)
    designs.trash(id)
    expect(designs.list(false)).toEqual([])
    expect(designs.list(true)).toMatchObject([{ id }])
    designs.restore(id)
    expect(designs.list(false)).toMatchObject([{ id, trashedAtMs: null }])
  })

  test('travels as a file to another project', () => {
    const { id } = designs.create(preset, null)
    const { fileName, text } = designs.exportFile(id)
    expect(fileName).toBe('of-the-paper.json')
    const elsewhere = createDesigns(openMemory(), presets, () => undefined)
    expect(elsewhere.importFile(fileName, text)).toMatchObject({ design: preset, base: preset, revision: 1 })
    expect(() => elsewhere.importFile('bad.json', text.replace('"lagMs": 5', '"lagMs": -5'))).toThrow(
      'bad.json cannot be used.\n  pairing.lagMs is -5: it must be a number between 0.1 and 500 ms.',
    )
    expect(elsewhere.list(false)).toHaveLength(1)
  })

  test('is compared with a preset', () => {
    const { id } = designs.create(applySettings(preset, ['pairing.lagMs=12']), null)
    const both = [{ document: id }, { preset: 'figure' }]
    expect(compareReferences(both, presets, () => designs)).toEqual({
      names: ['Of the paper', 'Of the paper'],
      differences: [{ path: 'pairing.lagMs', part: 'Pairing', label: 'Lag', unit: 'ms', values: [12, 5] }],
    })
  })

  test('is compared while it is worked on, without a project', () => {
    const design = applySettings(preset, ['rule.etaPlus=0.03'])
    const noProject = () => {
      throw new Error('no project')
    }
    const { differences } = compareReferences([{ design }, { preset: 'figure' }], presets, noProject)
    expect(differences.map(({ path, values }) => [path, ...values])).toEqual([['rule.etaPlus', 0.03, 0.02]])
    expect(() => compareReferences([{ design }, { document: 'x' }], presets, noProject)).toThrow('no project')
  })

  test('answers to its name and the beginning of its id; two of one name do not', () => {
    const { id } = designs.create(preset, null)
    expect(designs.get('Of the paper').id).toBe(id)
    expect(designs.get(id.slice(0, 12)).id).toBe(id)
    expect(() => designs.get('nothing')).toThrow('There is no design "nothing" in memory')
    designs.create(preset, null)
    expect(() => designs.get('Of the paper')).toThrow('several answer to that')
  })
})
