import type { NamedArray, Results, Scalar, Series } from '../../results.ts'
import { meanAndSd } from '../mean-and-sd.ts'
import { continuousChecks } from './checks.ts'
import { continuousFigures } from './figures.ts'
import { type Measured, type Shown, finalOverlap } from './measure.ts'
import type { Presentation } from './presentations.ts'

const columns: [name: string, label: string, unit: string, pick: (of: Measured) => number][] = [
  ['accuracy', 'Test accuracy', '', ({ accuracy }) => accuracy],
  ['overlap', 'Overlap of the classes', '', finalOverlap],
  ['shuffledOverlap', 'Overlap, labels shuffled', '', ({ curve }) => curve.at(-1)!.shuffledOverlap],
  ['rateOwnHz', 'Rate of the shown class', 'Hz', ({ rateOwnHz }) => rateOwnHz],
  ['rateOthersHz', 'Rate of the other classes', 'Hz', ({ rateOthersHz }) => rateOthersHz],
  ['flipsPerDigit', 'Flips', 'synapses per digit', ({ flipsPerDigit }) => flipsPerDigit],
  ['eventsPerInference', 'Synaptic events per inference', 'events', ({ eventsPerInference }) => eventsPerInference],
  ['energyLoihiUj', 'Energy per inference at 23.6 pJ per event', 'µJ', ({ energyLoihiUj }) => energyLoihiUj],
  ['energyDense8Uj', 'Energy per inference, dense, 8-bit integers', 'µJ', ({ energyDense8Uj }) => energyDense8Uj],
]

export function continuousResults(
  presentations: readonly Presentation[],
  seeds: number,
  found: readonly (Measured | undefined)[],
): Results {
  const rows = presentations
    .map((presentation, p): Shown => ({
      presentation,
      runs: found.slice(p * seeds, (p + 1) * seeds).filter((one) => one !== undefined),
    }))
    .filter(({ runs }) => runs.length > 0)
  const scalars: Record<string, Scalar> = {}
  for (const { presentation, runs } of rows) {
    for (const [name, label, unit, pick] of columns) {
      const { mean, sd } = meanAndSd(runs.map(pick))
      scalars[`${name}.${presentation.id}`] = { label: `${label}, ${presentation.label}`, value: mean, unit, error: sd }
    }
  }
  return {
    scalars,
    series: Object.fromEntries(rows.flatMap(curvesOf)),
    arrays: rows.length === 0 ? {} : { table: tableOf(rows) },
    figures: continuousFigures(rows, seeds),
    checks: found.every((one) => one !== undefined) ? continuousChecks(rows) : [],
  }
}

/** Everything measured, run by run: what the digest is taken over. */
export function continuousState(
  presentations: readonly Presentation[],
  seeds: number,
  found: readonly (Measured | undefined)[],
): Record<string, NamedArray> {
  const values = found.flatMap((one) => columns.map(([, , , pick]) => (one ? pick(one) : NaN)))
  return {
    'state.measured': {
      label: 'Quantities of the table, run by run; NaN: not finished',
      unit: '',
      dtype: 'float64',
      shape: [presentations.length, seeds, columns.length],
      axes: ['presentation', 'seed', 'quantity'].map((name) => ({ name, unit: '' })),
      data: Float64Array.from(values),
    },
  }
}

function curvesOf({ presentation, runs }: Shown): [string, Series][] {
  const digits = runs[0].curve.map((point) => point.digits)
  return (['accuracy', 'overlap', 'shuffledOverlap'] as const).map((name) => {
    const points = digits.map((_, p) => meanAndSd(runs.map(({ curve }) => curve[p][name])))
    return [
      `${name}.${presentation.id}`,
      {
        label: name === 'shuffledOverlap' ? 'labels shuffled' : presentation.label,
        x: digits,
        y: points.map(({ mean }) => mean),
        error: points.map(({ sd }) => sd),
        xLabel: 'training digits',
        xUnit: 'digits',
        yUnit: '',
      },
    ]
  })
}

/** Means over seeds, [presentations][quantities]. */
function tableOf(rows: readonly Shown[]): NamedArray {
  return {
    label: `Means over seeds of ${columns.map(([, label]) => label.toLowerCase()).join(', ')}; rows: ${rows.map(({ presentation }) => presentation.label).join(', ')}`,
    unit: '',
    dtype: 'float64',
    shape: [rows.length, columns.length],
    axes: [
      { name: 'presentation', unit: '' },
      { name: 'quantity', unit: '' },
    ],
    data: Float64Array.from(rows.flatMap(({ runs }) => columns.map(([, , , pick]) => meanAndSd(runs.map(pick)).mean))),
  }
}
