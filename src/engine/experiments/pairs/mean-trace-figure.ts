import type { Results, Role } from '../../results.ts'
import { pairRuleOf } from '../../theory/pairing.ts'
import { netPerS, poissonDrift, transitionRateHz } from '../../theory/drift.ts'
import { meanTrace, preTrace } from '../../theory/traces.ts'
import { emptyResults } from '../empty-results.ts'
import { curve, curveOf } from './build.ts'
import { logSteps } from './logspace.ts'
import type { JumpCurve } from './mean-trace.ts'
import { halfWidth95 } from './statistics.ts'

const perRate = { xLabel: 'Rate of both neurons', xUnit: 'Hz', yUnit: '' }
const perJump = { xLabel: 'Jump a', xUnit: '', yUnit: 'Hz' }

/** Series and figure of the mean-trace protocol: closed forms as lines, simulation as dots. */
export function meanTraceFigure(curves: readonly JumpCurve[]): Results {
  const results = emptyResults()
  const { series } = results
  const ratesHz = curves[0].points.map((point) => point.rateHz)
  const fine = logSteps(ratesHz[0], ratesHz.at(-1)!, 200)
  for (const { jump, rule, points } of curves) {
    const label = `a = ${jump}`
    const pairs = pairRuleOf(rule)
    series[`trace.a${jump}.closedForm`] = curveOf(label, perRate, fine, (hz) => meanTrace(preTrace(rule), hz))
    series[`trace.a${jump}`] = curve(
      label,
      perRate,
      ratesHz,
      points.map((point) => point.preTrace.mean),
      points.map((point) => halfWidth95(point.preTrace)),
    )
    series[`change.a${jump}.closedForm`] = curveOf(
      label,
      perRate,
      fine,
      (hz) => netPerS(poissonDrift(pairs, hz, hz)) / hz,
    )
    series[`change.a${jump}`] = curve(
      label,
      perRate,
      ratesHz,
      points.map((point) => point.netPerS.mean / point.rateHz),
      points.map((point) => halfWidth95(point.netPerS) / point.rateHz),
    )
  }
  const turning = curves.filter((one) => one.transition !== undefined)
  const jumps = curves.map((one) => one.jump)
  const jumpGrid = logSteps(Math.min(...jumps) * 0.8, 1, 60)
  series['transition.closedForm'] = curveOf('closed form', perJump, jumpGrid, (jump) =>
    transitionRateHz(pairRuleOf({ ...curves[0].rule, jumpPre: jump, jumpPost: jump })),
  )
  series.transition = curve(
    'simulation',
    perJump,
    turning.map((one) => one.jump),
    turning.map((one) => one.transition!.mean),
    turning.map((one) => halfWidth95(one.transition!)),
  )
  const layers = (prefix: string) =>
    curves.flatMap(({ jump }, k) => {
      const role: Role = `series-${k}`
      return [
        { series: `${prefix}.a${jump}.closedForm`, style: 'line' as const, role },
        { series: `${prefix}.a${jump}`, style: 'dots' as const, role },
      ]
    })
  const rateAxis = { label: 'rate of both neurons', unit: 'Hz', scale: 'log' as const }
  const lowest = Math.min(
    ...curves.flatMap(({ jump }) => [...series[`change.a${jump}.closedForm`].y, ...series[`change.a${jump}`].y]),
  )
  results.figures.push({
    id: 'mean-trace',
    title: 'Mean trace and LTD-to-LTP transition',
    caption:
      'Independent Poisson trains of one rate. (a) Mean presynaptic trace. (b) Net change of the hidden weight per spike; the range is chosen to show where depression turns into potentiation. (c) The rate at which it turns. Lines: closed forms. Dots: simulation with 95% confidence intervals.',
    panels: [
      {
        kind: 'plot',
        title: 'Mean trace',
        x: rateAxis,
        y: { label: 'mean presynaptic trace', unit: '', min: 0 },
        layers: layers('trace'),
      },
      {
        kind: 'plot',
        title: 'Net weight change',
        x: rateAxis,
        y: {
          label: 'change per spike',
          unit: '',
          ...(lowest < 0 ? { min: 1.6 * lowest, max: -4 * lowest } : {}),
        },
        layers: layers('change'),
      },
      {
        kind: 'plot',
        title: 'Transition rate',
        x: { label: 'jump a', unit: '', scale: 'log', min: jumpGrid[0], max: 1.1 },
        y: { label: 'transition rate', unit: 'Hz', scale: 'log' },
        layers: [
          { series: 'transition.closedForm', style: 'line', role: 'grey' },
          { series: 'transition', style: 'dots', role: 'accent' },
        ],
      },
    ],
  })
  return results
}
