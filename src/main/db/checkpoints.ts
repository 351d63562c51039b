import type { Checkpoint } from '../../engine/index.ts'
import { getArtifact, insertArtifact, listArtifacts } from './artifacts.ts'
import type { Reader, Writer } from './connection.ts'

/** One to continue from, and one before it should the last prove unusable. */
const kept = 2

/** Part of the transaction that saves everything up to this moment. */
export function insertCheckpoint(db: Writer, run: number, checkpoint: Checkpoint, nowMs: number): void {
  const { done, kind, progress, arrays } = checkpoint
  db.run(
    `INSERT INTO checkpoints (run, done, at_ms, kind, progress) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, kind = excluded.kind, progress = excluded.progress`,
    ...[run, done, nowMs, kind, JSON.stringify(progress)],
  )
  for (const [name, array] of Object.entries(arrays)) insertArtifact(db, run, 'checkpoint', name, done, array)
  const stale = 'SELECT done FROM checkpoints WHERE run = ? ORDER BY done DESC LIMIT -1 OFFSET ?'
  db.run(`DELETE FROM artifacts WHERE run = ? AND role = 'checkpoint' AND step IN (${stale})`, run, run, kept)
  db.run(`DELETE FROM checkpoints WHERE run = ? AND done IN (${stale})`, run, run, kept)
}

export function latestCheckpoint(db: Reader, run: number): Checkpoint | undefined {
  const row = db.get('SELECT done, kind, progress FROM checkpoints WHERE run = ? ORDER BY done DESC LIMIT 1', run) as
    { done: number; kind: string; progress: string } | undefined
  if (row === undefined) return undefined
  const { done, kind, progress } = row
  const names = listArtifacts(db, run).flatMap((a) => (a.role === 'checkpoint' && a.step === done ? [a.name] : []))
  const arrays = Object.fromEntries(names.map((name) => [name, getArtifact(db, run, 'checkpoint', name, done)!]))
  return { kind, done, arrays, progress: JSON.parse(progress) as unknown }
}
