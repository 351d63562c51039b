import type { SweepDetails, SweepTrialDetails } from '../../../../contract/sweep/index.ts'
import { bestTrial, metricNames, spreadOf } from '../../../../contract/sweep/index.ts'
import { metric as metricText, table } from '../text.ts'

export interface Order {
  /** A metric; accuracy or whatever comes first when left out. */
  by: string | undefined
  lowest: boolean
}

/** A row for each trial, the best marked. */
export function sweepText(sweep: SweepDetails, order: Order): string {
  const { by, best } = ranked(sweep, order)
  const statuses = Object.entries(sweep.runs).map(([status, count]) => `${count} ${status}`)
  const isAsked = order.by === undefined || by === undefined || order.by === by
  const head =
    `\nSweep #${sweep.number} (${sweep.id}): ${statuses.join(', ') || 'no runs'}.\n` +
    (isAsked ? '' : `It has no ${order.by}, only ${metricNames(sweep).join(', ')}.\n`)
  if (by === undefined) return head
  const rows = sweep.list
    .filter(({ problems }) => problems.length === 0)
    .map((trial) => {
      const spread = spreadOf(trial, by)
      const numbers = spread === null ? ['', ''] : [metricText(by, spread.mean), metricText(by, spread.sd)]
      const mark = trial === best ? '*' : ''
      const done = trial.runs.filter(({ status }) => status === 'completed').length
      return [mark, String(trial.trial), ...trial.values.map(String), ...numbers, `${done}/${trial.runs.length}`]
    })
  const columns = ['', 'trial', ...sweep.paths, by, 'sd', 'seeds']
  return `${head}${table(columns, rows, columns.slice(1))}`
}

export function sweepJson(sweep: SweepDetails, order: Order): unknown {
  const { by, best } = ranked(sweep, order)
  const { id, number, name, kind, preset, paths, runs, list } = sweep
  return {
    ...{ sweepId: id, number, name, kind, preset, paths, runs, by: by ?? null, best: best?.trial ?? null },
    trials: list.map((trial) => ({
      trial: trial.trial,
      values: Object.fromEntries(paths.map((path, i) => [path, trial.values[i]])),
      problems: trial.problems,
      metrics: Object.fromEntries(metricNames(sweep).map((name) => [name, spreadOf(trial, name)])),
      runs: trial.runs,
    })),
  }
}

function ranked(
  sweep: SweepDetails,
  { by, lowest }: Order,
): { by: string | undefined; best: SweepTrialDetails | null } {
  const names = metricNames(sweep)
  const metric = by !== undefined && names.includes(by) ? by : names.at(0)
  return { by: metric, best: metric === undefined ? null : bestTrial(sweep.list, metric, lowest) }
}
