import type Database from 'better-sqlite3'
import { LabError } from '../../contract/errors.ts'
import { explainSqlite } from './errors.ts'

/** A value as SQLite takes and gives it. NaN has no place there and becomes NULL. */
export type SqlValue = string | number | null | Uint8Array

/** Reads and writes apart: a repository says by its parameter whether it changes the file, and what its rows look like. */
export interface Reader {
  all: (sql: string, ...values: SqlValue[]) => unknown[]
  get: (sql: string, ...values: SqlValue[]) => unknown
}

/** Only to be had inside a transaction. */
export interface Writer extends Reader {
  /** The number of the row inserted, and of those changed. */
  run: (sql: string, ...values: SqlValue[]) => { inserted: number; changes: number }
}

export interface ProjectFile {
  readonly file: string
  readonly readOnly: boolean
  /** Several reads see one state of the file. */
  read: <T>(work: (db: Reader) => T) => T
  /** All or nothing. */
  write: <T>(work: (db: Writer) => T) => T
  close: () => void
}

export interface ProjectPlace {
  readOnly: boolean
  /** Whether the name still stands for the file that is open. */
  isThere: () => boolean
}

export function projectFile(
  file: string,
  database: Database.Database,
  { readOnly, isThere }: ProjectPlace = { readOnly: false, isThere: () => true },
): ProjectFile {
  const statements = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      statement = database.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  const reader: Reader = {
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
  }
  const writer: Writer = {
    ...reader,
    run: (sql, ...values) => {
      const { lastInsertRowid, changes } = prepare(sql).run(...values)
      return { inserted: Number(lastInsertRowid), changes }
    },
  }
  const explained = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw explainSqlite(file, error)
    }
  }
  /** What was saved goes with the file, wherever it is now: nothing of it stays behind in the WAL. */
  const refuseMoved = (): void => {
    if (isThere()) return
    if (database.open) database.pragma('wal_checkpoint(TRUNCATE)')
    throw new LabError('PROJECT_MOVED', { file })
  }
  return {
    file,
    readOnly,
    read: (work) => explained(() => database.transaction(() => work(reader)).deferred()),
    // Immediate: a writer waits for its turn at the start, where nothing is lost by waiting.
    write: (work) =>
      explained(() => {
        refuseMoved()
        return database.transaction(() => work(writer)).immediate()
      }),
    close: () => database.close(),
  }
}
