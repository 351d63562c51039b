import type { TimingModulationDesign } from '../../../../contract/design/pairs/timing-modulation.ts'
import type { RunEvent, RunOutcome } from '../../run.ts'
import { byWorkers } from '../../task-worker.ts'
import { type TasksContext, conductTasks, ofAll } from '../../tasks.ts'
import { gatesNotice, standardBench } from '../build.ts'
import { estimate, type Estimate } from '../statistics.ts'
import {
  type BlockFound,
  blocksOf,
  type Condition,
  correlationsOf,
  type Measurement,
  planOf,
  type TimingBlock,
} from './plan.ts'
import { timingChecks } from './timing-checks.ts'
import { timingRuleOf, type TimingRule } from './rule.ts'
import { timingResults } from './timing-figure.ts'

/** What one condition gave. */
export interface Point extends Condition {
  net: Estimate
  flips: Estimate
  preHz: Estimate
  postHz: Estimate
  /** Closed form of the net change. */
  expected: number
}

export interface TimingFindings {
  rateHz: number
  lagMs: number
  /** By correlation, for the lag and its reverse. */
  pairs: { forward: Point[]; backward: Point[] }
  network: { forward: Point[]; backward: Point[] }
  /** By lag, at the highest correlation. */
  byLag: Point[]
  expectedByLag: (lagMs: number) => number
}

/** Learning at equal rates and equal parameters, spike correlation and lag varied; blocks are dealt out to the workers. */
export async function* conductTiming(
  design: TimingModulationDesign,
  seed: number,
  context: TasksContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  if (gatedOf(design)) yield gatesNotice()
  return yield* conductTasks<TimingBlock, BlockFound>(
    {
      ...{ kind: 'timing-modulation', tasks: blocksOf(planOf(design)), unit: 'blocks' },
      phase: () => 'Timing',
      run: byWorkers({ design, seed }),
      simulatedMs: ({ simulatedMs }) => simulatedMs,
      metrics: () => [],
      outcome: ofAll((found) => timingOutcome(design, found)),
    },
    context,
  )
}

/** found: of all blocks, in their order. */
export function timingOutcome(
  design: TimingModulationDesign,
  found: readonly BlockFound[],
): Pick<RunOutcome, 'results' | 'state'> {
  const { rateHz, lagMs, correlations } = design.drive
  const rule = timingRuleOf(design, standardBench)
  const plan = planOf(design)
  let first = 0
  const pointsOf = (measurements: readonly Measurement[]): Point[] =>
    measurements.map((measurement) => {
      const blocks = found.slice(first, (first += measurement.blocks))
      return pointOf(rule, measurement, blocks)
    })
  const [pairs, network, byLag] = [plan.pairs, plan.network, plan.byLag].map(pointsOf)
  const each = correlationsOf(correlations)
  const split = (points: Point[]) => ({ forward: points.slice(0, each.length), backward: points.slice(each.length) })
  const findings: TimingFindings = {
    ...{ rateHz, lagMs, pairs: split(pairs), network: split(network), byLag },
    expectedByLag: (lag) => rule.expected(each.at(-1)!, lag),
  }
  const open = !gatedOf(design)
  const results = timingResults(findings)
  results.checks = timingChecks(findings, { pairs: open, network: open && rule.knownInNetworks })
  return { results, state: { netPerS: results.arrays.netPerS } }
}

const gatedOf = ({ rule, stopLearning }: TimingModulationDesign): boolean => rule.kind === 'bcall' && stopLearning.on

function pointOf(rule: TimingRule, { correlation, lagMs }: Condition, blocks: readonly BlockFound[]): Point {
  return {
    ...{ correlation, lagMs },
    net: estimate(blocks.map(({ netPerS }) => netPerS)),
    flips: estimate(blocks.map(({ flipsPerS }) => flipsPerS)),
    preHz: estimate(blocks.map(({ preHz }) => preHz)),
    postHz: estimate(blocks.map(({ postHz }) => postHz)),
    expected: rule.expected(correlation, lagMs),
  }
}
