import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { LabError } from '../../contract/errors.ts'
import { backUp } from './backup.ts'
import type { ProjectFile } from './connection.ts'
import { projectFile } from './connection.ts'
import { explainSqlite } from './errors.ts'
import { checkHeader } from './header.ts'
import { migrate, newestVersion, versionOf } from './migrations/index.ts'
import { watchPlace } from './place.ts'
import { checkTables } from './tables.ts'

/** What can be read into memory at once. */
const largestCopy = 2 ** 31 - 1

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
    harden(database)
    refuseCode(file, database)
    if (!readOnly) {
      // Kept in the file itself; another tool may have changed it.
      database.pragma('journal_mode = wal')
      const version = versionOf(database)
      if (version < newestVersion) backUp(file, database, version)
    }
    bringUpToDate(file, database)
    checkTables(file, database)
    if (readOnly) database.pragma('query_only = on')
    return projectFile(file, database, { readOnly, isThere: readOnly ? () => true : watchPlace(file) })
  } catch (error) {
    database?.close()
    throw explainSqlite(file, error)
  }
}

/** Where a file lies about its version, steps meet tables that are there already, or are not. */
function bringUpToDate(file: string, database: Database.Database): void {
  try {
    migrate(file, database)
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError) || cause.code !== 'SQLITE_ERROR') throw cause
    throw new LabError(
      'PROJECT_DAMAGED',
      { file, found: `it cannot be brought up to date (${cause.message})` },
      { cause },
    )
  }
}

/** A project that lives only as long as it is open. */
export function openMemory(): ProjectFile {
  const database = new Database(':memory:')
  harden(database)
  migrate('memory', database)
  return projectFile('memory', database)
}

/** For files from anywhere. */
export function harden(database: Database.Database): void {
  // A schema from a mail attachment runs nothing: no functions with side effects, no writes to the schema itself.
  database.pragma('trusted_schema = off')
  database.unsafeMode(false)
  database.pragma('cell_size_check = on')
  database.pragma('foreign_keys = on')
  // The designs of ten thousand runs: a search that looks into each reads them once.
  database.pragma('cache_size = -65536')
  // A commit is on the disk, not only in the WAL: there are a few per second, and the engine never waits for them.
  database.pragma('synchronous = full')
}

/** A project has tables and indices. Triggers and views would run someone else's SQL with every write. */
function refuseCode(file: string, database: Database.Database): void {
  const foreign = database
    .prepare(
      `SELECT type || ' ' || name FROM sqlite_schema
       WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%' OR sql LIKE '%GENERATED ALWAYS%'`,
    )
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
  if (statSync(file).size > largestCopy) throw new LabError('PROJECT_READ_ONLY', { file })
  const bytes = existsSync(`${file}-wal`) ? withWal(file) : readFileSync(file)
  bytes.fill(1, 18, 20)
  return new Database(bytes)
}

/** The file as it would be had its last writer closed it. */
function withWal(file: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'bistable-'))
  try {
    const copy = join(folder, 'copy')
    copyFileSync(file, copy)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    const database = new Database(copy)
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    return readFileSync(copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
