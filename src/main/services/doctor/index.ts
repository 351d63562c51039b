import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { LabError } from '../../../contract/errors.ts'
import { createProject } from '../../db/create.ts'
import { applicationId, headerOf } from '../../db/header.ts'
import { newestVersion } from '../../db/migrations/index.ts'
import { harden } from '../../db/open.ts'
import { checkRuns } from './runs.ts'
import { rescue } from './rescue.ts'

export interface Finding {
  /** damage: something is lost; fatal: it cannot be opened as it is. */
  severity: 'damage' | 'fatal'
  /** Which part of the file. */
  where: string
  /** What is wrong, and what can be done. */
  what: string
}

export interface Diagnosis {
  file: string
  findings: Finding[]
  /** Into another file, if that was asked for. */
  rescued: { file: string; kept: Record<string, number>; lost: string[] } | null
}

/** SQLite's own check stops after so many lines: a thousand say no more than a few. */
const mostLines = 20
/** A header that promises more than this beyond twice the file is not believed. */
const mostFilled = 2 ** 30

/**
 * Looks at a project without ever writing to it: all work is done on a copy. With `rescueTo` whatever can still be read is put into
 * a new project there.
 */
export function diagnose(path: string, rescueTo?: string): Diagnosis {
  const file = resolve(path)
  if (rescueTo !== undefined && existsSync(rescueTo)) throw new LabError('PROJECT_EXISTS', { file: resolve(rescueTo) })
  const findings: Finding[] = []
  const head = headerOf(file)
  if (head === null)
    throw new LabError('NOT_REPAIRED', { file, reason: 'it is not a database, or its beginning is gone' })
  if (head.applicationId !== applicationId)
    findings.push({ severity: 'fatal', where: 'header', what: 'it does not say that it is a Bistable project' })
  if (head.version > newestVersion)
    findings.push({
      severity: 'fatal',
      where: 'header',
      what: `it has format ${head.version}; this program knows ${newestVersion}`,
    })
  const bytes = statSync(file).size
  if (bytes % head.pageBytes !== 0 || bytes < head.pages * head.pageBytes)
    findings.push({
      severity: 'damage',
      where: 'file',
      what: `${head.pages} pages are promised, and ${bytes} bytes are there: its end is missing`,
    })
  return withCopy(file, (database) => {
    findings.push(...checkStructure(database), ...checkRuns(database))
    return { file, findings, rescued: rescueTo === undefined ? null : rescueInto(database, resolve(rescueTo)) }
  })
}

function checkStructure(database: Database.Database): Finding[] {
  const findings: Finding[] = []
  const attempt = (where: string, check: () => string[]): void => {
    try {
      findings.push(...check().map((what): Finding => ({ severity: 'damage', where, what })))
    } catch (error) {
      findings.push({ severity: 'damage', where, what: (error as Error).message })
    }
  }
  attempt('pages', () => {
    const lines = database.pragma(`integrity_check(${mostLines})`) as { integrity_check: string }[]
    return lines.map((line) => line.integrity_check).filter((line) => line !== 'ok')
  })
  attempt('references', () =>
    (database.pragma('foreign_key_check') as { table: string; parent: string }[])
      .slice(0, mostLines)
      .map(({ table, parent }) => `a row of ${table} belongs to a row of ${parent} that is gone`),
  )
  attempt('tables', () =>
    (
      database
        .prepare("SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
        .pluck()
        .all() as string[]
    ).map((name) => `it contains the ${name}, which no project has; it is left out when it is repaired`),
  )
  return findings
}

function rescueInto(database: Database.Database, to: string): Diagnosis['rescued'] {
  const project = createProject(to)
  try {
    return { file: to, ...project.write((db) => rescue(database, db)) }
  } finally {
    project.close()
  }
}

/** SQLite reads nothing of a file that is shorter than it promises: in the copy the missing end is filled with nothing. */
function completeLength(copy: string): void {
  const head = headerOf(copy)!
  const [bytes, promised] = [statSync(copy).size, head.pages * head.pageBytes]
  if (bytes < promised && promised < 2 * bytes + mostFilled) truncateSync(copy, promised)
}

/** On a copy, where a header that was altered can be put right, and nothing is written to what is left of the original. */
function withCopy<T>(file: string, work: (database: Database.Database) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bistable-doctor-'))
  let database: Database.Database | undefined
  try {
    const copy = join(folder, 'copy')
    copyFileSync(file, copy)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
    completeLength(copy)
    database = new Database(copy)
    harden(database)
    return work(database)
  } catch (cause) {
    if (cause instanceof LabError) throw cause
    throw new LabError('NOT_REPAIRED', { file, reason: (cause as Error).message }, { cause })
  } finally {
    database?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
