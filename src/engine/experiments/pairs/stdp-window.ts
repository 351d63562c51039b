import type { StdpWindowDesign } from '../../../contract/design/pairs/index.ts'
import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Check, PlotLayer, Role } from '../../results.ts'
import { pairRuleOf, pairsChange, stdpWindow } from '../../theory/pairing.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { emptyResults } from '../empty-results.ts'
import * as build from './build.ts'
import { net, pairedDrive, relativeDistance } from './pairing-run.ts'
import { exponentialSlope } from './statistics.ts'

const perLag = { xLabel: 'Lag t_post − t_pre', xUnit: 'ms', yUnit: '' }

interface Window {
  frequencyHz: number
  lagsMs: number[]
  found: number[]
  expected: number[]
}

/** Figure 3, left: the STDP window of one pair from rest, and how it changes when pairs are repeated faster. */
export function* stdpWindowProtocol(
  design: StdpWindowDesign,
  _seed: number,
  bench: build.Bench = build.standardBench,
): Generator<RunEvent, RunOutcome> {
  const { largestLagMs, lags, pairs, frequenciesHz } = design.window
  const rule = build.ruleOf(design)
  const pairRule = pairRuleOf(rule)
  const progress = new build.Progress('Pairs', frequenciesHz.length + 1, 'curves')
  if (rule.stopLearning.on) yield build.gatesNotice()

  const lagsMs = symmetricLags(largestLagMs, lags)
  const single = lagsMs.map((lag) => net(pairedDrive(rule, bench, 1, lag, 2 * largestLagMs)))
  const expected = lagsMs.map((lag) => stdpWindow(pairRule, lag))
  yield* progress.step(lagsMs.length * 2 * largestLagMs, 2 * lagsMs.length)

  const windows: Window[] = []
  for (const frequencyHz of frequenciesHz) {
    const periodMs = 1000 / frequencyHz
    // Beyond half a period a lag is a lag of the other sign to the next pair.
    const own = lagsMs.filter((lag) => Math.abs(lag) <= periodMs / 2)
    windows.push({
      frequencyHz,
      lagsMs: own,
      found: own.map((lag) => net(pairedDrive(rule, bench, pairs, lag, periodMs)) / pairs),
      expected: own.map((lag) => pairsChange(pairRule, lag, periodMs, pairs) / pairs),
    })
    yield* progress.step(own.length * pairs * periodMs, 2 * own.length * pairs)
  }

  const results = emptyResults()
  const { series, scalars } = results
  const fineLags = symmetricLags(largestLagMs, 400)
  const side = (sign: 1 | -1) => fineLags.filter((lag) => Math.sign(lag) === sign)
  series['window.ltd.closedForm'] = build.curveOf('LTD', perLag, side(-1), (lag) => stdpWindow(pairRule, lag))
  series['window.ltp.closedForm'] = build.curveOf('LTP', perLag, side(1), (lag) => stdpWindow(pairRule, lag))
  series.window = build.curve('simulation', perLag, lagsMs, single)
  windows.forEach((window) => {
    const label = `${window.frequencyHz} Hz`
    const periodMs = 1000 / window.frequencyHz
    const own = fineLags.filter((lag) => Math.abs(lag) <= periodMs / 2)
    // Zero lag is a point of its own: on its two sides the change jumps.
    const drawn = own.map((lag) => (lag === 0 ? NaN : pairsChange(pairRule, lag, periodMs, pairs) / pairs))
    series[`window.${window.frequencyHz}Hz.closedForm`] = build.curve(label, perLag, own, drawn)
    series[`window.${window.frequencyHz}Hz`] = build.curve(label, perLag, window.lagsMs, window.found)
  })
  const fitted = { ltp: fittedTauMs(lagsMs, single, 1), ltd: fittedTauMs(lagsMs, single, -1) }
  scalars.tauLtpMs = build.scalar('Time constant of LTP, fitted', 'ms', fitted.ltp)
  scalars.tauLtdMs = build.scalar('Time constant of LTD, fitted', 'ms', fitted.ltd)
  results.arrays.window = build.grid(
    'Weight change by one pair',
    '',
    [{ name: 'lag', unit: 'ms', values: lagsMs }],
    Float64Array.from(single),
  )
  results.checks = [
    ...(rule.stopLearning.on
      ? []
      : [
          distanceCheck('One pair agrees with the closed form', single, expected),
          ...windows.map(({ frequencyHz, found, expected: predicted }) =>
            distanceCheck(`${pairs} pairs at ${frequencyHz} Hz agree with the closed form`, found, predicted),
          ),
          tauCheck('LTP', fitted.ltp, rule.tauPreMs),
          tauCheck('LTD', fitted.ltd, rule.tauPostMs),
        ]),
    ...signChecks(lagsMs, single),
  ]
  results.figures.push(figureOf(windows, rule))
  return build.completed(results, { window: results.arrays.window }, progress.simulatedMs)
}

