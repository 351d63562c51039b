import type { Design } from '../../contract/design/index.ts'
import { parseDesign } from '../../contract/design/index.ts'
import type { DesignDocument, DesignInfo } from '../../contract/designs.ts'
import { LabError } from '../../contract/errors.ts'
import type { Reader, SqlValue, Writer } from './connection.ts'
import { newId } from './ids.ts'
import { canonicalJson } from './json.ts'

interface InfoRow extends Omit<DesignInfo, 'name' | 'notes'> {
  name: string | null
  notes: string | null
}

const infoColumns = `id, kind, preset, revision, created_at_ms AS createdAtMs, changed_at_ms AS changedAtMs,
  trashed_at_ms AS trashedAtMs, design ->> 'name' AS name, design ->> 'notes' AS notes`

/** Last changed first. */
export function listDesigns(db: Reader, trash: boolean): DesignInfo[] {
  const rows = db.all(
    `SELECT ${infoColumns} FROM designs WHERE (trashed_at_ms IS NOT NULL) = ? ORDER BY changed_at_ms DESC, number DESC`,
    trash ? 1 : 0,
  ) as InfoRow[]
  return rows.map(infoOf)
}

/** By its id, the beginning of it, or its name if only one has it. Those in the trash answer to their id alone. */
export function findDesign(db: Reader, project: string, reference: string): DesignInfo {
  const some = (condition: string, ...values: SqlValue[]): DesignInfo[] =>
    (db.all(`SELECT ${infoColumns} FROM designs WHERE ${condition} LIMIT 2`, ...values) as InfoRow[]).map(infoOf)
  const searches = [
    () => some('id = ?', reference),
    () => some("trashed_at_ms IS NULL AND design ->> 'name' = ?", reference),
    () => some('trashed_at_ms IS NULL AND substr(id, 1, max(3, ?)) = ?', reference.length, reference),
  ]
  for (const search of searches) {
    const found = search()
    if (found.length === 1) return found[0]
    if (found.length > 1) throw notFound(project, reference, 'several answer to that; give an id')
  }
  const { count } = db.get('SELECT count(*) AS count FROM designs WHERE trashed_at_ms IS NULL') as { count: number }
  throw notFound(project, reference, count === 0 ? 'it has no designs yet' : `"designs" lists the ${count} it has`)
}

/** Both designs are brought up to date when an older program wrote them. */
export function getDesign(db: Reader, info: DesignInfo): DesignDocument {
  const row = db.get('SELECT design, base FROM designs WHERE id = ?', info.id) as { design: string; base: string }
  const read = (text: string): Design => parseDesign(JSON.parse(text), `The design "${info.name}"`)
  return { ...info, design: read(row.design), base: read(row.base) }
}

export interface NewDesign {
  design: Design
  base: Design
  preset: string | null
}

export function insertDesign(db: Writer, { design, base, preset }: NewDesign, nowMs: number): string {
  const id = newId(nowMs)
  db.run(
    'INSERT INTO designs (id, kind, preset, design, base, created_at_ms, changed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[id, design.kind, preset, canonicalJson(design), canonicalJson(base), nowMs, nowMs],
  )
  return id
}

export function updateDesign(db: Writer, id: string, design: Design, nowMs: number): void {
  db.run(
    'UPDATE designs SET design = ?, kind = ?, revision = revision + 1, changed_at_ms = ? WHERE id = ?',
    ...[canonicalJson(design), design.kind, nowMs, id],
  )
}

/** null: back from the trash. */
export function trashDesign(db: Writer, id: string, atMs: number | null): void {
  db.run('UPDATE designs SET trashed_at_ms = ? WHERE id = ?', atMs, id)
}

function infoOf(row: InfoRow): DesignInfo {
  return { ...row, name: row.name ?? '', notes: row.notes ?? '' }
}

function notFound(project: string, design: string, known: string): LabError {
  return new LabError('DESIGN_NOT_FOUND', { design, project, known })
}
