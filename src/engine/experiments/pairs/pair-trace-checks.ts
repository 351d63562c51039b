import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Check } from '../../results.ts'
import { postTrace, preTrace, traceAt, type Trace } from '../../theory/traces.ts'
import { check, digits } from './build.ts'
import type { PairInstant } from './pair-trace.ts'
import type { Trains } from './trains.ts'

const rounding = 1e-9

/** What the caption of the figure promises, asked of every spike. */
export function pairTraceChecks(rule: BcallParameters, trains: Trains, instants: readonly PairInstant[]): Check[] {
  const spikes = instants.filter(({ pre, post }) => pre || post)
  return [
    traceCheck('presynaptic', preTrace(rule), trains.preMs, spikes, ({ pre }) => pre.x),
    traceCheck('postsynaptic', postTrace(rule), trains.postMs, spikes, ({ post }) => post.x),
    ownSpikesCheck(spikes),
    ...(rule.stopLearning.on ? [] : [stepsCheck(rule, trains, spikes)]),
    driftCheck(rule, instants),
    boundsCheck(rule, spikes),
  ]
}

/** The recursion against the explicit sum over all earlier spikes. */
function traceCheck(
  side: string,
  trace: Trace,
  spikesMs: Float64Array,
  spikes: readonly PairInstant[],
  read: (state: PairInstant['after']) => number,
): Check {
  const distances = spikes.map(({ timeMs, after }) => Math.abs(read(after) - traceAt(trace, spikesMs, timeMs)))
  const worst = Math.max(0, ...distances)
  return check(
    `The ${side} trace is the sum of its own decayed jumps`,
    'no difference at any spike, to rounding',
    digits(worst),
    worst < rounding,
  )
}

function ownSpikesCheck(spikes: readonly PairInstant[]): Check {
  const wrong = spikes.filter(({ pre, post, before, after }) => {
    const preMoves = after.pre.x !== before.pre.x
    const postMoves = after.post.x !== before.post.x
    return preMoves !== pre || postMoves !== post
  })
  return check(
    'Each trace jumps at its own spikes and at no other',
    'no spike that breaks this',
    `${wrong.length} of ${spikes.length} spikes`,
    wrong.length === 0,
  )
}

/** The hidden weight falls by eta- x_j at presynaptic and rises by eta+ x_i at postsynaptic spikes, the traces taken from theory. */
function stepsCheck(rule: BcallParameters, { preMs, postMs }: Trains, spikes: readonly PairInstant[]): Check {
  let worst = 0
  let moved = 0
  for (const { timeMs, pre, post, before, after } of spikes) {
    const otherSide = (trace: Trace, own: Float64Array, coincident: boolean) =>
      // A spike of the same instant has not jumped yet.
      traceAt(trace, own, timeMs) === 0 ? 0 : (traceBefore(trace, own, timeMs, coincident) ?? 0)
    const down = pre ? rule.etaMinus * otherSide(postTrace(rule), postMs, post) : 0
    const up = post ? rule.etaPlus * otherSide(preTrace(rule), preMs, pre) : 0
    const expected = clip(clip(before.synapse.w - down) + up)
    worst = Math.max(worst, Math.abs(after.synapse.w - expected))
    if (after.synapse.w !== before.synapse.w) moved++
  }
  return check(
    'The hidden weight moves at the spikes of both sides, by η times the other trace',
    'no difference at any spike, to rounding',
    `${digits(worst)}; moved at ${moved} of ${spikes.length} spikes`,
    worst < rounding,
  )
}

function traceBefore(trace: Trace, spikesMs: Float64Array, timeMs: number, coincident: boolean): number {
  return traceAt(trace, coincident ? spikesMs.filter((spike) => spike < timeMs) : spikesMs, timeMs)
}

/** Between spikes the hidden weight moves at the speed of the drift, away from the threshold, or stays where it is. */
function driftCheck(rule: BcallParameters, instants: readonly PairInstant[]): Check {
  const speed = rule.bistable ? rule.driftPerS / 1000 : 0
  const worst = instants.slice(1).reduce((largest, { timeMs, before }, k) => {
    const { w } = instants[k].after.synapse
    const expected = clip(w + (w > rule.thetaW ? speed : -speed) * (timeMs - instants[k].timeMs))
    return Math.max(largest, Math.abs(before.synapse.w - expected))
  }, 0)
  return check(
    'Between spikes the hidden weight drifts away from the threshold at speed α',
    'no difference in any interval, to rounding',
    digits(worst),
    worst < rounding,
  )
}

function boundsCheck(rule: BcallParameters, spikes: readonly PairInstant[]): Check {
  const inside = (value: number) => value >= 0 && value <= 1
  const outside = spikes.filter(
    ({ after }) => !inside(after.synapse.w) || (rule.boundedTraces && !(inside(after.pre.x) && inside(after.post.x))),
  )
  return check(
    rule.boundedTraces ? 'Traces and hidden weight stay within 0 and 1' : 'The hidden weight stays within 0 and 1',
    'never outside',
    `outside at ${outside.length} of ${spikes.length} spikes`,
    outside.length === 0,
  )
}

const clip = (w: number): number => Math.min(1, Math.max(0, w))
