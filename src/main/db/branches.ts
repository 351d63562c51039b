import type { Branch, Lineage } from '../../contract/runs.ts'
import type { Reader, Writer } from './connection.ts'

/** By its id: it may be in another project. */
export function insertParent(db: Writer, run: number, parentId: string, done: number): void {
  db.run('INSERT INTO branches (run, parent, done) VALUES (?, ?, ?)', run, parentId, done)
}

/** `run` goes on from what the run of this id had come to after `done`, and takes its measurements up to there along. */
export function insertBranch(db: Writer, run: number, parent: { number: number; id: string }, done: number): void {
  insertParent(db, run, parent.id, done)
  db.run(
    'INSERT INTO metric_series (run, name, unit) SELECT ?, name, unit FROM metric_series WHERE run = ? ORDER BY number',
    ...[run, parent.number],
  )
  db.run(
    `INSERT INTO metrics (series, step, value)
     SELECT ours.number, m.step, m.value FROM metrics m JOIN metric_series theirs ON theirs.number = m.series
     JOIN metric_series ours ON ours.name = theirs.name AND ours.run = ? WHERE theirs.run = ? AND m.step <= ?`,
    ...[run, parent.number, done],
  )
}

export function lineageOf(db: Reader, run: number, id: string): Lineage {
  const parent = db.get(
    `SELECT b.parent AS runId, r.number, r.name, b.done FROM branches b LEFT JOIN runs r ON r.id = b.parent WHERE b.run = ?`,
    run,
  ) as Branch | undefined
  const branches = db.all(
    `SELECT r.id AS runId, r.number, r.name, b.done FROM branches b JOIN runs r ON r.number = b.run
     WHERE b.parent = ? AND r.trashed_at_ms IS NULL ORDER BY r.number`,
    id,
  ) as Branch[]
  return { parent: parent ?? null, branches }
}
