import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { findRun } from '../../../db/runs.read.ts'
import { writeReceptiveFields } from '../../../services/exports/receptive-fields.ts'
import { batchOf, carryOut } from '../carry-out.ts'
import type { Command } from '../command.ts'
import { jsonOption, projectOption } from '../command.ts'
import { confusionOf } from '../confusion.ts'
import { withProject } from '../with-project.ts'
import { seedOptions } from './run.ts'

const preset = 'mnist-feedforward'

export const demo: Command = {
  name: 'demo',
  summary: 'Train on MNIST and show the confusion matrix and the receptive fields.',
  operands: [],
  options: { project: { ...projectOption, default: 'demo.bistable' }, ...seedOptions, json: jsonOption },
  examples: [{ line: 'demo', does: 'About two minutes on two cores.' }],
  run: async ({ arguments: given, terminal, openLab }) => {
    const lab = await openLab()
    const projectFile = given.text('project')!
    const json = given.flag('json')
    const talk = json ? terminal.err : terminal.out
    const seeds = [given.whole('seed')!]
    const workers = given.whole('workers') ?? availableParallelism()
    const prepared = lab.prepare(lab.presets.get(preset).design, preset)
    return withProject(lab, projectFile, { create: true }, (project) => {
      talk.write(`${preset}, seed ${seeds[0]}, into ${projectFile}\n`)
      return carryOut(project, batchOf(project, prepared, { seeds, workers }), {
        json,
        terminal,
        afterwards: async ({ store }, { runId }) => {
          const { number } = store.read((db) => findRun(db, store.file, runId))
          const picture = join(dirname(resolve(projectFile)), 'receptive-fields.png')
          await writeReceptiveFields(store, number, picture)
          talk.write(`\n${confusionOf(store, number)}\nReceptive fields: ${picture}\n`)
        },
      })
    })
  },
}
