import type { Check, Panel, PlotLayer, Results, Role, Series } from '../../results.ts'
import { meanAndSd } from '../mean-and-sd.ts'
import { measuredAt, measuredNetworks } from './measured.ts'

/** Accuracies of one curve of the figure. */
export interface Curve {
  kind: 'float' | 'binary'
  unitsPerClass: number
  /** [thresholds][repeats] */
  accuracy: number[][]
}

export interface Extent {
  trainSamples: number
  testSamples: number
  repeats: number
}

const axes = { xLabel: 'grey threshold', xUnit: 'grey level', yUnit: '' }
const titles = { float: 'Float weights', binary: 'Binary weights' }

export function baselineResults(thresholds: number[], curves: readonly Curve[], extent: Extent): Results {
  const series: Record<string, Series> = {}
  const scalars: Results['scalars'] = {}
  const reference = thresholds.indexOf(measuredAt)
  for (const curve of curves) {
    const spreads = curve.accuracy.map(meanAndSd)
    series[keyOf(curve)] = {
      label: `${curve.unitsPerClass} ${curve.unitsPerClass === 1 ? 'unit' : 'units'} per class`,
      x: thresholds,
      y: spreads.map(({ mean }) => mean),
      error: spreads.map(({ sd }) => sd),
      ...axes,
    }
    if (reference < 0) continue
    scalars[keyOf(curve)] = {
      label: `${titles[curve.kind]}, ${curve.unitsPerClass} per class, at ${measuredAt}`,
      value: spreads[reference].mean,
      error: spreads[reference].sd,
      unit: '',
    }
  }
  for (const { label, preset, accuracy, sd } of measuredNetworks) {
    series[`spiking.${preset}`] = { label, x: [measuredAt], y: [accuracy], error: [sd], ...axes }
  }
  return {
    scalars,
    series,
    arrays: {
      accuracy: {
        label: 'Test accuracy',
        unit: '',
        dtype: 'float64',
        shape: [curves.length, thresholds.length, extent.repeats],
        axes: [
          { name: 'curve', unit: '' },
          { name: 'grey threshold', unit: 'grey level', values: thresholds },
          { name: 'repeat', unit: '' },
        ],
        data: Float64Array.from(curves.flatMap(({ accuracy }) => accuracy.flat())),
      },
    },
    figures: [
      {
        id: 'linear-baseline',
        title: 'Linear classifiers on binarised digits',
        caption:
          `Test accuracy of softmax regression on digits binarised at a grey threshold: mean and standard deviation of ${extent.repeats} ` +
          `trainings on ${extent.trainSamples} digits, tested on ${extent.testSamples}. (a) Float weights. (b) Weights of one size and either sign. ` +
          `Dots: the project’s spiking networks on the same pixels, measured on all 10,000 test digits, mean and sd of three seeds ` +
          `(${[...new Set(measuredNetworks.map(({ source }) => source))].join(', ')}).`,
        panels: (['float', 'binary'] as const).map((kind): Panel => panelOf(kind, curves)),
      },
    ],
    checks: checksOf(thresholds, curves),
  }
}

function panelOf(kind: Curve['kind'], curves: readonly Curve[]): Panel {
  const shown = curves.filter((curve) => curve.kind === kind)
  const layers = shown.flatMap((curve, k): PlotLayer[] => {
    const role: Role = `series-${k}`
    return [
      { series: keyOf(curve), style: 'band', role },
      { series: keyOf(curve), style: 'line', role },
    ]
  })
  const spiking = measuredNetworks.map(({ preset }, k): PlotLayer => ({
    series: `spiking.${preset}`,
    style: 'dots',
    role: `series-${shown.length + k}`,
  }))
  return {
    kind: 'plot',
    title: titles[kind],
    x: { label: 'grey threshold', unit: 'grey level' },
    y: { label: 'test accuracy', unit: '' },
    layers: [...layers, ...spiking],
    marks: [{ axis: 'x', at: measuredAt, label: String(measuredAt) }],
  }
}

function checksOf(thresholds: readonly number[], curves: readonly Curve[]): Check[] {
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`
  const best = (curve: Curve): number => Math.max(...curve.accuracy.map((repeats) => meanAndSd(repeats).mean))
  const of = (kind: Curve['kind']): Curve[] =>
    curves.filter((curve) => curve.kind === kind).sort((a, b) => a.unitsPerClass - b.unitsPerClass)
  const [float, binary] = [of('float'), of('binary')]
  const checks: Check[] = [
    {
      name: 'Float weights do better than binary ones',
      expected: 'with the fewest units per class, each at its best threshold',
      got: `${percent(best(float[0]))} against ${percent(best(binary[0]))}`,
      pass: best(float[0]) > best(binary[0]),
    },
  ]
  if (float.length > 1) {
    checks.push({
      name: 'More units per class do better',
      expected: 'the most units above the fewest, for either kind of weights',
      got: [float, binary].map((kind) => kind.map((curve) => percent(best(curve))).join(' to ')).join('; '),
      pass: [float, binary].every((kind) => best(kind.at(-1)!) > best(kind[0])),
    })
  }
  const at = thresholds.indexOf(measuredAt)
  if (at >= 0) {
    const lost = curves.map((curve) => best(curve) - meanAndSd(curve.accuracy[at]).mean)
    checks.push({
      name: `A threshold of ${measuredAt} costs little`,
      expected: 'at most 3 points below the best threshold, on every curve',
      got: `at most ${(100 * Math.max(...lost)).toFixed(1)} points`,
      pass: lost.every((points) => points <= 0.03),
    })
  }
  return checks
}

function keyOf({ kind, unitsPerClass }: Curve): string {
  return `${kind}.${unitsPerClass}`
}
