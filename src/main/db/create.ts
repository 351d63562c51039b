import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import Database from 'better-sqlite3'
import { hasCode, LabError } from '../../contract/errors.ts'
import type { ProjectFile } from './connection.ts'
import { draftOf } from './drafts.ts'
import { applicationId } from './header.ts'
import { migrate } from './migrations/index.ts'
import { openProject } from './open.ts'

/**
 * Creates a project and opens it. The file is made complete under another name and then given its own, so that no moment
 * exists at which a half-written project could be found.
 */
export function createProject(path: string): ProjectFile {
  const file = resolve(path)
  if (existsSync(file)) throw new LabError('PROJECT_EXISTS', { file })
  const draft = draftOf(file)
  try {
    writeEmptyProject(file, draft)
    giveName(draft, file)
  } catch (cause) {
    if (cause instanceof LabError) throw cause
    throw new LabError('PROJECT_NOT_CREATED', { file, reason: (cause as Error).message }, { cause })
  } finally {
    for (const leftover of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`])
      rmSync(leftover, { force: true })
  }
  return openProject(file)
}

/** Opens the project, or creates it; another program may do the same at the same moment. */
export function openOrCreateProject(path: string): ProjectFile {
  if (existsSync(path)) return openProject(path)
  try {
    return createProject(path)
  } catch (error) {
    if (hasCode(error, 'PROJECT_EXISTS')) return openProject(path)
    throw error
  }
}

function writeEmptyProject(file: string, draft: string): void {
  const database = new Database(draft)
  try {
    database.pragma(`application_id = ${applicationId}`)
    // The mode is kept in the file: readers never wait for a writer.
    database.pragma('journal_mode = wal')
    migrate(file, database)
  } finally {
    database.close()
  }
  const descriptor = openSync(draft, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/** Unlike a rename, a link refuses to replace a file that appeared meanwhile; some file systems have no links. */
function giveName(draft: string, file: string): void {
  try {
    linkSync(draft, file)
  } catch (error) {
    if (existsSync(file)) throw new LabError('PROJECT_EXISTS', { file }, { cause: error })
    renameSync(draft, file)
  }
}
