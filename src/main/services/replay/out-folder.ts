import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../../../contract/errors.ts'
import { writeWhole } from '../files/write.ts'

/** Says that a folder was written here, and may be written again. */
const reportFile = 'replay.json'
const stagingPrefix = '.replay-'

/** Refuses a folder that holds anything but an earlier replay; called before the work starts. */
export function checkOutFolder(folder: string): void {
  const entry = statSync(folder, { throwIfNoEntry: false })
  if (entry === undefined) return
  const refuse = (reason: string) => new LabError('EXPORT_FAILED', { file: folder, reason })
  if (!entry.isDirectory()) throw refuse('it is not a folder')
  const names = readdirSync(folder).filter((name) => !name.startsWith(stagingPrefix))
  const foreign = names.filter((name) => !/^(out|[A-Za-z]+)_(i|k|final)\.npy$/.test(name) && name !== reportFile)
  if (foreign.length > 0) throw refuse(`the folder holds other files (${foreign[0]}); choose a new or an empty one`)
  if (names.length > 0 && !names.includes(reportFile)) {
    throw refuse(`the files in it were not written by a replay (${names[0]}); choose a new or an empty folder`)
  }
}

/**
 * Writes all files beside their place first and moves them when all are whole; the report comes last. If anything fails the folder
 * is as it was.
 */
export function writeOutFolder(folder: string, files: ReadonlyMap<string, Uint8Array>, report: object): void {
  const staging = join(folder, `${stagingPrefix}${process.pid}`)
  const isNew = statSync(folder, { throwIfNoEntry: false }) === undefined
  try {
    mkdirSync(staging, { recursive: true })
    for (const [name, bytes] of files) writeWhole(join(staging, name), [bytes])
    writeWhole(join(staging, reportFile), [`${JSON.stringify(report, null, 2)}\n`])
    // Whatever an earlier replay has left goes, and so do drafts of one that was killed.
    for (const name of readdirSync(folder))
      if (name !== `${stagingPrefix}${process.pid}`) rmSync(join(folder, name), { recursive: true })
    for (const name of [...files.keys(), reportFile]) renameSync(join(staging, name), join(folder, name))
    rmdirSync(staging)
  } catch (cause) {
    rmSync(isNew ? folder : staging, { recursive: true, force: true })
    if (cause instanceof LabError) throw cause
    throw new LabError('EXPORT_FAILED', { file: folder, reason: (cause as Error).message }, { cause })
  }
}
