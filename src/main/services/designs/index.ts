import type { LabApi } from '../../../contract/api.ts'
import type { Design } from '../../../contract/design/index.ts'
import { designFile, parseDesign, readDesignFile } from '../../../contract/design/index.ts'
import type { DesignDocument, DesignInfo } from '../../../contract/designs.ts'
import { LabError } from '../../../contract/errors.ts'
import type { ProjectFile, Reader, Writer } from '../../db/connection.ts'
import type { NewDesign } from '../../db/designs.ts'
import { findDesign, getDesign, insertDesign, listDesigns, trashDesign, updateDesign } from '../../db/designs.ts'
import { findRun, getRun } from '../../db/runs.read.ts'
import type { PresetService } from '../presets.ts'
import { fileNameOf } from '../files/name.ts'

export interface DesignService {
  list: (trash: boolean) => DesignInfo[]
  /** By id, or what a person may type for it. */
  get: (reference: string) => DesignDocument
  create: (design: unknown, preset: string | null) => DesignDocument
  /** Only on top of the revision that was read. */
  save: (id: string, revision: number, design: unknown) => DesignInfo
  label: (id: string, change: { name?: string; notes?: string }) => DesignInfo
  duplicate: (id: string) => DesignDocument
  trash: (id: string) => void
  restore: (id: string) => void
  /** The design of one run, as a new one would have it. */
  ofRun: (reference: string) => Design
  exportFile: (reference: string) => Awaited<ReturnType<LabApi['designs']['export']>>
  importFile: (fileName: string, text: string) => DesignDocument
}

/** The designs of a project as documents. `changed` hears of everything that is written. */
export function createDesigns(
  store: ProjectFile,
  presets: PresetService,
  changed: (design: DesignInfo) => void,
): DesignService {
  const find = (db: Reader, reference: string): DesignInfo => findDesign(db, store.file, reference)
  const get = (db: Reader, reference: string): DesignDocument => getDesign(db, find(db, reference))
  const told = <T extends DesignInfo>(document: T): T => {
    const { design: _, base: __, ...info } = document as T & Partial<DesignDocument>
    changed(info)
    return document
  }
  const add = (document: NewDesign): DesignDocument =>
    told(store.write((db) => get(db, insertDesign(db, document, Date.now()))))
  const change = (id: string, work: (db: Writer, nowMs: number) => void): DesignInfo =>
    told(
      store.write((db) => {
        work(db, Date.now())
        return find(db, id)
      }),
    )
  return {
    list: (trash) => store.read((db) => listDesigns(db, trash)),
    get: (reference) => store.read((db) => get(db, reference)),
    create: (given, preset) => {
      const design = parseDesign(given)
      const base = preset === null ? design : presets.get(preset).design
      return add({ design, base, preset })
    },
    save: (id, revision, given) => {
      const design = parseDesign(given)
      return change(id, (db, nowMs) => {
        const stored = find(db, id)
        if (stored.revision !== revision)
          throw new LabError('DESIGN_CHANGED', { id: stored.id, name: stored.name, revision: stored.revision })
        updateDesign(db, stored.id, design, nowMs)
      })
    },
    label: (id, labels) => change(id, (db, nowMs) => updateDesign(db, id, { ...get(db, id).design, ...labels }, nowMs)),
    duplicate: (id) => {
      const { design, base, preset } = store.read((db) => get(db, id))
      return add({ design: { ...design, name: `${design.name.slice(0, 190)} (copy)` }, base, preset })
    },
    trash: (id) => void change(id, (db, nowMs) => trashDesign(db, id, nowMs)),
    restore: (id) => void change(id, (db) => trashDesign(db, id, null)),
    ofRun: (reference) =>
      store.read((db) => {
        const { number, design } = getRun(db, findRun(db, store.file, reference).number)
        return parseDesign(design, `The design of run #${number}`)
      }),
    exportFile: (reference) => {
      const { design } = store.read((db) => get(db, reference))
      return { fileName: `${fileNameOf(design.name)}.json`, text: designFile(design) }
    },
    importFile: (fileName, text) => {
      const design = readDesignFile(text, fileName)
      return add({ design, base: design, preset: null })
    },
  }
}
