import type { NamedArray, Results, Scalar, Series } from '../../results.ts'
import type { RunOutcome } from '../run.ts'
import { ablationChecks } from './checks.ts'
import { ablationFigures } from './figures.ts'
import { BINS, type Measured } from './measure.ts'
import { type Quantity, type Summary, spread, summaries } from './summary.ts'
import type { Variant } from './variants.ts'

const columns: [Quantity, label: string, unit: string][] = [
  ['accuracy', 'Test accuracy', ''],
  ['noAnswer', 'Digits without an answer', ''],
  ['rateOwnHz', 'Rate of the shown class', 'Hz'],
  ['rateOthersHz', 'Rate of the other classes', 'Hz'],
  ['potentiated', 'Potentiated synapses', ''],
  ['undecided', 'Undecided hidden weights', ''],
  ['flipsPerDigit', 'Flips', 'synapses per digit'],
]

export function ablationResults(
  variants: readonly Variant[],
  seeds: number,
  found: readonly (Measured | undefined)[],
): Results {
  const rows = summaries(variants, seeds, found)
  const scalars: Record<string, Scalar> = {}
  for (const row of rows) {
    for (const [quantity, label, unit] of columns) {
      const { mean, sd } = spread(row, quantity)
      const name = row.variant.id === 'complete' ? quantity : `${quantity}.${row.variant.id}`
      scalars[name] = { label: `${label}, ${row.variant.label}`, value: mean, unit, error: sd }
    }
  }
  return {
    scalars,
    series: seriesOf(rows),
    arrays: rows.length === 0 ? {} : { table: tableOf(rows) },
    figures: ablationFigures(rows),
    checks: found.every((one) => one !== undefined) ? ablationChecks(rows) : [],
  }
}

function seriesOf(rows: readonly Summary[]): Record<string, Series> {
  const overVariants = (label: string, quantity: Quantity, unit: string): Series => ({
    label,
    x: rows.map((_, k) => k),
    y: rows.map((row) => spread(row, quantity).mean),
    error: rows.map((row) => spread(row, quantity).sd),
    xLabel: 'variant',
    xUnit: '',
    yUnit: unit,
  })
  const histogram = (row: Summary): Series => ({
    label: row.variant.label,
    x: Array.from({ length: BINS }, (_, b) => (b + 0.5) / BINS),
    y: Array.from(
      { length: BINS },
      (_, b) => row.runs.reduce((sum, run) => sum + run.histogram[b], 0) / row.runs.length,
    ),
    xLabel: 'hidden weight',
    xUnit: '',
    yUnit: '',
  })
  return {
    accuracy: overVariants('mean and sd over seeds', 'accuracy', ''),
    rateOwnHz: overVariants('shown class', 'rateOwnHz', 'Hz'),
    rateOthersHz: overVariants('other classes', 'rateOthersHz', 'Hz'),
    ...Object.fromEntries(rows.map((row) => [`hiddenWeights.${row.variant.id}`, histogram(row)])),
  }
}

/** Means over seeds, [variants][quantities]. */
function tableOf(rows: readonly Summary[]): NamedArray {
  return {
    label: `Means over seeds of ${columns.map(([, label]) => label.toLowerCase()).join(', ')}; rows: ${rows.map(({ variant }) => variant.label).join(', ')}`,
    unit: '',
    dtype: 'float64',
    shape: [rows.length, columns.length],
    axes: [
      { name: 'variant', unit: '' },
      { name: 'quantity', unit: '' },
    ],
    data: Float64Array.from(rows.flatMap((row) => columns.map(([quantity]) => spread(row, quantity).mean))),
  }
}

/** Everything measured, run by run: what the digest is taken over. */
export function ablationState(
  variants: readonly Variant[],
  seeds: number,
  found: readonly (Measured | undefined)[],
): RunOutcome['state'] {
  const values = found.flatMap((one) => columns.map(([quantity]) => one?.[quantity] ?? NaN))
  return {
    'state.measured': {
      label: 'Quantities of the table, run by run; NaN: not finished',
      unit: '',
      dtype: 'float64',
      shape: [variants.length, seeds, columns.length],
      axes: ['variant', 'seed', 'quantity'].map((name) => ({ name, unit: '' })),
      data: Float64Array.from(values),
    },
  }
}
