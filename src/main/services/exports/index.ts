import { join } from 'node:path'
import { LabError } from '../../../contract/errors.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { getRun } from '../../db/runs.read.ts'
import { plainName } from '../files/name.ts'
import { writeWhole } from '../files/write.ts'
import { csvFiles } from './csv.ts'
import { describeRun } from './description.ts'
import { npzFile } from './npz.ts'

export const exportFormats = ['npz', 'csv'] as const

export type ExportFormat = (typeof exportFormats)[number]

/** Writes what a run has come to, and the JSON that says what it was. Gives the names of the files. */
export function exportRun(project: ProjectFile, run: number, format: ExportFormat, folder: string): string[] {
  return project.read((db) => {
    const details = getRun(db, run)
    if (details.startedAtMs === null) {
      throw new LabError('RESULT_MISSING', { run: `#${run}`, status: details.status, what: 'data to export yet' })
    }
    const stem = `${details.preset ?? details.kind}-seed${details.seed}-${details.id}`
    const written: string[] = []
    const write = (name: string, parts: Iterable<string | Uint8Array>): void => {
      const file = join(folder, plainName(name))
      writeWhole(file, parts)
      written.push(file)
    }
    switch (format) {
      case 'npz':
        write(`${stem}.npz`, [npzFile(db, run, details)])
        break
      case 'csv':
        for (const { name, lines } of csvFiles(db, run, details)) write(`${stem}.${name}.csv`, lines)
        break
    }
    write(`${stem}.json`, [JSON.stringify(describeRun(db, details), null, 2), '\n'])
    return written
  })
}
