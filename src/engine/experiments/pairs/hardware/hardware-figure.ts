import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import type { PlotLayer, Results, Role } from '../../../results.ts'
import { pairRuleOf, stdpWindow } from '../../../theory/pairing.ts'
import { emptyResults } from '../../empty-results.ts'
import { curve, grid, linearSteps } from '../build.ts'
import { works, type Batch, type DriftCurve } from './hardware-robustness.ts'
import type { Device } from './devices.ts'
import { storedParts, type RegisterWindow, type Stored } from './registers.ts'

const perLag = { xLabel: 'Lag t_post − t_pre', xUnit: 'ms', yUnit: '' }
const perBits = { xLabel: 'Register width', xUnit: 'bits', yUnit: '' }
const perRate = { xLabel: 'Rate of both neurons', xUnit: 'Hz', yUnit: '' }
const perVariation = { xLabel: 'Mismatch (CV)', xUnit: '', yUnit: '' }

const storedLabels: Record<Stored, string> = { traces: 'traces', weight: 'hidden weight', both: 'both' }
const storedRoles: Record<Stored, Role> = { traces: 'series-1', weight: 'series-2', both: 'accent' }

const tests: { id: string; label: string; role: Role; passes: (device: Device) => boolean }[] = [
  { id: 'turns', label: 'LTD turns to LTP', role: 'series-1', passes: ({ turns }) => turns },
  { id: 'srdp', label: 'LTP at 50 Hz', role: 'series-2', passes: ({ srdp }) => srdp },
  { id: 'flips', label: 'flips', role: 'series-3', passes: ({ flips }) => flips },
  { id: 'all', label: 'all three', role: 'accent', passes: works },
]

