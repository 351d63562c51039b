import type { Design } from '../../contract/design/index.ts'
import type { Writer } from './connection.ts'
import { fingerprintOf } from './fingerprint.ts'
import { newId } from './ids.ts'
import { canonicalJson } from './json.ts'

/** The experiment of a design: runs of one design, whatever their seeds, belong together. */
export function experimentOf(db: Writer, design: Design, preset: string | null, nowMs: number): number {
  const text = canonicalJson(design)
  const fingerprint = fingerprintOf(text)
  // Two questions of an index, where a condition on the design would read every design there is.
  const known = db.get(
    `SELECT number FROM experiments WHERE (fingerprint = ? OR fingerprint IS NULL) AND design = ? AND preset IS ?
       AND trashed_at_ms IS NULL`,
    ...[fingerprint, text, preset],
  ) as { number: number } | undefined
  if (known !== undefined) return known.number
  return db.run(
    `INSERT INTO experiments (id, name, kind, preset, design, fingerprint, created_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    newId(nowMs),
    design.name,
    design.kind,
    preset,
    text,
    fingerprint,
    nowMs,
    nowMs,
  ).inserted
}
