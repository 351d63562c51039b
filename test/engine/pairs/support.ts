import type { TimingModulationDesign } from '../../../src/contract/design/pairs/timing-modulation.ts'
import type { BcallParameters } from '../../../src/engine/models/plasticity/bcall.ts'
import { bcall } from '../../../src/engine/models/plasticity/bcall.ts'
import type { Bench, Protocol } from '../../../src/engine/experiments/pairs/build.ts'
import type { BcallDrive } from '../../../src/engine/experiments/pairs/bcall-drive.ts'
import { heldDrive } from '../../../src/engine/experiments/pairs/play.ts'
import type { Trains } from '../../../src/engine/experiments/pairs/trains.ts'
import { timingBlocks } from '../../../src/engine/experiments/pairs/timing/blocks.ts'
import { type BlockFound, blocksOf, planOf } from '../../../src/engine/experiments/pairs/timing/plan.ts'
import { timingOutcome } from '../../../src/engine/experiments/pairs/timing/timing-modulation.ts'
import type { RunEvent, RunOutcome } from '../../../src/engine/experiments/run.ts'

/** The defaults of the pair protocols. */
export const defaults: BcallParameters = {
  tauPreMs: 17,
  tauPostMs: 34,
  jumpPre: 1,
  jumpPost: 1,
  boundedTraces: true,
  etaPlus: 0.02,
  etaMinus: 0.012,
  bistable: true,
  driftPerS: 0.01,
  thetaW: 0.5,
  efficacy: 'binary',
  stopLearning: { on: false, tauMs: 100, jump: 0.03, ltdLow: 0.01, ltdHigh: 0.25, ltpLow: 0.25, ltpHigh: 0.315 },
}

/** Drives a run to its end. */
export function finish(run: Generator<RunEvent, RunOutcome>): { outcome: RunOutcome; events: RunEvent[] } {
  const events: RunEvent[] = []
  for (;;) {
    const step = run.next()
    if (step.done) return { outcome: step.value, events }
    events.push(step.value)
  }
}

export function resultsOf<D>(protocol: Protocol<D>, design: D, seed = 1, bench?: Bench) {
  return finish(protocol(design, seed, bench)).outcome.results
}

/** The names of the checks that a run does not pass. */
export function failures(results: RunOutcome['results']): string[] {
  return results.checks.filter(({ pass }) => !pass).map(({ name }) => name)
}

/** A bench with a faulty rule on it. */
export function faulty(changes: Partial<typeof bcall>): Bench {
  const rule = { ...bcall, ...changes }
  return { rule, drive: (parameters, trains, endMs) => genericDrive(rule, parameters, trains, endMs) }
}

/** The drive of any version of the rule, by the general interface alone. */
export function genericDrive(
  rule: typeof bcall,
  parameters: BcallParameters,
  trains: Trains,
  endMs: number,
): BcallDrive {
  const still = { ...parameters, bistable: false }
  const seen = { preTraceSeen: 0, preTraceFinders: 0, postTraceSeen: 0, postTraceFinders: 0 }
  let now = -Infinity
  const watching: typeof bcall = {
    ...rule,
    learnPre(factors, pre, post, synapse) {
      if (now >= 0) {
        seen.postTraceSeen += post.x
        seen.postTraceFinders++
      }
      rule.learnPre(factors, pre, post, synapse)
    },
    learnPost(factors, pre, post, synapse) {
      if (now >= 0) {
        seen.preTraceSeen += pre.x
        seen.preTraceFinders++
      }
      rule.learnPost(factors, pre, post, synapse)
    },
    derive(p, intervalMs) {
      now = now === -Infinity ? Math.min(trains.preMs[0] ?? 0, trains.postMs[0] ?? 0, 0) : now + intervalMs
      return rule.derive(p, intervalMs)
    },
  }
  return { ...heldDrive(watching, still, trains, { held: 0.5, startMs: 0, endMs }), ...seen }
}

/** The blocks of the timing experiment, one after the other, with any version of the rule. */
export function timingResults(design: TimingModulationDesign, bench?: Bench) {
  const measure = timingBlocks(design, 1, bench)
  const found = blocksOf(planOf(design)).map((block) => measure(block).next().value as BlockFound)
  return timingOutcome(design, found).results
}
