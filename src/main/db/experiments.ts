import type { Design } from '../../contract/design/index.ts'
import type { Writer } from './connection.ts'
import { newId } from './ids.ts'
import { canonicalJson } from './json.ts'

/** The experiment of a design: runs of one design, whatever their seeds, belong together. */
export function experimentOf(db: Writer, design: Design, preset: string | null, nowMs: number): number {
  const text = canonicalJson(design)
  const known = db.get(
    'SELECT number FROM experiments WHERE design = ? AND preset IS ? AND trashed_at_ms IS NULL',
    text,
    preset,
  ) as { number: number } | undefined
  if (known !== undefined) return known.number
  return db.run(
    `INSERT INTO experiments (id, name, kind, preset, design, created_at_ms, changed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    newId(nowMs),
    design.name,
    design.kind,
    preset,
    text,
    nowMs,
    nowMs,
  ).inserted
}
