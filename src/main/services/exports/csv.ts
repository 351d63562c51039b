import type { Axis, NamedArray } from '../../../contract/results.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import { getArtifact, listArtifacts } from '../../db/artifacts.ts'
import type { Reader } from '../../db/connection.ts'
import { listMetrics } from '../../db/metrics.ts'

interface CsvFile {
  name: string
  lines: Iterable<string>
}

type Cell = string | number

/** One file for the scalars, the metrics over time and the checks, and one for each curve and each array. */
export function* csvFiles(db: Reader, run: number, { results }: RunDetails): Generator<CsvFile> {
  const scalars = Object.entries(results?.scalars ?? {})
  yield table(
    'scalars',
    ['name', 'value', 'error', 'unit', 'label'],
    scalars.map(([name, { value, error, unit, label }]) => [name, value, error ?? '', unit, label]),
  )
  yield table(
    'metrics',
    ['name', 'step', 'value', 'unit'],
    listMetrics(db, run).flatMap(({ name, unit, steps, values }) =>
      steps.map((step, i) => [name, step, values[i], unit]),
    ),
  )
  yield table(
    'checks',
    ['name', 'expected', 'got', 'pass'],
    (results?.checks ?? []).map(({ name, expected, got, pass }) => [name, expected, got, String(pass)]),
  )
  for (const [name, { x, y, error, xLabel, xUnit, yUnit }] of Object.entries(results?.series ?? {})) {
    yield table(
      `series.${name}`,
      [withUnit(xLabel, xUnit), withUnit(name, yUnit), ...(error === undefined ? [] : ['error'])],
      x.map((value, i) => [value, y[i], ...(error === undefined ? [] : [error[i]])]),
    )
  }
  for (const { role, name, step } of listArtifacts(db, run)) {
    if (role === 'checkpoint') continue
    const array = getArtifact(db, run, role, name, step)!
    yield { name: role === 'recording' ? `${role}.${name}.${step}` : `${role}.${name}`, lines: arrayLines(name, array) }
  }
}

/** The last axis runs along a line, the others lead it; a vector stands upright. */
function* arrayLines(name: string, { shape, axes, data, unit }: NamedArray): Generator<string> {
  const along = shape.length > 1 ? shape.length - 1 : shape.length
  const width = shape.slice(along).reduce((total, length) => total * length, 1)
  const columns = along === shape.length ? [withUnit(name, unit)] : coordinates(axes[along], width)
  yield line([...axes.slice(0, along).map(({ name: axis, unit: axisUnit }) => withUnit(axis, axisUnit)), ...columns])
  const lead = shape.slice(0, along).map((length, axis) => coordinates(axes[axis], length))
  for (let start = 0; start < data.length; start += width) {
    let row = start / width
    const indices = lead.map(() => 0)
    for (let axis = along - 1; axis >= 0; axis--) {
      indices[axis] = row % shape[axis]
      row = Math.floor(row / shape[axis])
    }
    yield line([...indices.map((index, axis) => lead[axis][index]), ...data.subarray(start, start + width)])
  }
}

function coordinates(axis: Axis | undefined, length: number): number[] {
  return axis?.values ?? Array.from({ length }, (_, index) => index)
}

function table(name: string, head: string[], rows: Cell[][]): CsvFile {
  return { name, lines: [head, ...rows].map(line) }
}

function line(cells: Iterable<Cell>): string {
  return `${Array.from(cells, quoted).join(',')}\n`
}

function quoted(cell: Cell): string {
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function withUnit(name: string, unit: string): string {
  return unit === '' ? name : `${name} (${unit})`
}
