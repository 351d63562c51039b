import type { Panel, PlotLayer, Results } from '../../results.ts'
import { biasedBorderPostHz } from '../../theory/drift.ts'
import type { PairRule } from '../../theory/pairing.ts'
import { emptyResults } from '../empty-results.ts'
import { curve, curveOf, grid, linearSteps, scalar } from './build.ts'
import type { BiasReport, RateMap } from './rate-maps.ts'
import type { Bias } from '../../theory/drift.ts'

export const biasTitles: Record<Bias, string> = {
  independent: 'Independent',
  'post-pre': 'Post before pre',
  'pre-post': 'Pre before post',
}

const border = { xLabel: 'Postsynaptic rate', xUnit: 'Hz', yUnit: 'Hz' }
const perLag = { xLabel: 'Lag t_post − t_pre', xUnit: 'ms', yUnit: '' }

export function rateMapsResults(
  rule: PairRule,
  maps: readonly RateMap[],
  reports: readonly BiasReport[],
  ratesHz: number[],
  shiftMs: number,
): Results {
  const results = emptyResults()
  const [first, last] = [ratesHz[0], ratesHz.at(-1)!]
  const half = (ratesHz[1] - first) / 2
  const shown: [number, number] = [Math.max(0.01, first - half), last + half]
  const axes = [
    { name: 'presynaptic rate', unit: 'Hz', values: ratesHz },
    { name: 'postsynaptic rate', unit: 'Hz', values: ratesHz },
  ]
  const panels: Panel[] = []
  for (const { bias, cells, rateOff } of maps) {
    const of = (read: (cell: (typeof cells)[number]) => number) => Float64Array.from(cells, read)
    results.arrays[bias] = grid(
      `Net weight change, ${biasTitles[bias]}`,
      '1/s',
      axes,
      of(({ net }) => net.mean),
    )
    results.arrays[`${bias}.error`] = grid(
      'Standard error',
      '1/s',
      axes,
      of(({ net }) => net.error),
    )
    results.arrays[`${bias}.closedForm`] = grid(
      'Closed form',
      '1/s',
      axes,
      of(({ expected }) => expected),
    )
    const preHz = linearSteps(shown[0], shown[1], 120)
    const along = curveOf('closed-form border', border, preHz, (hz) =>
      biasedBorderPostHz(rule, hz, bias, shiftMs, shown),
    )
    results.series[`${bias}.border`] = { ...along, x: along.y, y: along.x }
    results.scalars[`${bias}.ltpArea`] = scalar(
      `Share of the map that potentiates, ${biasTitles[bias].toLowerCase()}`,
      '',
      ltpArea(cells),
    )
    const rateLabel = `Largest deviation of a measured rate from the stated one, ${biasTitles[bias].toLowerCase()}`
    results.scalars[`${bias}.rateDeviation`] = scalar(rateLabel, '', rateOff)
    panels.push({
      kind: 'map',
      title: bias === 'independent' ? biasTitles[bias] : `${biasTitles[bias]} by ${shiftMs} ms`,
      array: bias,
      colours: 'diverging',
      valueLabel: 'weight change',
      curves: along.x.length === 0 ? [] : [{ series: `${bias}.border`, style: 'line', role: 'grey' }],
    })
  }
  const layers: PlotLayer[] = reports.map(({ bias }) => ({
    series: `${bias}.correlogram`,
    style: 'line',
    role: bias === 'independent' ? 'grey' : bias === 'pre-post' ? 'ltp' : 'ltd',
  }))
  for (const { bias, lagsMs, density } of reports) {
    results.series[`${bias}.correlogram`] = curve(biasTitles[bias].toLowerCase(), perLag, lagsMs, density)
  }
  const { preHz, postHz } = reports[0]
  panels.push({
    kind: 'plot',
    title: `Cross-correlogram, ${preHz} and ${postHz} Hz`,
    x: { label: 'lag t(post) − t(pre)', unit: 'ms' },
    y: { label: 'pairs, relative to chance', unit: '', min: 0 },
    layers,
  })
  results.figures.push({
    id: 'rate-maps',
    title: 'Weight change over pre- and postsynaptic rates',
    caption: `Net change of the hidden weight per second under Poisson firing; orange potentiates, blue depresses, the line is the closed-form border. In the biased pairings the slower train consists of spikes of the faster one, shifted by ${shiftMs} ms; both rates stay as they are. (d) Cross-correlograms of trains at ${preHz} Hz (pre) and ${postHz} Hz (post).`,
    columns: 2,
    panels,
  })
  return results
}

export function ltpArea(cells: RateMap['cells']): number {
  return cells.filter(({ net }) => net.mean > 0).length / cells.length
}
