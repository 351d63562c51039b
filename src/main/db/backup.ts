import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { LabError } from '../../contract/errors.ts'
import { draftOf } from './drafts.ts'

/**
 * A copy of a project as it is, beside it, before it is brought up to date: `name.bistable.v4.bak`. Whoever has to go back to an
 * older program finds it there. Made under another name first, so that its own never stands for half a copy.
 */
export function backUp(file: string, database: Database.Database, version: number): string {
  const copy = freeName(`${file}.v${version}`)
  const draft = draftOf(copy)
  try {
    rmSync(draft, { force: true })
    // One consistent state, whatever other programs write meanwhile.
    database.prepare('VACUUM INTO ?').run(draft)
    try {
      linkSync(draft, copy)
      rmSync(draft, { force: true })
    } catch {
      renameSync(draft, copy)
    }
    return copy
  } catch (cause) {
    rmSync(draft, { force: true })
    throw new LabError(
      'PROJECT_NOT_BACKED_UP',
      { file, bytes: statSync(file).size, reason: (cause as Error).message },
      { cause },
    )
  }
}

function freeName(stem: string): string {
  const name = (count: number): string => `${stem}${count === 1 ? '' : `-${count}`}.bak`
  let count = 1
  while (existsSync(name(count))) count++
  return name(count)
}