export function hardwareResults(
  rule: BcallParameters,
  lagsMs: number[],
  windows: readonly RegisterWindow[],
  shownBits: readonly number[],
  drifts: readonly DriftCurve[],
  batches: readonly Batch[],
  tolerance: number,
): Results {
  const results = emptyResults()
  const { series } = results
  const fine = linearSteps(lagsMs[0], lagsMs.at(-1)!, 401)
  const ideal = (lag: number) => (lag === 0 ? NaN : stdpWindow(pairRuleOf(rule), lag))
  series['window.ideal'] = curve('ideal', perLag, fine, fine.map(ideal))
  const both = windows.filter(({ stored }) => stored === 'both')
  for (const { bits, change } of both) {
    // Zero lag is between the two sides of the window.
    const after = lagsMs.findIndex((lag) => lag > 0)
    const withGap = (values: readonly number[], gap: number) => [...values.slice(0, after), gap, ...values.slice(after)]
    series[`window.${bits}bits`] = curve(`${bits} bits`, perLag, withGap(lagsMs, 0), withGap(change, NaN))
  }
  for (const stored of storedParts) {
    const own = windows.filter((window) => window.stored === stored)
    series[`error.${stored}`] = curve(
      storedLabels[stored],
      perBits,
      own.map(({ bits }) => bits),
      own.map(({ error }) => error),
    )
  }
  for (const { bits, ratesHz, perSpike } of drifts) {
    series[`drift.${nameOf(bits)}`] = curve(bits === Infinity ? 'ideal' : `${bits} bits`, perRate, ratesHz, perSpike)
  }
  const variations = batches.map(({ variation }) => variation)
  for (const { id, label, passes } of tests) {
    const shares = batches.map(({ devices }) => devices.filter(passes).length / devices.length)
    const errors = batches.map(({ devices }, k) => Math.sqrt((shares[k] * (1 - shares[k])) / devices.length))
    series[`yield.${id}`] = curve(label, perVariation, variations, shares, errors)
  }
  const quantiles = batches.map(({ devices }) => {
    const rates = devices
      .map(({ transitionHz }) => (Number.isNaN(transitionHz) ? Infinity : transitionHz))
      .sort((a, b) => a - b)
    return [0.05, 0.5, 0.95].map((share) => rates[Math.min(rates.length - 1, Math.floor(share * rates.length))])
  })
  const finite = (value: number) => (value > 0 && value < Infinity ? value : NaN)
  const inHz = { ...perVariation, yUnit: 'Hz' }
  ;['5%', 'median', '95%'].forEach((label, k) => {
    series[`transition.${label}`] = curve(
      label,
      inHz,
      variations,
      quantiles.map((row) => finite(row[k])),
    )
  })
  const example = batches.find(({ variation }) => variation >= 0.2) ?? batches.at(-1)!
  const shown = example.devices.slice(0, 25)
  shown.forEach(({ parameters }, k) => {
    const window = (lag: number) => (lag === 0 ? NaN : stdpWindow(pairRuleOf(parameters), lag))
    series[`device.${k}`] = curve('', perLag, fine, fine.map(window))
  })
  series['device.nominal'] = curve('', perLag, fine, fine.map(ideal))
  results.arrays.yield = grid(
    'Share of devices that work',
    '',
    [{ name: 'mismatch', unit: '', values: variations }],
    Float64Array.from(series['yield.all'].y),
  )
  const line = (key: string, role: Role): PlotLayer => ({ series: key, style: 'line', role })
  const dots = (key: string, role: Role): PlotLayer[] => [line(key, role), { series: key, style: 'dots', role }]
  const byBits = (prefix: string) => shownBits.map((bits, k) => line(`${prefix}.${bits}bits`, `series-${k + 1}`))
  const lag = { label: 'lag', unit: 'ms' }
  const variation = { label: 'mismatch (CV)', unit: '' }
  results.figures.push({
    id: 'hardware-robustness',
    title: 'Few bits and unequal devices',
    caption: `(a–c) Traces and hidden weight in registers: STDP window of one pair, its error relative to the ideal window (dashed: tolerance ${tolerance}), and net change per spike under Poisson firing. (d–f) Log-normal mismatch of time constants, jumps and thresholds: windows of ${shown.length} devices at a coefficient of variation of ${example.variation}, spread of the transition rate, and share of devices that still work.`,
    panels: [
      {
        kind: 'plot',
        title: 'Window in registers',
        x: lag,
        y: { label: 'weight change', unit: '' },
        layers: [line('window.ideal', 'grey'), ...byBits('window')],
      },
      {
        kind: 'plot',
        title: 'Error of the window',
        x: { label: 'register width', unit: 'bits' },
        y: { label: 'relative error', unit: '', min: 0, max: 1.05 },
        layers: [
          ...dots('error.traces', storedRoles.traces),
          ...dots('error.both', storedRoles.both),
          { series: 'error.weight', style: 'dashed', role: storedRoles.weight },
        ],
        marks: [{ axis: 'y', at: tolerance, label: '' }],
      },
      {
        kind: 'plot',
        title: 'Net change in registers',
        x: { label: 'rate of both neurons', unit: 'Hz', scale: 'log' },
        y: { label: 'change per spike', unit: '' },
        layers: [line('drift.ideal', 'grey'), ...byBits('drift')],
      },
      {
        kind: 'plot',
        title: `Devices at CV ${example.variation}`,
        x: lag,
        y: { label: 'weight change', unit: '' },
        layers: [...shown.map((_, k) => line(`device.${k}`, 'grey')), line('device.nominal', 'accent')],
      },
      {
        kind: 'plot',
        title: 'Transition rate',
        x: variation,
        y: { label: 'transition rate', unit: 'Hz', scale: 'log' },
        layers: [
          { series: 'transition.5%', style: 'dashed', role: 'ltp' },
          ...dots('transition.median', 'accent'),
          { series: 'transition.95%', style: 'dashed', role: 'ltd' },
        ],
      },
      {
        kind: 'plot',
        title: 'Working devices',
        x: variation,
        y: { label: 'share of devices', unit: '', min: 0, max: 1.05 },
        layers: tests.flatMap(({ id, role }) => dots(`yield.${id}`, role)),
      },
    ],
  })
  return results
}

const nameOf = (bits: number) => (bits === Infinity ? 'ideal' : `${bits}bits`)
