import type { TimingModulationDesign } from '../../../../contract/design/pairs/timing-modulation.ts'
import { stream } from '../../../random/random.ts'
import { STREAM } from '../../../random/streams.ts'
import { type TaskRun, inOneGo } from '../../tasks.ts'
import { refuseNotNumbers } from '../../vitals.ts'
import { type Bench, standardBench } from '../build.ts'
import type { RingTrains } from '../trains.ts'
import { MEASURED_MS, measureNetwork, START } from './network.ts'
import { type BlockFound, effort, type TimingBlock } from './plan.ts'
import { timingRuleOf, type TimingRule } from './rule.ts'
import { correlatedRing } from './trains.ts'

/** The worker's side: one block at a time, which takes milliseconds. */
export function timingBlocks(design: TimingModulationDesign, seed: number, bench: Bench = standardBench) {
  const rule = timingRuleOf(design, bench)
  return (block: TimingBlock): TaskRun<BlockFound> =>
    inOneGo(() => {
      const { of, correlation, lagMs, index } = block
      const found = of === 'pair' ? measurePair(design, rule, block, seed) : measureNetwork(design, block, seed, index)
      refuseNotNumbers(`of a ${of} at correlation ${correlation} and lag ${lagMs} ms`, { ...found })
      return found
    })
}

function measurePair(
  { drive: { rateHz }, quality }: TimingModulationDesign,
  rule: TimingRule,
  { correlation, lagMs, index }: TimingBlock,
  seed: number,
): BlockFound {
  const durationMs = 1000 * Math.ceil(effort[quality].spikes / rateHz)
  const ring = correlatedRing({ rateHz, correlation, lagMs, durationMs }, seed, index)
  const { netPerS, simulatedMs } = rule.block(ring)
  const hz = ({ length }: Float64Array): number => (1000 * length) / durationMs
  const flips = flipsPerS(rule, ring, seed, index)
  return { netPerS, flipsPerS: flips, preHz: hz(ring.preMs), postHz: hz(ring.postMs), simulatedMs }
}

/**
 * How often a synapse that learns freely crosses its threshold in a second, as in the network: from a hidden weight in the same
 * range, for every whole second of the ring.
 */
function flipsPerS(rule: TimingRule, ring: RingTrains, seed: number, index: number): number {
  const random = stream(seed, STREAM.timingStart, index)
  const seconds = Math.floor(ring.durationMs / MEASURED_MS)
  let flips = 0
  for (let second = 0; second < seconds; second++) {
    const hiddenWeight = START.initialLow + random.uniform() * (START.initialHigh - START.initialLow)
    const within = (times: Float64Array): Float64Array =>
      times
        .filter((time) => time >= second * MEASURED_MS && time < (second + 1) * MEASURED_MS)
        .map((time) => time - second * MEASURED_MS)
    let open = hiddenWeight > rule.thetaW
    const trains = { preMs: within(ring.preMs), postMs: within(ring.postMs) }
    rule.play(trains, hiddenWeight, MEASURED_MS, (w) => {
      if (w > rule.thetaW !== open) flips++
      open = w > rule.thetaW
    })
  }
  return (1000 * flips) / (seconds * MEASURED_MS)
}
