import type { RunReport } from '../../../contract/runs.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { getRun } from '../../db/runs.read.ts'
import { findRun } from '../../db/runs.read.ts'
import { duration, metric, table } from './text.ts'

/** Exactly the report of one run; for several seeds all of them with mean and sd. */
export function summaryJson(reports: RunReport[]): unknown {
  if (reports.length === 1) return reports[0]
  const statuses = new Set(reports.map(({ status }) => status))
  return {
    status: statuses.size === 1 ? reports[0].status : 'mixed',
    preset: reports[0]?.preset ?? null,
    seeds: reports.map(({ seed }) => seed),
    metrics: Object.fromEntries(spreads(reports).map(({ name, mean, sd, n }) => [name, { mean, sd, n }])),
    runs: reports,
  }
}

export function summaryOfRun(store: ProjectFile, report: RunReport): string {
  const details = store.read((db) => getRun(db, findRun(db, store.file, report.runId).number))
  const scalars = Object.entries(details.results?.scalars ?? {})
  const lines = [
    `\nRun #${details.number} (${report.runId}) ${report.status} after ${duration(report.wallMs)}, ` +
      `${duration(report.simulatedMs)} simulated${pace(report)}.\n`,
    scalars.length === 0
      ? ''
      : table(
          ['', ' '],
          scalars.map(([name, { label, value, unit }]) => [label, metric(name, value, unit)]),
          [' '],
        ),
    report.checks.length === 0 ? '' : `\nChecks:\n${checkLines(report)}`,
    report.digest === null ? '' : `\ndigest ${report.digest}\n`,
  ]
  return lines.join('')
}

/** Simulated over wall time. */
function pace({ simulatedMs, wallMs }: RunReport): string {
  return wallMs > 0 && simulatedMs > 0 ? ` (${Number((simulatedMs / wallMs).toPrecision(2))} times real time)` : ''
}

function checkLines({ checks }: RunReport): string {
  return checks
    .map(({ name, expected, got, pass }) => `  ${pass ? 'pass' : 'FAIL'}  ${name}: expected ${expected}, got ${got}\n`)
    .join('')
}

export function summaryOfSeeds(reports: RunReport[], expected: number): string {
  const completed = reports.filter(({ status }) => status === 'completed')
  const rows = spreads(reports).map(({ name, mean, sd }) => [name, metric(name, mean), metric(name, sd)])
  const each = reports.map(({ seed, status, metrics, wallMs }) => [
    String(seed),
    status,
    'accuracy' in metrics ? metric('accuracy', metrics.accuracy) : '',
    duration(wallMs),
  ])
  return [
    `\n${completed.length} of ${expected} seeds completed.\n`,
    table(['seed', 'status', 'accuracy', 'time'], each, ['seed', 'accuracy', 'time']),
    rows.length === 0 ? '' : `\n${table(['over completed seeds', 'mean', 'sd'], rows, ['mean', 'sd'])}`,
  ].join('')
}

/** Mean and standard deviation (n - 1) over completed runs of every metric that all of them have. */
function spreads(reports: RunReport[]): { name: string; mean: number; sd: number; n: number }[] {
  const completed = reports.filter(({ status }) => status === 'completed')
  return Object.keys(completed[0]?.metrics ?? {}).map((name) => {
    const values = completed.map(({ metrics }) => metrics[name] ?? Number.NaN)
    const n = values.length
    const mean = values.reduce((total, value) => total + value, 0) / n
    const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
    return { name, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN, n }
  })
}
