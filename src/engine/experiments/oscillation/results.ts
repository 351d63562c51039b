import type { OscillationDesign } from '../../../contract/design/oscillation.ts'
import type { Check, Results, Scalar, Series } from '../../results.ts'
import { type Interval, type Summary, strongestOf } from './conditions.ts'
import { oscillationFigures } from './figures.ts'

/** Rates count as equal when they are known to differ by less. */
const RATE_TOLERANCE = 0.03

export function oscillationResults(design: OscillationDesign, summaries: Summary[]): Results {
  const [control] = summaries
  const strongest = strongestOf(summaries)
  const series = seriesOf(design, summaries, strongest)
  // A rule that is still without the oscillation has no factor.
  const factor = (name: string, label: string, { mean, half }: Interval): Record<string, Scalar> =>
    Number.isFinite(mean)
      ? { [name]: { label: `${label} (± half of the 95% interval)`, value: mean, unit: '', error: half } }
      : {}
  const total = (pick: (of: Summary) => number): number => summaries.reduce((sum, one) => sum + pick(one), 0)
  return {
    scalars: {
      ...factor('flipFactor', 'Factor of the flips under the strongest oscillation', strongest.flipFactor),
      ...factor('changeFactor', 'Factor of the weight change under the strongest oscillation', strongest.changeFactor),
      ...factor('rateRatio', 'Mean rate relative to that without oscillation', strongest.rateRatio),
      ...factor('synchrony', 'Correlation of spike counts, strongest oscillation', strongest.synchrony),
      ...factor('synchronyWithout', 'Correlation of spike counts, no oscillation', control.synchrony),
      synapticEvents: { label: 'Synaptic events', value: total(({ events }) => events), unit: 'events' },
      flips: { label: 'Synapses opened or closed', value: total(({ flips }) => flips), unit: 'synapses' },
    },
    series,
    arrays: {},
    figures: oscillationFigures(design, strongest),
    checks: checksOf(summaries, strongest),
  }
}

/** Name of a series of one amplitude. */
export const keyOf = (quantity: string, amplitudeMv: number): string => `${quantity}.${amplitudeMv}mV`

function seriesOf({ oscillation, procedure }: OscillationDesign, summaries: Summary[], strongest: Summary) {
  const series: Record<string, Series> = {}
  const axes = { xLabel: 'frequency of the oscillation', xUnit: 'Hz' }
  const quantities: [name: string, yUnit: string, pick: (of: Summary) => Interval][] = [
    ['flipFactor', '', (one) => one.flipFactor],
    ['changeFactor', '', (one) => one.changeFactor],
    ['rate', 'Hz', (one) => one.rateHz],
    ['synchrony', '', (one) => one.synchrony],
    ['nullSynchrony', '', (one) => one.nullSynchrony],
  ]
  for (const amplitudeMv of oscillation.amplitudesMv) {
    for (const [name, yUnit, pick] of quantities) {
      const own = summaries.filter((one) => one.amplitudeMv === amplitudeMv && Number.isFinite(pick(one).mean))
      series[keyOf(name, amplitudeMv)] = {
        label: name === 'nullSynchrony' ? `${amplitudeMv} mV, trains shifted` : `${amplitudeMv} mV`,
        x: own.map(({ frequencyHz }) => frequencyHz),
        y: own.map((one) => pick(one).mean),
        error: own.map((one) => pick(one).half),
        ...axes,
        yUnit,
      }
    }
  }
  const factors = summaries.filter(({ flipFactor }) => Number.isFinite(flipFactor.mean))
  series.factorAgainstSynchrony = {
    label: 'Conditions',
    x: factors.map(({ synchrony }) => synchrony.mean),
    y: factors.map(({ flipFactor }) => flipFactor.mean),
    error: factors.map(({ flipFactor }) => flipFactor.half),
    xLabel: 'correlation of spike counts',
    xUnit: '',
    yUnit: '',
  }
  const traceOf = (label: string, { trace }: Summary): Series => ({
    label,
    x: trace.map((_, bin) => (bin + 0.5) * Number(procedure.binMs)),
    y: trace,
    xLabel: 'time',
    xUnit: 'ms',
    yUnit: 'Hz',
  })
  series.traceWithout = traceOf('No oscillation', summaries[0])
  series.traceWith = traceOf(`${strongest.amplitudeMv} mV, ${strongest.frequencyHz} Hz`, strongest)
  return series
}

function checksOf(summaries: Summary[], strongest: Summary): Check[] {
  const fixed = (value: number): string => value.toFixed(3)
  const within = ({ mean, half }: Interval): string =>
    Number.isFinite(mean) ? `${fixed(mean)} ± ${fixed(half)}` : 'nothing changes without the oscillation'
  const oscillating = summaries.filter(({ amplitudeMv }) => amplitudeMv > 0)
  const alone = oscillating.reduce((sum, one) => sum + one.spikesWithoutNoise, 0)
  const furthest = oscillating.reduce((worst, one) => (awayOf(one) > awayOf(worst) ? one : worst))
  const nulls = summaries.map(({ nullSynchrony }) => Math.abs(nullSynchrony.mean))
  const at = `${strongest.amplitudeMv} mV, ${strongest.frequencyHz} Hz`
  return [
    {
      name: 'the oscillation alone stays below threshold',
      expected: 'no spikes under the same currents without noise, in any condition',
      got: `${alone} spikes`,
      pass: alone === 0,
    },
    {
      name: 'mean rates are unchanged',
      expected: `in every condition the 95% interval of the ratio to that without lies within 1 ± ${RATE_TOLERANCE}`,
      got: `furthest: ${within(furthest.rateRatio)}`,
      pass: awayOf(furthest) < RATE_TOLERANCE,
    },
    {
      name: `the oscillation synchronises the population (${at})`,
      expected: 'correlation of spike counts above that without oscillation, by 95% intervals; none in shifted trains',
      got: `${within(strongest.synchrony)} against ${within(summaries[0].synchrony)}; shifted at most ${fixed(Math.max(...nulls))}`,
      pass:
        strongest.synchrony.mean - strongest.synchrony.half >
          summaries[0].synchrony.mean + summaries[0].synchrony.half && Math.max(...nulls) < 0.02,
    },
    {
      name: `synapses flip faster (${at})`,
      expected: 'factor above 1, by its 95% interval',
      got: within(strongest.flipFactor),
      pass: strongest.flipFactor.mean - strongest.flipFactor.half > 1,
    },
    {
      name: `hidden weights change faster (${at})`,
      expected: 'factor above 1, by its 95% interval',
      got: within(strongest.changeFactor),
      pass: strongest.changeFactor.mean - strongest.changeFactor.half > 1,
    },
  ]
}

/** The far end of the interval of the rate's ratio, as its distance from 1. */
const awayOf = ({ rateRatio }: Summary): number => Math.abs(rateRatio.mean - 1) + rateRatio.half
