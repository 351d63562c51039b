import type { Figure, Check, Results, Scalar, Series } from '../../contract/results.ts'
import { getArtifact, insertArtifact, listArtifacts } from './artifacts.ts'
import type { Reader, Writer } from './connection.ts'

/** Everything but the arrays, which are large and loaded on their own. */
export type LightResults = Omit<Results, 'arrays'>

export function insertResults(db: Writer, run: number, results: Results): void {
  Object.entries(results.scalars).forEach(([name, { label, value, unit, error }], position) => {
    db.run(
      'INSERT INTO scalars (run, name, position, label, value, unit, error) VALUES (?, ?, ?, ?, ?, ?, ?)',
      run,
      name,
      position,
      label,
      value,
      unit,
      error ?? null,
    )
  })
  db.run(
    'INSERT INTO results (run, series, figures, checks) VALUES (?, ?, ?, ?)',
    run,
    JSON.stringify(results.series),
    JSON.stringify(results.figures),
    JSON.stringify(results.checks),
  )
  for (const [name, array] of Object.entries(results.arrays)) insertArtifact(db, run, 'result', name, 0, array)
}

export function getLightResults(db: Reader, run: number): LightResults | null {
  const row = db.get('SELECT series, figures, checks FROM results WHERE run = ?', run) as
    { series: string; figures: string; checks: string } | undefined
  if (row === undefined) return null
  return {
    scalars: getScalars(db, run),
    series: parseSeries(row.series),
    figures: JSON.parse(row.figures) as Figure[],
    checks: JSON.parse(row.checks) as Check[],
  }
}

export function getResults(db: Reader, run: number): Results | null {
  const light = getLightResults(db, run)
  if (light === null) return null
  const names = listArtifacts(db, run)
    .filter(({ role }) => role === 'result')
    .map(({ name }) => name)
  return { ...light, arrays: Object.fromEntries(names.map((name) => [name, getArtifact(db, run, 'result', name, 0)!])) }
}

function getScalars(db: Reader, run: number): Record<string, Scalar> {
  const rows = db.all('SELECT name, label, value, unit, error FROM scalars WHERE run = ? ORDER BY position', run) as {
    name: string
    label: string
    value: number | null
    unit: string
    error: number | null
  }[]
  return Object.fromEntries(
    rows.map(({ name, label, value, unit, error }) => [
      name,
      { label, value: value ?? Number.NaN, unit, ...(error === null ? {} : { error }) },
    ]),
  )
}

/** JSON has null where the series had NaN: a gap in the curve. */
function parseSeries(text: string): Record<string, Series> {
  return JSON.parse(text, (key, value: unknown) =>
    Array.isArray(value) && (key === 'x' || key === 'y' || key === 'error')
      ? value.map((number: number | null) => number ?? Number.NaN)
      : value,
  ) as Record<string, Series>
}
