import type { SrdpDesign } from '../../../contract/design/pairs/index.ts'
import type { Check, Figure, PlotLayer } from '../../results.ts'
import { crossingFrequencyHz, pairChange, pairRuleOf, pairsChange } from '../../theory/pairing.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { emptyResults } from '../empty-results.ts'
import * as build from './build.ts'
import { net, pairedDrive, relativeDistance } from './pairing-run.ts'

const perFrequency = { xLabel: 'Pairing frequency', xUnit: 'Hz', yUnit: '' }

/** Figure 3, right: weight change against the pairing frequency, at a fixed lag of either sign. */
export function* srdpProtocol(
  design: SrdpDesign,
  _seed: number,
  bench: build.Bench = build.standardBench,
): Generator<RunEvent, RunOutcome> {
  const { lagMs, fromHz, toHz, points, pairs } = design.pairing
  const rule = build.ruleOf(design)
  const pairRule = pairRuleOf(rule)
  const frequenciesHz = build.linearSteps(fromHz, toHz, points)
  const progress = new build.Progress('Pairs', points, 'frequencies')
  if (rule.stopLearning.on) yield build.gatesNotice()
  const found: Record<Order, number[]> = { 'pre-post': [], 'post-pre': [] }
  for (const frequencyHz of frequenciesHz) {
    const periodMs = 1000 / frequencyHz
    for (const order of orders) {
      found[order].push(net(pairedDrive(rule, bench, pairs, signed(lagMs, order), periodMs)) / pairs)
    }
    yield* progress.step(2 * pairs * periodMs, 4 * pairs)
  }

  const results = emptyResults()
  const { series, scalars, checks } = results
  const fine = build.linearSteps(fromHz, toHz, 300)
  for (const order of orders) {
    const lag = signed(lagMs, order)
    const label = order === 'pre-post' ? `pre ${lagMs} ms before post` : `post ${lagMs} ms before pre`
    const expected = (hz: number) => pairsChange(pairRule, lag, 1000 / hz, pairs) / pairs
    series[order] = build.curve(label, perFrequency, frequenciesHz, found[order])
    series[`${order}.closedForm`] = build.curveOf(label, perFrequency, fine, expected)
    series[`${order}.stationary`] = build.curveOf('without end', perFrequency, fine, (hz) =>
      pairChange(pairRule, lag, 1000 / hz),
    )
    if (!rule.stopLearning.on) {
      const distance = relativeDistance(found[order], frequenciesHz.map(expected))
      const name = `${pairs} pairs, ${order === 'pre-post' ? 'pre before post' : 'post before pre'}, agree with the closed form`
      checks.push(
        build.check(name, 'to rounding (1e-9 of the largest change)', build.digits(distance), distance < 1e-9),
      )
    }
  }
  const crossing = crossingFrequencyHz(pairRule, -lagMs)
  scalars.crossingHz = build.scalar(
    'Frequency at which post before pre turns to potentiation, closed form',
    'Hz',
    crossing,
  )
  checks.push(...signChecks(frequenciesHz, found))
  results.arrays = {
    change: build.grid(
      'Weight change per pair',
      '',
      [
        { name: 'lag', unit: 'ms', values: orders.map((order) => signed(lagMs, order)) },
        { name: 'frequency', unit: 'Hz', values: frequenciesHz },
      ],
      Float64Array.from(orders.flatMap((order) => found[order])),
    ),
  }
  results.figures.push(figureOf(lagMs, pairs, crossing <= toHz ? crossing : NaN))
  return build.completed(results, { change: results.arrays.change }, progress.simulatedMs)
}

type Order = 'pre-post' | 'post-pre'
const orders: readonly Order[] = ['post-pre', 'pre-post']
const signed = (lagMs: number, order: Order) => (order === 'pre-post' ? lagMs : -lagMs)

function signChecks(frequenciesHz: readonly number[], found: Record<Order, number[]>): Check[] {
  const first = (order: Order) => found[order][0]
  const last = (order: Order) => found[order].at(-1)!
  const pair = (values: (order: Order) => number) =>
    `post before pre ${build.digits(values('post-pre'))}, pre before post ${build.digits(values('pre-post'))}`
  return [
    build.check(
      `At ${build.digits(frequenciesHz[0])} Hz the order decides`,
      'post before pre depresses, pre before post potentiates',
      pair(first),
      first('post-pre') < 0 && first('pre-post') > 0,
    ),
    build.check(
      `At ${build.digits(frequenciesHz.at(-1)!)} Hz potentiation wins for both orders`,
      'both above 0',
      pair(last),
      last('post-pre') > 0 && last('pre-post') > 0,
    ),
  ]
}

function figureOf(lagMs: number, pairs: number, crossingHz: number): Figure {
  const layers = (order: Order, role: 'ltp' | 'ltd'): PlotLayer[] => [
    { series: `${order}.closedForm`, style: 'line', role },
    { series: order, style: 'dots', role },
  ]
  return {
    id: 'srdp',
    title: 'SRDP curve',
    caption: `Weight change per pair against the pairing frequency, ${pairs} pairs from rest at lags of −${lagMs} and +${lagMs} ms. At high frequency potentiation wins for both orders of the spikes. Lines: closed form. Dots: simulation.`,
    panels: [
      {
        kind: 'plot',
        title: `Lag ±${lagMs} ms`,
        x: { label: 'pairing frequency', unit: 'Hz', min: 0 },
        y: { label: 'weight change per pair', unit: '' },
        layers: [...layers('pre-post', 'ltp'), ...layers('post-pre', 'ltd')],
        marks: Number.isNaN(crossingHz) ? [] : [{ axis: 'x', at: crossingHz, label: `${build.digits(crossingHz)} Hz` }],
      },
    ],
  }
}
