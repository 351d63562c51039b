import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { LabError } from '../../contract/errors.ts'
import type { ProjectFile } from './connection.ts'
import { projectFile } from './connection.ts'
import { explainSqlite } from './errors.ts'
import { checkHeader } from './header.ts'
import { migrate, newestVersion } from './migrations/index.ts'

interface OpenOptions {
  /** How long a transaction waits for another program's. */
  busyTimeoutMs?: number
  /** A file that cannot be written to opens for reading in any case. */
  readOnly?: boolean
}

export function openProject(path: string, options: OpenOptions = {}): ProjectFile {
  const file = resolve(path)
  const { busyTimeoutMs = 10_000, readOnly = !isWritable(file) } = options
  checkHeader(file, newestVersion)
  let database: Database.Database | undefined
  try {
    database = readOnly ? openCopy(file) : new Database(file, { timeout: busyTimeoutMs, fileMustExist: true })
    prepare(file, database)
    return projectFile(file, database)
  } catch (error) {
    database?.close()
    throw explainSqlite(file, error)
  }
}

/** A project that lives only as long as it is open. */
export function openMemory(): ProjectFile {
  const database = new Database(':memory:')
  prepare('memory', database)
  return projectFile('memory', database)
}

function prepare(file: string, database: Database.Database): void {
  // A schema from a mail attachment runs nothing: no functions with side effects, no writes to the schema itself.
  database.pragma('trusted_schema = off')
  database.unsafeMode(false)
  database.pragma('cell_size_check = on')
  database.pragma('foreign_keys = on')
  // The designs of ten thousand runs: a search that looks into each reads them once.
  database.pragma('cache_size = -65536')
  // A commit is on the disk, not only in the WAL: there are a few per second, and the engine never waits for them.
  database.pragma('synchronous = full')
  refuseCode(file, database)
  // Kept in the file itself; another tool may have changed it.
  if (!database.readonly) database.pragma('journal_mode = wal')
  migrate(file, database)
}

/** A project has tables and indices. Triggers and views would run someone else's SQL with every write. */
function refuseCode(file: string, database: Database.Database): void {
  const foreign = database
    .prepare("SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
    .pluck()
    .get() as string | undefined
  if (foreign !== undefined) {
    throw new LabError('PROJECT_FOREIGN', { file, found: `it contains the ${foreign}, which no project has` })
  }
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK)
    accessSync(dirname(file), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * In a place where nothing can be written SQLite cannot keep its index of the WAL. A copy in memory needs none: bytes 18 and 19 of
 * the file say which kind of journal it has.
 */
function openCopy(file: string): Database.Database {
  if (existsSync(`${file}-wal`)) throw new LabError('PROJECT_READ_ONLY', { file })
  const bytes = readFileSync(file)
  bytes.fill(1, 18, 20)
  return new Database(bytes, { readonly: true })
}