/** n lags on either side, evenly spaced, and zero. */
function symmetricLags(largestMs: number, n: number): number[] {
  return Array.from({ length: 2 * n + 1 }, (_, k) => ((k - n) * largestMs) / n)
}

function fittedTauMs(lagsMs: readonly number[], change: readonly number[], sign: 1 | -1): number {
  const used = lagsMs.map((_, k) => k).filter((k) => Math.sign(lagsMs[k]) === sign && Math.sign(change[k]) === sign)
  if (used.length < 2) return NaN
  return (
    -1 /
    exponentialSlope(
      used.map((k) => Math.abs(lagsMs[k])),
      used.map((k) => change[k]),
    )
  )
}

function distanceCheck(name: string, found: readonly number[], expected: readonly number[]): Check {
  const distance = relativeDistance(found, expected)
  return build.check(name, 'to rounding (1e-9 of the largest change)', build.digits(distance), distance < 1e-9)
}

function tauCheck(name: string, fitted: number, expected: number): Check {
  const pass = Math.abs(fitted / expected - 1) < 1e-6
  return build.check(
    `${name} is exponential with its trace's time constant`,
    `${build.digits(expected)} ms`,
    `${build.digits(fitted)} ms`,
    pass,
  )
}

function signChecks(lagsMs: readonly number[], change: readonly number[]): Check[] {
  const wrong = (sign: 1 | -1) => lagsMs.filter((lag, k) => Math.sign(lag) === sign && Math.sign(change[k]) !== sign)
  return [
    build.check(
      'Post before pre depresses',
      'at every lag below 0',
      `not at ${wrong(-1).length} lags`,
      wrong(-1).length === 0,
    ),
    build.check(
      'Pre before post potentiates',
      'at every lag above 0',
      `not at ${wrong(1).length} lags`,
      wrong(1).length === 0,
    ),
  ]
}

function figureOf(windows: readonly Window[], rule: BcallParameters) {
  const repeated = windows.flatMap(({ frequencyHz }, k): PlotLayer[] => {
    const role: Role = `series-${k}`
    return [
      { series: `window.${frequencyHz}Hz.closedForm`, style: 'line', role },
      { series: `window.${frequencyHz}Hz`, style: 'dots', role },
    ]
  })
  const x = { label: 'lag t(post) − t(pre)', unit: 'ms' }
  return {
    id: 'stdp-window',
    title: 'STDP window',
    caption: `Weight change against the lag of the postsynaptic spike (τ pre ${rule.tauPreMs} ms, τ post ${rule.tauPostMs} ms). (a) One pair from rest. (b) Change per pair when pairs are repeated: at higher frequency each spike also meets the neighbouring pairs, and depression gives way. Lines: closed forms. Dots: simulation.`,
    panels: [
      {
        kind: 'plot' as const,
        title: 'One pair',
        x,
        y: { label: 'weight change', unit: '' },
        layers: [
          { series: 'window.ltd.closedForm', style: 'line' as const, role: 'ltd' as const },
          { series: 'window.ltp.closedForm', style: 'line' as const, role: 'ltp' as const },
          { series: 'window', style: 'dots' as const, role: 'grey' as const },
        ],
      },
      {
        kind: 'plot' as const,
        title: 'Repeated pairs',
        x,
        y: { label: 'weight change per pair', unit: '' },
        layers: repeated,
      },
    ],
  }
}
