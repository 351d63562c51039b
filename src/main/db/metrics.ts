import type { MeasuredSeries } from '../../contract/history.ts'
import type { Reader, Writer } from './connection.ts'

export interface MetricPoint {
  name: string
  unit: string
  step: number
  value: number
}

export function insertMetrics(db: Writer, run: number, points: readonly MetricPoint[]): void {
  for (const { name, unit, step, value } of points) {
    db.run('INSERT INTO metric_series (run, name, unit) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', run, name, unit)
    db.run(
      `INSERT INTO metrics (series, step, value)
       VALUES ((SELECT number FROM metric_series WHERE run = ? AND name = ?), ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value`,
      run,
      name,
      step,
      value,
    )
  }
}

/** One metric of one run; empty when it was not measured. */
export function getMetric(db: Reader, run: number, name: string): { step: number[]; value: number[] } {
  const points = db.all(
    `SELECT step, value FROM metrics JOIN metric_series ON metric_series.number = series
     WHERE metric_series.run = ? AND metric_series.name = ? ORDER BY step`,
    ...[run, name],
  ) as { step: number; value: number | null }[]
  return { step: points.map(({ step }) => step), value: points.map(({ value }) => value ?? Number.NaN) }
}

export function listMetrics(db: Reader, run: number): MeasuredSeries[] {
  const series = db.all('SELECT number, name, unit FROM metric_series WHERE run = ? ORDER BY number', run) as {
    number: number
    name: string
    unit: string
  }[]
  return series.map(({ number, name, unit }) => {
    const points = db.all('SELECT step, value FROM metrics WHERE series = ? ORDER BY step', number) as {
      step: number
      value: number | null
    }[]
    return { name, unit, steps: points.map(({ step }) => step), values: points.map(({ value }) => value ?? Number.NaN) }
  })
}
