import type { Panel, PlotLayer, Results } from '../../../results.ts'
import { emptyResults } from '../../empty-results.ts'
import { curve, curveOf, linearSteps, scalar } from '../build.ts'
import { type Estimate, halfWidth95 } from '../statistics.ts'
import type { Point, TimingFindings } from './timing-modulation.ts'

const byCorrelation = { xLabel: 'correlation c', xUnit: '', yUnit: '' }
const byLag = { xLabel: 'lag t(post) − t(pre)', xUnit: 'ms', yUnit: '1/s' }

export function timingResults(findings: TimingFindings): Results {
  const results = emptyResults()
  const { series } = results
  const { lagMs, rateHz } = findings
  const groups = { pairs: findings.pairs, network: findings.network }
  for (const [where, { forward, backward }] of Object.entries(groups)) {
    for (const [order, points] of [['forward', forward] as const, ['backward', backward] as const]) {
      const label = order === 'forward' ? 'pre before post' : 'post before pre'
      const c = points.map(({ correlation }) => correlation)
      const add = (key: string, unit: string, read: (point: Point) => Estimate, name = label): void => {
        series[`${where}.${order}.${key}`] = curve(
          name,
          { ...byCorrelation, yUnit: unit },
          c,
          points.map((point) => read(point).mean),
          points.map((point) => halfWidth95(read(point))),
        )
      }
      add('net', '1/s', ({ net }) => net)
      add('flips', '1/s', ({ flips }) => flips, `${where}, ${label}`)
      add('preHz', 'Hz', ({ preHz }) => preHz, `${where}, presynaptic`)
      add('postHz', 'Hz', ({ postHz }) => postHz, `${where}, postsynaptic`)
      const known = points.filter(({ expected }) => Number.isFinite(expected))
      series[`${where}.${order}.closedForm`] = curve(
        label,
        { ...byCorrelation, yUnit: '1/s' },
        known.map(({ correlation }) => correlation),
        known.map(({ expected }) => expected),
      )
    }
  }
  const largestLag = Math.max(...findings.byLag.map((point) => Math.abs(point.lagMs)))
  const fine = linearSteps(-largestLag, largestLag, 201)
  series['lag.backward'] = curveOf(
    'closed form',
    byLag,
    fine.filter((lag) => lag < 0),
    findings.expectedByLag,
  )
  series['lag.forward'] = curveOf(
    'closed form',
    byLag,
    fine.filter((lag) => lag > 0),
    findings.expectedByLag,
  )
  series.lag = curve(
    'simulation',
    byLag,
    findings.byLag.map((point) => point.lagMs),
    findings.byLag.map(({ net }) => net.mean),
    findings.byLag.map(({ net }) => halfWidth95(net)),
  )
  const all = [...findings.pairs.forward, ...findings.network.forward]
  results.arrays.netPerS = {
    ...{ label: 'Net change of the hidden weight', unit: '1/s', dtype: 'float64', shape: [2, all.length / 2] },
    axes: [
      { name: 'pair, network', unit: '' },
      { name: 'correlation', unit: '', values: findings.pairs.forward.map(({ correlation }) => correlation) },
    ],
    data: Float64Array.from(all, ({ net }) => net.mean),
  }
  Object.assign(results.scalars, factors('pair', findings.pairs.forward), factors('network', findings.network.forward))
  const highest = findings.pairs.forward.at(-1)!.correlation
  results.figures.push({
    id: 'timing-modulation',
    title: 'Timing modulates learning',
    caption: `Every neuron fires at ${rateHz} Hz, the parameters are the same throughout; a part c of the postsynaptic spikes stands ${lagMs} ms after (or before) a presynaptic one. (a) Change of the hidden weight of a pair. (b) The same against the lag, at c = ${highest}. (c) The same in a feed-forward network. (d) How often a binary synapse flips in its first second, from a hidden weight between 0.3 and 0.7. (e) The rates. Lines: closed form; dots: simulation with 95% confidence intervals.`,
    columns: 2,
    panels: [
      changePanel('A pair', 'pairs'),
      {
        ...{ kind: 'plot', title: `Against the lag, c = ${highest}` },
        x: { label: 'lag t(post) − t(pre)', unit: 'ms' },
        y: { label: 'change of the hidden weight', unit: '1/s' },
        layers: [
          { series: 'lag.backward', style: 'line', role: 'grey' },
          { series: 'lag.forward', style: 'line', role: 'grey' },
          { series: 'lag', style: 'dots', role: 'accent' },
        ],
      },
      changePanel('A network', 'network'),
      {
        ...{ kind: 'plot', title: 'Flips' },
        x: { label: 'correlation c', unit: '' },
        y: { label: 'flips per synapse', unit: '1/s', min: 0 },
        layers: (['pairs', 'network'] as const).flatMap((where, k): PlotLayer[] => [
          { series: `${where}.forward.flips`, style: 'dots', role: `series-${2 * k}` },
          { series: `${where}.backward.flips`, style: 'dots', role: `series-${2 * k + 1}` },
        ]),
      },
      {
        ...{ kind: 'plot', title: 'Rates' },
        x: { label: 'correlation c', unit: '' },
        y: { label: 'mean rate', unit: 'Hz', min: 0, max: 1.5 * rateHz },
        layers: [
          { series: 'network.forward.preHz', style: 'dots', role: 'series-0' },
          { series: 'network.forward.postHz', style: 'dots', role: 'series-1' },
        ],
      },
    ],
  })
  return results
}

function changePanel(title: string, where: 'pairs' | 'network'): Panel {
  return {
    ...{ kind: 'plot', title },
    x: { label: 'correlation c', unit: '' },
    y: { label: 'change of the hidden weight', unit: '1/s' },
    layers: (['forward', 'backward'] as const).flatMap((order): PlotLayer[] => {
      const role = order === 'forward' ? 'ltp' : 'ltd'
      return [
        { series: `${where}.${order}.closedForm`, style: 'line', role },
        { series: `${where}.${order}.net`, style: 'dots', role },
      ]
    }),
  }
}

/** The change at the highest correlation, and how many times that without correlation. */
function factors(where: string, points: readonly Point[]): Results['scalars'] {
  const [none, most] = [points[0].net, points.at(-1)!.net]
  const factor = most.mean / none.mean
  const relative = [most, none].reduce((sum, { mean, error }) => sum + (error / mean) * (error / mean), 0)
  const error = Math.abs(factor) * Math.sqrt(relative)
  return {
    [`${where}.uncorrelatedPerS`]: scalar(`Change of a ${where}, uncorrelated`, '1/s', none.mean, none.error),
    [`${where}.correlatedPerS`]: scalar(`Change of a ${where}, most correlated`, '1/s', most.mean, most.error),
    // A rule that is still without correlation has no factor.
    ...(Number.isFinite(error) && {
      [`${where}.factor`]: scalar(`Factor by correlation, ${where}`, '', factor, error),
    }),
  }
}
