import type Database from 'better-sqlite3'
import type { Reader } from '../../db/connection.ts'
import { getArtifact } from '../../db/artifacts.ts'
import type { ArtifactRole } from '../../db/artifacts.ts'
import { getCheckpoint } from '../../db/checkpoints.ts'
import { plainError } from '../../../contract/errors.ts'
import type { Finding } from './index.ts'

/** Everything that belongs to runs: can it be read, and is it as it was written? */
export function checkRuns(database: Database.Database): Finding[] {
  const db = readerOf(database)
  const findings: Finding[] = []
  const damage = (where: string, error: unknown): void =>
    void findings.push({ severity: 'damage', where, what: plainError(error).message })
  const rows = <T>(where: string, sql: string): T[] => {
    try {
      return db.all(sql) as T[]
    } catch (error) {
      damage(where, error)
      return []
    }
  }
  const runs = rows<{ number: number }>('runs', 'SELECT number FROM runs ORDER BY number')
  for (const { number } of runs) {
    attempt(() => {
      const { design } = db.get('SELECT design FROM runs WHERE number = ?', number) as { design: string }
      JSON.parse(design)
    }, `run #${number}, its design`)
  }
  type ArtifactKey = { run: number; role: ArtifactRole; name: string; step: number }
  for (const { run, role, name, step } of rows<ArtifactKey>('arrays', 'SELECT run, role, name, step FROM artifacts'))
    attempt(() => getArtifact(db, run, role, name, step), `run #${run}, ${role} ${name}`)
  for (const { run, done } of rows<{ run: number; done: number }>('checkpoints', 'SELECT run, done FROM checkpoints'))
    attempt(() => getCheckpoint(db, run, done), `run #${run}, checkpoint at ${done}`)
  return findings

  function attempt(work: () => unknown, where: string): void {
    try {
      work()
    } catch (error) {
      damage(where, error)
    }
  }
}

function readerOf(database: Database.Database): Reader {
  return {
    all: (sql, ...values) => database.prepare(sql).all(...values),
    get: (sql, ...values) => database.prepare(sql).get(...values),
  }
}
