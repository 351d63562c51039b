import type { RunEvent } from '../../run.ts'
import type { Progress } from '../build.ts'
import { estimate, type Estimate } from '../statistics.ts'
import { pairTrains, poissonRing, withLeadIn } from '../trains.ts'
import type { BoundRule } from './bound.ts'
import type { Contender } from './contender.ts'

/** Mean change per pair by n pairs, after `leadPairs` that do not count. */
export function changePerPair(
  rule: BoundRule,
  pairs: number,
  lagMs: number,
  frequencyHz: number,
  leadPairs = 0,
): number {
  const periodMs = 1000 / frequencyHz
  const trains = pairTrains(pairs + leadPairs, lagMs, periodMs)
  // A period is counted from half-way between two pairs; the rest of the last one is given time to act.
  const startMs = leadPairs * periodMs - (periodMs - Math.abs(lagMs)) / 2
  const { ltp, ltd } = rule.drive(trains, startMs, startMs + pairs * periodMs)
  return (ltp - ltd) / pairs
}

export interface PoissonEffort {
  blocks: number
  spikes: number
}

/** Change per second under independent Poisson trains. */
export function* poissonChange(
  { rule, memoryMs }: Pick<Contender, 'rule' | 'memoryMs'>,
  preHz: number,
  postHz: number,
  { blocks, spikes }: PoissonEffort,
  seed: number,
  firstIndex: number,
  progress: Progress,
): Generator<RunEvent, Estimate> {
  const durationMs = measuredMs(preHz, postHz, spikes)
  const found: number[] = []
  for (let block = 0; block < blocks; block++) {
    const ring = poissonRing(preHz, postHz, durationMs, seed, firstIndex + block)
    const trains = withLeadIn(ring, memoryMs)
    const { ltp, ltd } = rule.drive(trains, 0, durationMs)
    found.push((1000 * (ltp - ltd)) / durationMs)
    yield* progress.step(durationMs + memoryMs, slowness * (trains.preMs.length + trains.postMs.length))
  }
  return estimate(found)
}

/** The general interface takes this much longer for a spike than the fast path of BCaLL. */
const slowness = 3

/** Long enough for so many spikes of either neuron, as a geometric mean. */
export function measuredMs(preHz: number, postHz: number, spikes: number): number {
  return (1000 * spikes) / Math.sqrt(preHz * postHz)
}
