import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { PlotPanel, Results, Series } from '../../results.ts'
import { postTrace, preTrace, traceAt } from '../../theory/traces.ts'
import { emptyResults } from '../empty-results.ts'
import { curve, curveOf, grid, linearSteps } from './build.ts'
import type { PairInstant } from './pair-trace.ts'
import type { Trains } from './trains.ts'

const overTime = { xLabel: 'Time', xUnit: 'ms', yUnit: '' }

/** Traces as closed forms on a fine grid, with the simulated values at every spike; the hidden weight as simulated. */
export function pairTraceFigure(
  rule: BcallParameters,
  trains: Trains,
  instants: readonly PairInstant[],
  durationMs: number,
): Results {
  const results = emptyResults()
  // Every spike is in the grid twice, just before and at its jump, so that the jumps are upright.
  const grain = linearSteps(0, durationMs, 1200)
  const times = (own: Float64Array) =>
    [...grain, ...own, ...Array.from(own, (time) => Math.max(0, time - 1e-6))].sort((a, b) => a - b)
  const spikes = instants.filter(({ pre, post }) => pre || post)
  const ticks = (label: string, own: Float64Array): Series =>
    curve(label, overTime, Array.from(own), new Array<number>(own.length).fill(0.09))
  const weight = instants.flatMap(({ timeMs, before, after }) => [
    { timeMs, w: before.synapse.w },
    { timeMs, w: after.synapse.w },
  ])
  results.series = {
    preSpikes: ticks('presynaptic spikes', trains.preMs),
    postSpikes: ticks('postsynaptic spikes', trains.postMs),
    'preTrace.closedForm': curveOf('trace', overTime, times(trains.preMs), (t) =>
      traceAt(preTrace(rule), trains.preMs, t),
    ),
    'postTrace.closedForm': curveOf('trace', overTime, times(trains.postMs), (t) =>
      traceAt(postTrace(rule), trains.postMs, t),
    ),
    'preTrace.found': curve(
      'found by the other side',
      overTime,
      spikes.filter(({ post }) => post).map(({ timeMs }) => timeMs),
      spikes.filter(({ post }) => post).map(({ before }) => before.pre.x),
    ),
    'postTrace.found': curve(
      'found by the other side',
      overTime,
      spikes.filter(({ pre }) => pre).map(({ timeMs }) => timeMs),
      spikes.filter(({ pre }) => pre).map(({ before }) => before.post.x),
    ),
    hiddenWeight: curve(
      'hidden weight',
      overTime,
      weight.map(({ timeMs }) => timeMs),
      weight.map(({ w }) => w),
    ),
    'hiddenWeight.ltd': curve(
      'at a presynaptic spike',
      overTime,
      spikes.filter(({ pre }) => pre).map(({ timeMs }) => timeMs),
      spikes.filter(({ pre }) => pre).map(({ after }) => after.synapse.w),
    ),
    'hiddenWeight.ltp': curve(
      'at a postsynaptic spike',
      overTime,
      spikes.filter(({ post }) => post).map(({ timeMs }) => timeMs),
      spikes.filter(({ post }) => post).map(({ after }) => after.synapse.w),
    ),
  }
  const at = instants.map(({ timeMs }) => timeMs)
  const axis = [{ name: 'time', unit: 'ms', values: at }]
  const record = (label: string, read: (instant: PairInstant) => number) =>
    grid(label, '', axis, Float64Array.from(instants, read))
  results.arrays = {
    preTrace: record('Presynaptic trace after each instant', ({ after }) => after.pre.x),
    postTrace: record('Postsynaptic trace after each instant', ({ after }) => after.post.x),
    hiddenWeight: record('Hidden weight after each instant', ({ after }) => after.synapse.w),
  }
  results.figures.push({
    id: 'pair-trace',
    title: 'One synapse over time',
    caption:
      'Each trace jumps at its own spikes (bars) and decays between them; lines are closed forms, dots are the simulated values that the other side’s spikes find and learn from. The hidden weight falls at presynaptic and rises at postsynaptic spikes.',
    columns: 1,
    panels: [
      tracePanel('Presynaptic trace', 'x', 'pre', 'ltp'),
      tracePanel('Postsynaptic trace', 'x', 'post', 'ltd'),
      {
        kind: 'plot',
        title: 'Hidden weight',
        x: { label: 'time', unit: 'ms', min: 0, max: durationMs },
        y: { label: 'w', unit: '' },
        layers: [
          { series: 'hiddenWeight', style: 'line', role: 'grey' },
          { series: 'hiddenWeight.ltd', style: 'dots', role: 'ltd' },
          { series: 'hiddenWeight.ltp', style: 'dots', role: 'ltp' },
        ],
        marks: [{ axis: 'y', at: rule.thetaW, label: 'weight threshold' }],
      },
    ],
  })
  return results

  function tracePanel(title: string, label: string, side: 'pre' | 'post', role: 'ltp' | 'ltd'): PlotPanel {
    return {
      kind: 'plot',
      title,
      x: { label: 'time', unit: 'ms', min: 0, max: durationMs },
      y: { label, unit: '', min: 0, ...(rule.boundedTraces ? { max: 1.05 } : {}) },
      layers: [
        { series: `${side}Spikes`, style: 'bars', role: 'grey' },
        { series: `${side}Trace.closedForm`, style: 'line', role: 'accent' },
        { series: `${side}Trace.found`, style: 'dots', role },
      ],
    }
  }
}
