import type { TimingModulationDesign } from '../../../../contract/design/pairs/timing-modulation.ts'
import { STREAM } from '../../../random/streams.ts'
import { stream } from '../../../random/random.ts'
import type { RunEvent, RunOutcome } from '../../run.ts'
import { completed, gatesNotice, Progress, standardBench, type Bench } from '../build.ts'
import { estimate, type Estimate } from '../statistics.ts'
import type { RingTrains } from '../trains.ts'
import { measureNetwork, MEASURED_MS, START } from './network.ts'
import { timingChecks } from './timing-checks.ts'
import { timingRuleOf, type TimingRule } from './rule.ts'
import { timingResults } from './timing-figure.ts'
import { correlatedRing } from './trains.ts'

/** Blocks are independent; spikes are of one neuron in one block of a pair. A block of the network lasts a second. */
const effort = {
  quick: { blocks: 11, spikes: 300, networks: 25 },
  default: { blocks: 21, spikes: 1500, networks: 61 },
  publication: { blocks: 41, spikes: 6000, networks: 201 },
}

/** What one condition gave. Lag: t_post - t_pre of correlated spikes. */
export interface Point {
  correlation: number
  lagMs: number
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

/** How far spikes of a pair stay together, in lags of the design. */
const lagSteps = [-8, -4, -2, -1, -0.4, 0.4, 1, 2, 4, 8]

export function* timingModulation(
  design: TimingModulationDesign,
  seed: number,
  bench: Bench = standardBench,
): Generator<RunEvent, RunOutcome> {
  const { rateHz, lagMs } = design.drive
  const { blocks, spikes, networks } = effort[design.quality]
  const rule = timingRuleOf(design, bench)
  const gated = design.rule.kind === 'bcall' && design.stopLearning.on
  const correlations = [...new Set([0, ...design.drive.correlations])].sort((a, b) => a - b)
  const highest = correlations.at(-1)!
  if (gated) yield gatesNotice()
  const conditions = [lagMs, -lagMs].flatMap((lag) => correlations.map((correlation) => ({ correlation, lagMs: lag })))
  const steps = (conditions.length + lagSteps.length) * blocks + conditions.length * networks
  const progress = new Progress('Timing', steps, 'blocks')
  let index = 0

  function* pair(correlation: number, lag: number): Generator<RunEvent, Point> {
    const found = { net: [] as number[], flips: [] as number[], preHz: [] as number[], postHz: [] as number[] }
    const durationMs = 1000 * Math.ceil(spikes / rateHz)
    for (let block = 0; block < blocks; block++) {
      const ring = correlatedRing({ rateHz, correlation, lagMs: lag, durationMs }, seed, index)
      const measured = rule.block(ring)
      found.net.push(measured.netPerS)
      found.flips.push(flipsPerS(rule, ring, seed, index))
      found.preHz.push((1000 * ring.preMs.length) / durationMs)
      found.postHz.push((1000 * ring.postMs.length) / durationMs)
      index++
      yield* progress.step(measured.simulatedMs, 3 * measured.spikes)
    }
    return { correlation, lagMs: lag, ...estimates(found), expected: rule.expected(correlation, lag) }
  }

  function* network(correlation: number, lag: number): Generator<RunEvent, Point> {
    const found = { net: [] as number[], flips: [] as number[], preHz: [] as number[], postHz: [] as number[] }
    for (let block = 0; block < networks; block++) {
      const measured = measureNetwork(design, { correlation, lagMs: lag }, seed, index++)
      found.net.push(measured.netPerS)
      found.flips.push(measured.flipsPerS)
      found.preHz.push(measured.preHz)
      found.postHz.push(measured.postHz)
      // A network takes tens of milliseconds: each is told.
      yield* progress.step(MEASURED_MS, 30_000)
    }
    return { correlation, lagMs: lag, ...estimates(found), expected: rule.expected(correlation, lag) }
  }

  const [pairs, nets, byLag]: Point[][] = [[], [], []]
  for (const { correlation, lagMs: lag } of conditions) pairs.push(yield* pair(correlation, lag))
  for (const { correlation, lagMs: lag } of conditions) nets.push(yield* network(correlation, lag))
  for (const step of lagSteps) byLag.push(yield* pair(highest, step * lagMs))
  const split = (points: Point[]) => ({
    forward: points.slice(0, correlations.length),
    backward: points.slice(correlations.length),
  })
  const findings = {
    ...{ rateHz, lagMs, pairs: split(pairs), network: split(nets), byLag },
    expectedByLag: (lag: number) => rule.expected(highest, lag),
  }
  const results = timingResults(findings)
  results.checks = timingChecks(findings, { pairs: !gated, network: !gated && rule.knownInNetworks })
  return completed(results, { netPerS: results.arrays.netPerS }, progress.simulatedMs)
}

function estimates(found: { net: number[]; flips: number[]; preHz: number[]; postHz: number[] }) {
  return {
    net: estimate(found.net),
    flips: estimate(found.flips),
    preHz: estimate(found.preHz),
    postHz: estimate(found.postHz),
  }
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
