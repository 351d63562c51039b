import type { PairTraceDesign } from '../../../contract/design/pairs/index.ts'
import type { BcallPost, BcallPre, BcallSynapse } from '../../models/plasticity/bcall.ts'
import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { completed, Progress, ruleOf, scalar, standardBench, type Bench } from './build.ts'
import { pairTraceChecks } from './pair-trace-checks.ts'
import { pairTraceFigure } from './pair-trace-figure.ts'
import { playPair, type Instant } from './play.ts'
import { poissonTrain, type Trains } from './trains.ts'

export type PairInstant = Instant<BcallPre, BcallPost, BcallSynapse>

/** Figure 2: both traces and the hidden weight of one synapse, both neurons firing as Poisson processes. */
export function* pairTraceProtocol(
  design: PairTraceDesign,
  seed: number,
  bench: Bench = standardBench,
): Generator<RunEvent, RunOutcome> {
  const { preHz, postHz, durationMs, initialWeight } = design.pair
  const rule = ruleOf(design)
  const trains: Trains = {
    preMs: poissonTrain(preHz, durationMs, stream(seed, STREAM.pairTrains, 0)),
    postMs: poissonTrain(postHz, durationMs, stream(seed, STREAM.pairTrains, 1)),
  }
  const instants: PairInstant[] = []
  // The run starts at 0, with or without a spike there.
  const start = { x: 0 }
  const rest = { pre: start, post: { x: 0, c: 0 }, synapse: { w: initialWeight } }
  instants.push({ timeMs: 0, pre: false, post: false, before: rest, after: rest })
  const firstMs = Math.min(trains.preMs[0] ?? durationMs, trains.postMs[0] ?? durationMs)
  const initial = bench.rule.restSynapse(rule, initialWeight)
  bench.rule.evolveSynapse(bench.rule.derive(rule, firstMs), start, { x: 0, c: 0 }, initial)
  const finalWeight = playPair(bench.rule, rule, trains, {
    hiddenWeight: initial.w,
    endMs: durationMs,
    onInstant: (instant) => instants.push(instant),
  })
  const progress = new Progress('One synapse', 1, 'pairs')
  yield* progress.step(durationMs, instants.length)
  const results = pairTraceFigure(rule, trains, instants, durationMs)
  results.scalars = {
    preSpikes: scalar('Presynaptic spikes', '', trains.preMs.length),
    postSpikes: scalar('Postsynaptic spikes', '', trains.postMs.length),
    finalWeight: scalar('Hidden weight at the end', '', finalWeight),
    flips: scalar('Crossings of the weight threshold', '', crossings(instants, rule.thetaW)),
  }
  results.checks = pairTraceChecks(rule, trains, instants)
  return completed(results, { hiddenWeight: results.arrays.hiddenWeight }, progress.simulatedMs)
}

function crossings(instants: readonly PairInstant[], thetaW: number): number {
  return instants.filter(({ before, after }) => before.synapse.w > thetaW !== after.synapse.w > thetaW).length
}
