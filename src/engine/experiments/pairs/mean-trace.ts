import type { MeanTraceDesign } from '../../../contract/design/pairs/index.ts'
import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { pairRuleOf } from '../../theory/pairing.ts'
import { netPerS, poissonDrift, transitionRateHz } from '../../theory/drift.ts'
import { meanTrace, postTrace, preTrace } from '../../theory/traces.ts'
import { completed, gatesNotice, grid, Progress, ruleOf, scalar, standardBench, type Bench } from './build.ts'
import { logSteps } from './logspace.ts'
import { meanTraceChecks } from './mean-trace-checks.ts'
import { meanTraceFigure } from './mean-trace-figure.ts'
import { poissonBlock, type PoissonBlock } from './poisson-block.ts'
import { estimate, halfWidth95, type Estimate } from './statistics.ts'
import { poissonRing, type RingTrains } from './trains.ts'
import { bracketOf, measureTransition, transitionSteps } from './transition.ts'

/** Blocks are independent; spikes are of either neuron in one block, on the whole range and around the transition. */
const effort = {
  quick: { blocks: 11, spikes: 300, fineSpikes: 2400 },
  default: { blocks: 21, spikes: 3000, fineSpikes: 6000 },
  publication: { blocks: 41, spikes: 20000, fineSpikes: 40000 },
}

export interface RatePoint {
  rateHz: number
  preTrace: Estimate
  postTrace: Estimate
  netPerS: Estimate
  expected: { preTrace: number; postTrace: number; netPerS: number }
}

/** Everything measured for one jump. */
export interface JumpCurve {
  jump: number
  rule: BcallParameters
  points: RatePoint[]
  /** Undefined where the measured curve does not turn within the rates. */
  transition: Estimate | undefined
  expectedTransitionHz: number
}

/** Figure 1: mean trace and net weight change against the rate of both neurons, and the transition rate of each jump. */
export function* meanTraceProtocol(
  design: MeanTraceDesign,
  seed: number,
  bench: Bench = standardBench,
): Generator<RunEvent, RunOutcome> {
  const { jumps, fromHz, toHz, points } = design.rates
  const { blocks, spikes, fineSpikes } = effort[design.quality]
  const ratesHz = logSteps(fromHz, toHz, points)
  const progress = new Progress('Poisson firing', jumps.length * (points + transitionSteps) * blocks, 'blocks')
  if (design.stopLearning.on) yield gatesNotice()
  const curves: JumpCurve[] = []
  let index = 0
  for (const jump of jumps) {
    const rule = { ...ruleOf(design), jumpPre: jump, jumpPost: jump }
    const measured: RatePoint[] = []
    for (const rateHz of ratesHz) {
      const durationMs = (1000 * spikes) / rateHz
      const found: PoissonBlock[] = []
      for (let block = 0; block < blocks; block++) {
        found.push(poissonBlock(rule, poissonRing(rateHz, rateHz, durationMs, seed, index++), bench))
        yield* progress.step(found[block].simulatedMs, found[block].spikes)
      }
      measured.push({
        rateHz,
        preTrace: estimate(found.map((block) => block.preTrace)),
        postTrace: estimate(found.map((block) => block.postTrace)),
        netPerS: estimate(found.map((block) => block.netPerS)),
        expected: expectedAt(rule, rateHz),
      })
    }
    const bracket = bracketOf(
      ratesHz,
      measured.map((point) => point.netPerS),
    )
    if (bracket === undefined) yield* progress.skip(blocks * transitionSteps)
    const inBlock = (ring: RingTrains) => poissonBlock(rule, ring, bench)
    const transition =
      bracket && (yield* measureTransition(inBlock, bracket, blocks, fineSpikes, seed, index, progress))
    index += blocks * transitionSteps
    const expectedTransitionHz = transitionRateHz(pairRuleOf(rule))
    curves.push({ jump, rule, points: measured, transition, expectedTransitionHz })
  }
  const results = meanTraceFigure(curves)
  for (const { jump, transition, expectedTransitionHz } of curves) {
    const name = `transitionHz.a${jump}`
    if (transition) {
      const label = `Transition rate, a = ${jump} (± half of the 95% interval)`
      results.scalars[name] = scalar(label, 'Hz', transition.mean, halfWidth95(transition))
    }
    results.scalars[`${name}.closedForm`] = scalar(
      `Transition rate, a = ${jump}, closed form`,
      'Hz',
      expectedTransitionHz,
    )
  }
  results.checks = meanTraceChecks(curves, bench, seed, design.stopLearning.on)
  const axes = [
    { name: 'jump', unit: '', values: jumps },
    { name: 'rate', unit: 'Hz', values: ratesHz },
  ]
  const all = (value: (point: RatePoint) => number) => Float64Array.from(curves.flatMap((one) => one.points.map(value)))
  results.arrays = {
    netPerS: grid(
      'Net weight change',
      '1/s',
      axes,
      all((point) => point.netPerS.mean),
    ),
    netPerSError: grid(
      'Net weight change, standard error',
      '1/s',
      axes,
      all((point) => point.netPerS.error),
    ),
    preTrace: grid(
      'Mean presynaptic trace',
      '',
      axes,
      all((point) => point.preTrace.mean),
    ),
    postTrace: grid(
      'Mean postsynaptic trace',
      '',
      axes,
      all((point) => point.postTrace.mean),
    ),
  }
  return completed(results, { netPerS: results.arrays.netPerS }, progress.simulatedMs)
}

function expectedAt(rule: BcallParameters, rateHz: number): RatePoint['expected'] {
  return {
    preTrace: meanTrace(preTrace(rule), rateHz),
    postTrace: meanTrace(postTrace(rule), rateHz),
    netPerS: netPerS(poissonDrift(pairRuleOf(rule), rateHz, rateHz)),
  }
}
