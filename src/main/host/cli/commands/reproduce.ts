import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { applySettings, type Design } from '../../../../contract/design/index.ts'
import { LabError } from '../../../../contract/errors.ts'
import { nearest } from '../../../../contract/nearest.ts'
import { findRun } from '../../../db/runs.read.ts'
import type { Lab, Project } from '../../../lab.ts'
import {
  experiments,
  type Reproduction,
  reproductionOf,
  verdictWords,
  writeReport,
} from '../../../services/report/index.ts'
import type { Arguments } from '../arguments.ts'
import { batchOf, runBatch } from '../carry-out.ts'
import type { Command, ExitCode } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { version } from '../version.ts'
import { seedOptions, seedsOf } from './run.ts'

export const reproduce: Command = {
  name: 'reproduce',
  summary: 'Run the experiments of the paper and write a report with verdicts.',
  operands: [],
  options: {
    only: { type: 'text', value: 'A,B', doc: 'Presets to run; all unless told otherwise.' },
    out: { type: 'text', value: 'DIR', default: 'reproduction', doc: 'The folder for the report and its project.' },
    quality: {
      type: 'choice',
      choices: ['quick', 'default', 'publication'],
      default: 'default',
      doc: 'How long to run.',
    },
    quick: { type: 'flag', doc: 'Every experiment at the size that finishes in seconds.' },
    ...seedOptions,
    seeds: { type: 'whole', value: 'N', min: 1, max: 100, default: 3, doc: 'Seeds of each, counting up from --seed.' },
    json: jsonOption,
  },
  examples: [
    { line: 'reproduce', does: 'About a minute; open reproduction/reproduction.html.' },
    { line: 'reproduce --only figure-3-stdp,figure-3-srdp --out checked', does: 'Two figures only.' },
    { line: 'reproduce --quick --seeds 1', does: 'Whether everything still comes out, in small.' },
    { line: 'reproduce --quality publication --seeds 5', does: 'Small errors, for print.' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const chosen = chosenOf(given.text('only'))
    const folder = given.text('out')!
    mkdirSync(folder, { recursive: true })
    const lab = await openLab()
    const project = lab.open(join(folder, 'reproduction.bistable'), { create: true })
    try {
      return await reproduceAll(lab, project, chosen, folder, given, terminal)
    } finally {
      await project.close()
    }
  },
}

type Experiment = (typeof experiments)[number]

function chosenOf(only: string | undefined): Experiment[] {
  if (only === undefined) return [...experiments]
  const allowed = experiments.map(({ preset }) => preset)
  return only.split(',').map((given) => {
    const name = given.trim()
    const found = experiments.find(({ preset }) => preset === name)
    if (found === undefined) throw new LabError('PRESET_NOT_FOUND', { name, nearest: nearest(name, allowed), allowed })
    return found
  })
}

async function reproduceAll(
  lab: Lab,
  project: Project,
  chosen: readonly Experiment[],
  folder: string,
  given: Arguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const json = given.flag('json')
  const talk = json ? terminal.err : terminal.out
  const startedAt = performance.now()
  const seeds = seedsOf(given)
  const workers = given.whole('workers') ?? availableParallelism()
  const reproductions: Reproduction[] = []
  for (const experiment of chosen) {
    talk.write(`${experiment.title}\n`)
    const preset = lab.presets.get(experiment.preset)
    const design = given.flag('quick') ? preset.quickDesign : atQuality(preset.design, given.text('quality')!)
    const batch = batchOf(project, lab.prepare(design, experiment.preset), { seeds, workers })
    const ended = await runBatch(batch, { json, terminal })
    for (const { error } of ended) if (error !== null) terminal.err.write(`${error.message}\n`)
    if (ended.length === 0) return exitCodes.stopped
    const { store } = project
    const runs = ended.map(({ report }) => store.read((db) => findRun(db, store.file, report.runId).number))
    const one = reproductionOf(store, { ...experiment, expected: preset.expected, full: preset.design }, runs)
    reproductions.push(one)
    const passed = one.checks.filter(({ pass }) => pass).length
    const changed = one.changes.length === 0 ? '' : `; fields unlike the preset: ${one.changes.length}`
    talk.write(`  ${verdictWords[one.verdict]}: ${passed} of ${one.checks.length} checks${changed}\n`)
    if (one.verdict === 'incomplete') break
  }
  const head = {
    version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    createdAt: new Date().toISOString(),
    wallMs: performance.now() - startedAt,
  }
  const files = writeReport(folder, head, reproductions)
  const verdicts = Object.fromEntries(reproductions.map(({ preset, verdict }) => [preset, verdict]))
  if (json) terminal.out.write(`${JSON.stringify({ verdicts, files })}\n`)
  else terminal.out.write(files.map((file) => `${file}\n`).join(''))
  if (reproductions.some(({ verdict }) => verdict === 'incomplete')) return exitCodes.stopped
  return reproductions.every(({ verdict }) => verdict === 'pass') ? exitCodes.completed : exitCodes.failed
}

function atQuality(design: Design, quality: string): Design {
  return 'quality' in design ? applySettings(design, [`quality=${quality}`]) : design
}
