import type { ActivityEvent, LabApi } from '../../../src/contract/api.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import { compareDesigns, designFile, parseDesign, readDesignFile } from '../../../src/contract/design/index.ts'
import type { DesignDocument, DesignInfo, DesignReference } from '../../../src/contract/designs.ts'

type DocumentsApi = Omit<LabApi['designs'], 'fields' | 'ofPreset' | 'check' | 'estimate'>

interface Surroundings {
  preset: (name: string) => Design
  run: (id: string) => Design
  tell: (event: ActivityEvent) => void
}

/** Design documents in memory, with the refusals of the real ones. */
export function fakeDesigns({ preset: presetDesign, run, tell }: Surroundings): DocumentsApi {
  const documents = new Map<string, DesignDocument>()
  const infoOf = ({ design, base: _, ...info }: DesignDocument): DesignInfo => ({
    ...{ ...info, name: design.name, notes: design.notes, kind: design.kind },
  })
  const get = (id: string): DesignDocument => {
    const document = documents.get(id)
    if (document === undefined)
      throw Object.assign(new Error(`There is no design "${id}".`), { code: 'DESIGN_NOT_FOUND' })
    return document
  }
  const put = (document: DesignDocument): DesignDocument => {
    const whole = { ...document, ...infoOf(document) }
    documents.set(whole.id, whole)
    tell({ type: 'design', design: infoOf(whole) })
    return whole
  }
  const add = (design: Design, base: Design, preset: string | null): DesignDocument => {
    const [now, id] = [Date.now(), `d${String(documents.size + 1).padStart(4, '0')}`]
    const times = { revision: 1, createdAtMs: now, changedAtMs: now, trashedAtMs: null }
    return put({ id, name: '', notes: '', kind: design.kind, preset, design, base, ...times })
  }
  const write = (document: DesignDocument, design: Design): DesignInfo =>
    infoOf(put({ ...document, design, revision: document.revision + 1, changedAtMs: Date.now() }))
  const referred = (reference: DesignReference): Design => {
    if ('design' in reference) return reference.design
    if ('document' in reference) return get(reference.document).design
    return 'preset' in reference ? presetDesign(reference.preset) : run(reference.run)
  }
  return {
    list: async ({ trash }) =>
      [...documents.values()]
        .filter(({ trashedAtMs }) => (trashedAtMs !== null) === trash)
        .map(infoOf)
        .sort((a, b) => b.changedAtMs - a.changedAtMs),
    get: async ({ id }) => get(id),
    create: async ({ design, preset }) =>
      add(parseDesign(design), preset === null ? parseDesign(design) : presetDesign(preset), preset),
    save: async ({ id, revision, design }) => {
      const document = get(id)
      if (document.revision === revision) return write(document, parseDesign(design))
      const facts = { id, name: document.name, revision: document.revision }
      throw Object.assign(new Error(`The design "${document.name}" was changed elsewhere.`), {
        ...{ code: 'DESIGN_CHANGED', facts },
      })
    },
    label: async ({ id, change }) => write(get(id), { ...get(id).design, ...change }),
    duplicate: async ({ id }) => {
      const { design, base, preset } = get(id)
      return add({ ...design, name: `${design.name} (copy)` }, base, preset)
    },
    delete: async ({ id }) => void put({ ...get(id), trashedAtMs: Date.now() }),
    restore: async ({ id }) => void put({ ...get(id), trashedAtMs: null }),
    compare: async ({ designs }) => {
      const found = designs.map(referred)
      return { names: found.map(({ name }) => name), differences: compareDesigns(found) }
    },
    export: async ({ id }) => ({ fileName: `${id}.json`, text: designFile(get(id).design) }),
    import: async ({ fileName, text }) => {
      const design = readDesignFile(text, fileName)
      return add(design, design, null)
    },
  }
}
