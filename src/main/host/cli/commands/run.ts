import { availableParallelism } from 'node:os'
import { findRun } from '../../../db/runs.read.ts'
import { exportRun } from '../../../services/exports/index.ts'
import { writeFigures } from '../../../services/figures/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Command, OptionSpec } from '../command.ts'
import { jsonOption, projectOption } from '../command.ts'
import { carryOut } from '../carry-out.ts'
import { checkpointOptions, checkpointsOf } from '../checkpoint-options.ts'
import { noteIdle } from '../design.ts'
import { undertakingOf } from '../undertaking.ts'
import { withProject } from '../with-project.ts'

/** The engine's random numbers are keyed by 32 bits. */
const largestSeed = 2 ** 32 - 1
const mostWorkers = 256

export const seedOptions = {
  seed: {
    type: 'whole',
    value: 'N',
    min: 0,
    max: largestSeed,
    default: 1,
    doc: 'Equal seeds give equal results, bit for bit.',
  },
  workers: {
    type: 'whole',
    value: 'N',
    min: 1,
    max: mostWorkers,
    doc: 'Threads to use; all cores unless told otherwise.',
  },
} as const satisfies Record<string, OptionSpec>

export const run: Command = {
  name: 'run',
  summary: 'Run an experiment and keep it in a project.',
  operands: [
    { name: 'experiment', doc: 'A preset (see "presets"), or the path of a design as .json.', optional: true },
  ],
  options: {
    project: { ...projectOption, doc: 'The project to keep it in; made when there is none.' },
    ...seedOptions,
    seeds: {
      type: 'whole',
      value: 'N',
      min: 1,
      max: 1000,
      default: 1,
      doc: 'Run N seeds, counting up from --seed; mean and sd.',
    },
    out: { type: 'text', value: 'DIR', doc: 'Also write figures (SVG, PNG) and data (NPZ, CSV) to this folder.' },
    from: {
      type: 'text',
      value: 'RUN[@DONE]',
      doc: 'Branch: go on from a checkpoint of a run of the project, the newest unless told, with --set. It keeps the seed.',
    },
    ...checkpointOptions,
    set: { type: 'list', value: 'PATH=VALUE', doc: 'Change a field of the design.' },
    json: jsonOption,
  },
  examples: [
    { line: 'run mnist-feedforward', does: 'Train on MNIST and show how well it went.' },
    {
      line: 'run mnist-feedforward --set schedule.trainSamples=500 --set teacher.leadMs=150ms',
      does: 'A shorter training with another lead of the teacher.',
    },
    { line: 'run my-design.json --seeds 5 --project trials.bistable', does: 'Five seeds of a design of your own.' },
    { line: 'run figure-3-stdp --out figures', does: 'A figure of the paper with its closed form, and its data.' },
    {
      line: 'run --from 3@4000 --set rule.etaPlus=0.003 --project trials.bistable',
      does: 'A branch of run #3 from its checkpoint at 4,000 digits, with another learning rate.',
    },
    { line: 'run mnist-feedforward --json', does: 'One JSON object as the last line, for scripts.' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const lab = await openLab()
    const folder = given.text('out')
    const json = given.flag('json')
    const file = given.text('project')!
    const talk = json ? terminal.err : terminal.out
    const { create, begin } = undertakingOf(lab, {
      experiment: given.optional('experiment'),
      from: given.text('from'),
      settings: given.list('set'),
      seeds: seedsOf(given),
      workers: given.whole('workers') ?? availableParallelism(),
      checkpoints: checkpointsOf(given),
      note: (settings, design) => noteIdle(terminal, settings, [design]),
    })
    return withProject(lab, file, { create }, (project) => {
      const { title, batch } = begin(project)
      talk.write(`${title}, into ${file}\n`)
      return carryOut(project, batch, {
        json,
        terminal,
        afterwards: async ({ store }, { runId }) => {
          if (folder === undefined) return
          const { number } = store.read((db) => findRun(db, store.file, runId))
          const files = [
            ...(await writeFigures(store, number, folder)),
            ...exportRun(store, number, 'npz', folder),
            ...exportRun(store, number, 'csv', folder),
          ]
          talk.write([...new Set(files)].map((written) => `${written}\n`).join(''))
        },
      })
    })
  },
}

/** As told by --seed and --seeds. */
export function seedsOf(given: Arguments): number[] {
  const first = given.whole('seed')!
  return Array.from({ length: given.whole('seeds')! }, (_, i) => (first + i) % (largestSeed + 1))
}
