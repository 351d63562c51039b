import type { Check } from '../../results.ts'
import { pairStdp } from '../../models/plasticity/pair-stdp.ts'
import { agreementCheck, check, digits, type Bench } from './build.ts'
import type { JumpCurve } from './mean-trace.ts'
import { heldDrive } from './play.ts'
import { agreement, halfWidth95, tQuantile } from './statistics.ts'
import { poissonRing, withLeadIn } from './trains.ts'

const rounding = 1e-12

export function meanTraceChecks(curves: readonly JumpCurve[], bench: Bench, seed: number, gated: boolean): Check[] {
  const points = curves.flatMap((one) => one.points)
  const traces = points.flatMap(({ preTrace, postTrace, expected }) => [
    { found: preTrace, expected: expected.preTrace, floor: rounding },
    { found: postTrace, expected: expected.postTrace, floor: rounding },
  ])
  const checks = [agreementCheck('Mean traces agree with a r τ / (1 + a r τ)', agreement(traces))]
  if (!gated) {
    const changes = points.map(({ netPerS, expected }) => ({
      found: netPerS,
      expected: expected.netPerS,
      floor: rounding,
    }))
    checks.push(
      agreementCheck('Net weight changes agree with the closed form', agreement(changes)),
      ...curves.map(transitionCheck),
    )
  }
  return [...checks, ...orderChecks(curves), ...nearestNeighbourCheck(curves, bench, seed)]
}

function transitionCheck({ jump, transition, expectedTransitionHz, points }: JumpCurve): Check {
  const name = `Transition rate for a = ${jump}`
  const last = points.at(-1)!.rateHz
  if (Number.isNaN(expectedTransitionHz) || expectedTransitionHz > last || expectedTransitionHz < points[0].rateHz) {
    const expected = 'no transition within the rates'
    return check(name, expected, transition ? `${digits(transition.mean)} Hz` : 'none', transition === undefined)
  }
  const expected = `${digits(expectedTransitionHz)} Hz`
  if (transition === undefined) return check(name, expected, 'none', false)
  const reach = transition.error * tQuantile(1e-4, transition.degrees)
  const got = `${digits(transition.mean)} ± ${digits(halfWidth95(transition))} Hz (95%)`
  return check(name, expected, got, Math.abs(transition.mean - expectedTransitionHz) <= reach)
}

/** Low and narrow for a large jump, high and wide for a small one. */
function orderChecks(curves: readonly JumpCurve[]): Check[] {
  const turning = curves.filter((one) => one.transition !== undefined).sort((a, b) => b.jump - a.jump)
  if (turning.length < 2) return []
  const rates = turning.map((one) => one.transition!.mean)
  const widths = turning.map((one) => one.transition!.mean - troughHz(one))
  return [
    check(
      'The transition moves to higher rates as the jump shrinks',
      `rising from a = ${turning[0].jump} to a = ${turning.at(-1)!.jump}`,
      rates.map((rate) => `${digits(rate)} Hz`).join(', '),
      rates.every((rate, k) => k === 0 || rate > rates[k - 1]),
    ),
    check(
      'The transition is narrow for the largest jump and wide for the smallest',
      'the way from deepest depression to potentiation grows',
      `${digits(widths[0])} Hz against ${digits(widths.at(-1)!)} Hz`,
      widths.at(-1)! > widths[0],
    ),
  ]
}

/** Rate of the deepest measured depression. */
function troughHz({ points }: JumpCurve): number {
  return points.reduce((lowest, point) => (point.netPerS.mean < lowest.netPerS.mean ? point : lowest)).rateHz
}

/** At a jump of 1 a trace remembers its latest spike only: the rule is nearest-neighbour pairing, and must equal it. */
function nearestNeighbourCheck(curves: readonly JumpCurve[], bench: Bench, seed: number): Check[] {
  const one = curves.find(({ jump }) => jump === 1)
  if (one === undefined || !one.rule.boundedTraces || one.rule.stopLearning.on) return []
  const durationMs = 20000
  const ring = poissonRing(30, 30, durationMs, seed, 0xffffffff)
  const trains = withLeadIn(ring, 500)
  const neighbours = heldDrive(
    pairStdp,
    {
      pairing: 'nearest-neighbour',
      tauPlusMs: one.rule.tauPreMs,
      tauMinusMs: one.rule.tauPostMs,
      stepPlus: one.rule.etaPlus,
      stepMinus: one.rule.etaMinus,
    },
    trains,
    { held: 0.5, startMs: 0, endMs: durationMs },
  )
  const found = bench.drive(one.rule, trains, durationMs)
  const distance = Math.abs(found.ltp - neighbours.ltp) + Math.abs(found.ltd - neighbours.ltd)
  return [
    check(
      'A jump of 1 is nearest-neighbour pairing',
      'the same change as nearest-neighbour STDP on the same spikes, to rounding',
      `differs by ${digits(distance)} of ${digits(neighbours.ltp + neighbours.ltd)}`,
      distance < 1e-9 * (neighbours.ltp + neighbours.ltd),
    ),
  ]
}
