import type { RunSummary } from '../../../../contract/runs.ts'
import { listRuns } from '../../../db/runs.read.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { dateTime, duration, metric, table } from '../text.ts'

export const runs: Command = {
  name: 'runs',
  summary: 'List the runs of a project, newest first.',
  operands: [],
  options: { project: projectOption, json: jsonOption },
  examples: [
    { line: 'runs', does: 'The runs of runs.bistable in this folder.' },
    { line: 'runs --project trials.bistable --json', does: 'The same as one JSON list; progress goes from 0 to 1.' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const project = (await openLab()).open(given.text('project')!)
    try {
      const list = project.store.read(listRuns)
      if (given.flag('json')) terminal.out.write(`${JSON.stringify(list.map(asJson))}\n`)
      else if (list.length === 0) terminal.out.write(`${given.text('project')!} has no runs yet.\n`)
      else terminal.out.write(table(columns, list.map(asRow), ['run', 'seed', 'accuracy', 'done', 'time']))
      return exitCodes.completed
    } finally {
      await project.close()
    }
  },
}

const columns = ['run', 'id', 'experiment', 'seed', 'status', 'done', 'accuracy', 'time', 'begun']

function asRow(run: RunSummary): string[] {
  return [
    `#${run.number}`,
    run.id,
    run.preset ?? run.name,
    String(run.seed),
    run.status,
    `${Math.floor(100 * fractionDone(run))}%`,
    'accuracy' in run.metrics ? metric('accuracy', run.metrics.accuracy) : '',
    duration(run.wallMs),
    dateTime(run.createdAtMs),
  ]
}

function asJson(run: RunSummary): unknown {
  const {
    id,
    number,
    status,
    name,
    kind,
    preset,
    seed,
    metrics,
    digest,
    createdAtMs,
    startedAtMs,
    endedAtMs,
    wallMs,
    simulatedMs,
  } = run
  return {
    ...{ id, number, status, progress: fractionDone(run), name, kind, preset, seed, metrics, digest },
    ...{ createdAtMs, startedAtMs, endedAtMs, wallMs, simulatedMs },
  }
}

function fractionDone({ status, progress }: RunSummary): number {
  if (status === 'completed') return 1
  return progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0
}
