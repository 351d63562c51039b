import { findRun } from '../../../db/runs.read.ts'
import type { ExportFormat } from '../../../services/exports/index.ts'
import { exportFormats, exportRun } from '../../../services/exports/index.ts'
import { writeFigures } from '../../../services/figures/index.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write the data of a run to files.',
  operands: [{ name: 'run', doc: 'Its number, its id or the beginning of it, or "latest".' }],
  options: {
    project: projectOption,
    format: {
      type: 'choice',
      choices: [...exportFormats, 'figures'],
      default: 'npz',
      doc: 'npz for NumPy, csv for everything else, figures as SVG and PNG.',
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
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const project = (await openLab()).open(given.text('project')!)
    try {
      const { store } = project
      const { number, id } = store.read((db) => findRun(db, store.file, given.operand('run')))
      const folder = given.text('out')!
      const format = given.text('format') as ExportFormat | 'figures'
      const files =
        format === 'figures' ? await writeFigures(store, number, folder) : exportRun(store, number, format, folder)
      if (given.flag('json')) terminal.out.write(`${JSON.stringify({ runId: id, files })}\n`)
      else terminal.out.write(files.map((file) => `${file}\n`).join(''))
      return exitCodes.completed
    } finally {
      await project.close()
    }
  },
}
