import { join } from 'node:path'
import type { ProjectFile } from '../../../db/connection.ts'
import { findRun } from '../../../db/runs.read.ts'
import type { RunKey } from '../../../db/runs.write.ts'
import { bundleRuns } from '../../../services/bundles/index.ts'
import type { ExportFormat } from '../../../services/exports/index.ts'
import { exportFormats, exportRun } from '../../../services/exports/index.ts'
import { writeFigures } from '../../../services/figures/index.ts'
import { writeWhole } from '../../../services/files/write.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { version } from '../version.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write the data of runs to files.',
  operands: [{ name: 'run', doc: 'Its number, its id or the beginning of it, or "latest"; or several.', many: true }],
  options: {
    project: projectOption,
    format: {
      type: 'choice',
      choices: [...exportFormats, 'figures', 'bundle'],
      default: 'npz',
      doc: 'npz for NumPy, csv for everything else, figures as SVG and PNG, bundle for another project.',
    },
    out: { type: 'text', value: 'DIR', default: '.', doc: 'The folder to write to; made when there is none.' },
    json: jsonOption,
  },
  examples: [
    {
      line: 'export latest --format npz --out results',
      does: 'All arrays in one file, and a JSON that says what they are.',
    },
    { line: 'export 3 --format csv --out tables', does: 'One table for each array, curve and list of numbers.' },
    { line: 'export 1 2 3 --format bundle --out sent', does: 'One file with all of the runs, for "import".' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const project = (await openLab()).open(given.text('project')!)
    try {
      const { store } = project
      const runs = given.operands('run').map((run) => store.read((db) => findRun(db, store.file, run)))
      const files = await filesOf(store, runs, given.text('format') as Format, given.text('out')!)
      const ids = runs.length === 1 ? { runId: runs[0].id } : { runIds: runs.map(({ id }) => id) }
      if (given.flag('json')) terminal.out.write(`${JSON.stringify({ ...ids, files })}\n`)
      else terminal.out.write(files.map((file) => `${file}\n`).join(''))
      return exitCodes.completed
    } finally {
      await project.close()
    }
  },
}

type Format = ExportFormat | 'figures' | 'bundle'

async function filesOf(store: ProjectFile, runs: RunKey[], format: Format, folder: string): Promise<string[]> {
  if (format === 'bundle') {
    const { fileName, bytes } = bundleRuns(
      store,
      runs.map(({ id }) => id),
      version,
    )
    const file = join(folder, fileName)
    writeWhole(file, [bytes])
    return [file]
  }
  const files: string[] = []
  for (const { number } of runs) {
    files.push(
      ...(format === 'figures' ? await writeFigures(store, number, folder) : exportRun(store, number, format, folder)),
    )
  }
  return files
}
