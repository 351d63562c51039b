import type { Design } from '../../../../contract/design/index.ts'
import { asReadToday, defaultDesign, describeFields, sameValue, valueAt } from '../../../../contract/design/index.ts'
import type { RunDetails } from '../../../../contract/runs.ts'
import type { ProjectFile } from '../../../db/connection.ts'
import { findRun, getRun } from '../../../db/runs.read.ts'
import { describeRun } from '../../../services/exports/description.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { confusionOf } from '../confusion.ts'
import { dateTime, duration, metric, table } from '../text.ts'

export const show: Command = {
  name: 'show',
  summary: 'Show what a run was and what came of it.',
  operands: [{ name: 'run', doc: 'Its number, its id or the beginning of it, or "latest".' }],
  options: {
    project: projectOption,
    design: { type: 'flag', doc: 'Print only the design, as JSON that "run" accepts.' },
    json: jsonOption,
  },
  examples: [
    { line: 'show latest', does: 'The newest run of runs.bistable.' },
    { line: 'show 3 --design > again.json', does: 'Its design, to change and run again.' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const project = (await openLab()).open(given.text('project')!)
    try {
      const { store } = project
      const details = store.read((db) => getRun(db, findRun(db, store.file, given.operand('run')).number))
      if (given.flag('design')) terminal.out.write(`${JSON.stringify(details.design, null, 2)}\n`)
      else if (given.flag('json'))
        terminal.out.write(`${JSON.stringify(store.read((db) => describeRun(db, details)))}\n`)
      else terminal.out.write(describe(store, details))
      return exitCodes.completed
    } finally {
      await project.close()
    }
  },
}

function describe(store: ProjectFile, details: RunDetails): string {
  const { number, id, preset, name, status, progress, seed, workers, engineVersion, wallMs, simulatedMs } = details
  const facts: [string, string][] = [
    ['experiment', preset ?? name],
    ['status', status],
    ['progress', `${progress.phase} ${progress.done} of ${progress.total} ${progress.unit}`.trim()],
    ['seed', String(seed)],
    ['begun', dateTime(details.createdAtMs)],
    ['time', `${duration(wallMs)} on ${workers} workers, ${duration(simulatedMs)} simulated`],
    ['version', engineVersion],
    ...lineage(details),
    ...(details.digest === null ? [] : [['digest', details.digest] as [string, string]]),
    ...(details.error === null ? [] : [['error', details.error.message] as [string, string]]),
  ]
  const width = Math.max(...facts.map(([fact]) => fact.length))
  const sections = [
    facts.map(([fact, value]) => `  ${fact.padEnd(width)}  ${value}\n`).join(''),
    section('Design, where it differs from the defaults', changedFields(asReadToday(details.design))),
    section(
      'Results',
      Object.entries(details.results?.scalars ?? {}).map(([key, { label, value, unit }]) => [
        label,
        metric(key, value, unit),
      ]),
    ),
    section(
      'Checks',
      (details.results?.checks ?? []).map((check) => [
        check.pass ? 'pass' : 'FAIL',
        `${check.name}: expected ${check.expected}, got ${check.got}`,
      ]),
    ),
    confusionOf(store, number),
  ]
  return `Run #${number} (${id})\n${sections.filter((text) => text !== '').join('\n')}`
}

function lineage({ lineage: { parent, branches }, checkpoints }: RunDetails): [string, string][] {
  const named = (number: number | null, id: string): string => (number === null ? id : `#${number}`)
  const list = branches.map(({ number, runId, done }) => `${named(number, runId)} at ${done}`)
  return [
    ...(parent === null
      ? []
      : [['branch of', `${named(parent.number, parent.runId)} at ${parent.done}`] as [string, string]]),
    ...(list.length === 0 ? [] : [['branches', list.join(', ')] as [string, string]]),
    ...(checkpoints.length === 0
      ? []
      : [['checkpoints', checkpoints.map(({ done }) => `at ${done}`).join(', ')] as [string, string]]),
  ]
}

function section(title: string, rows: string[][]): string {
  return rows.length === 0
    ? ''
    : `${title}\n${table(['', ''], rows)
        .split('\n')
        .slice(1)
        .map((line) => (line === '' ? '' : `  ${line}`))
        .join('\n')}`
}

function changedFields(design: Design): string[][] {
  const standard = defaultDesign(design.kind)
  return describeFields(design.kind).flatMap(({ path, unit }) => {
    const value = valueAt(design, path)
    return sameValue(value, valueAt(standard, path)) ? [] : [[path, `${String(value)} ${unit}`.trim()]]
  })
}
