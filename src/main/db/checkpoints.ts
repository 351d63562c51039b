import { createHash } from 'node:crypto'
import type { CheckpointInfo } from '../../contract/runs.ts'
import { hasCode, LabError } from '../../contract/errors.ts'
import type { Checkpoint } from '../../engine/index.ts'
import { getArtifact, insertArtifact, listArtifacts } from './artifacts.ts'
import type { Reader, Writer } from './connection.ts'

export interface CheckpointRules {
  /** Asked for by a person: it stays. */
  pinned: boolean
  /** Newest of the others that stay. */
  keep: number
}

/** Part of the transaction that saves everything up to this moment. */
export function insertCheckpoint(
  db: Writer,
  run: number,
  checkpoint: Checkpoint,
  { pinned, keep }: CheckpointRules,
  nowMs: number,
): void {
  const { done, kind, arrays } = checkpoint
  const progress = JSON.stringify(checkpoint.progress)
  // One at the same place may have had other arrays.
  db.run("DELETE FROM artifacts WHERE run = ? AND role = 'checkpoint' AND step = ?", run, done)
  for (const [name, array] of Object.entries(arrays)) insertArtifact(db, run, 'checkpoint', name, done, array)
  const seal = sealOf(kind, progress, Object.keys(arrays))
  db.run(
    `INSERT INTO checkpoints (run, done, at_ms, kind, progress, seal, pinned) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, kind = excluded.kind, progress = excluded.progress,
       seal = excluded.seal, pinned = max(pinned, excluded.pinned)`,
    ...[run, done, nowMs, kind, progress, seal, pinned ? 1 : 0],
  )
  const stale = 'SELECT done FROM checkpoints WHERE run = ? AND pinned = 0 ORDER BY done DESC LIMIT -1 OFFSET ?'
  db.run(`DELETE FROM artifacts WHERE run = ? AND role = 'checkpoint' AND step IN (${stale})`, run, run, keep)
  db.run(`DELETE FROM checkpoints WHERE run = ? AND done IN (${stale})`, run, run, keep)
}

/** Newest first. */
export function listCheckpoints(db: Reader, run: number): CheckpointInfo[] {
  const rows = db.all(
    `SELECT done, at_ms AS atMs, pinned,
       (SELECT coalesce(sum(length(data)), 0) FROM artifacts a
        WHERE a.run = c.run AND a.role = 'checkpoint' AND a.step = c.done) AS bytes
     FROM checkpoints c WHERE run = ? ORDER BY done DESC`,
    run,
  ) as (Omit<CheckpointInfo, 'pinned'> & { pinned: number })[]
  return rows.map((row) => ({ ...row, pinned: row.pinned === 1 }))
}

/** Refuses one that is not as it was written: every array has its checksum, and a seal says which belong to it. */
export function getCheckpoint(db: Reader, run: number, done: number): Checkpoint {
  const damaged = (): LabError => new LabError('CHECKPOINT_DAMAGED', { run: `#${run}`, done })
  const row = db.get('SELECT kind, progress, seal FROM checkpoints WHERE run = ? AND done = ?', run, done) as
    { kind: string; progress: string; seal: string | null } | undefined
  if (row === undefined) throw damaged()
  const { kind, progress, seal } = row
  const names = listArtifacts(db, run).flatMap((a) => (a.role === 'checkpoint' && a.step === done ? [a.name] : []))
  // Those of the first versions have no seal.
  if (seal !== null && seal !== sealOf(kind, progress, names)) throw damaged()
  try {
    const arrays = Object.fromEntries(names.map((name) => [name, getArtifact(db, run, 'checkpoint', name, done)!]))
    return { kind, done, arrays, progress: JSON.parse(progress) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ARTIFACT_DAMAGED')) throw damaged()
    throw error
  }
}

/** The newest that is intact, and those it had to pass over. */
export function latestCheckpoint(db: Reader, run: number): { checkpoint: Checkpoint | undefined; damaged: number[] } {
  const damaged: number[] = []
  for (const { done } of db.all('SELECT done FROM checkpoints WHERE run = ? ORDER BY done DESC', run) as {
    done: number
  }[]) {
    try {
      return { checkpoint: getCheckpoint(db, run, done), damaged }
    } catch (error) {
      if (!hasCode(error, 'CHECKPOINT_DAMAGED')) throw error
      damaged.push(done)
    }
  }
  return { checkpoint: undefined, damaged }
}

function sealOf(kind: string, progress: string, names: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, progress, [...names].sort()]))
    .digest('hex')
}
