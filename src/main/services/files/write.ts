import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { LabError } from '../../../contract/errors.ts'
import { draftOf } from '../../db/drafts.ts'

/** Writes a file under another name first, so that its own name never stands for half of it. Makes its folder. */
export function writeWhole(file: string, parts: Iterable<string | Uint8Array>): void {
  const draft = draftOf(file)
  let descriptor: number | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    descriptor = openSync(draft, 'w')
    for (const part of parts) writeAll(descriptor, typeof part === 'string' ? Buffer.from(part) : part)
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(draft, file)
  } catch (cause) {
    if (descriptor !== undefined) abandon(descriptor, draft)
    throw new LabError('EXPORT_FAILED', { file, reason: (cause as Error).message }, { cause })
  }
}

function abandon(descriptor: number, draft: string): void {
  try {
    closeSync(descriptor)
  } catch {
    // It was closed already, and the renaming failed.
  }
  rmSync(draft, { force: true })
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done)
}
