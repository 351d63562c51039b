import type { RateMapsDesign } from '../../../contract/design/pairs/index.ts'
import { pairRuleOf } from '../../theory/pairing.ts'
import { biasedDrift, netPerS } from '../../theory/drift.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { completed, gatesNotice, linearSteps, Progress, ruleOf, standardBench, type Bench } from './build.ts'
import { correlogram } from './correlogram.ts'
import { poissonBlock } from './poisson-block.ts'
import { rateMapsChecks } from './rate-maps-checks.ts'
import { rateMapsResults } from './rate-maps-figure.ts'
import { estimate, type Estimate } from './statistics.ts'
import { ringTrains } from './trains.ts'
import type { Bias } from '../../theory/drift.ts'

/** Spikes are of both neurons in one block, as a geometric mean. */
const effort = {
  quick: { blocks: 11, spikes: 60 },
  default: { blocks: 15, spikes: 240 },
  publication: { blocks: 41, spikes: 3000 },
}

/** Long enough for thousands of pairs at any lag. */
const correlogramMs = 300_000

const biases: readonly Bias[] = ['independent', 'post-pre', 'pre-post']

export interface MapCell {
  preHz: number
  postHz: number
  net: Estimate
  expected: number
}

export interface RateMap {
  bias: Bias
  /** Rows by presynaptic, columns by postsynaptic rate. */
  cells: MapCell[]
  /** Largest relative deviation of a measured rate from the stated one, over the whole map, and the same in spikes. */
  rateOff: number
  spikesOff: number
}

export interface BiasReport {
  bias: Bias
  /** Of a pair of trains with unequal rates. */
  preHz: number
  postHz: number
  lagsMs: number[]
  density: number[]
}

/** Figure 4: net weight change over the plane of rates, independent and biased. */
export function* rateMapsProtocol(
  design: RateMapsDesign,
  seed: number,
  bench: Bench = standardBench,
): Generator<RunEvent, RunOutcome> {
  const { fromHz, toHz, points, shiftMs } = design.maps
  const { blocks, spikes } = effort[design.quality]
  const rule = ruleOf(design)
  const pairRule = pairRuleOf(rule)
  const ratesHz = linearSteps(fromHz, toHz, points)
  const progress = new Progress('Rate maps', biases.length * points * points * blocks, 'blocks')
  if (rule.stopLearning.on) yield gatesNotice()
  const maps: RateMap[] = []
  let index = 0
  for (const bias of biases) {
    const cells: MapCell[] = []
    let [rateOff, spikesOff] = [0, 0]
    for (const preHz of ratesHz) {
      for (const postHz of ratesHz) {
        const spec = { preHz, postHz, bias, shiftMs, durationMs: wholeSeconds(spikes, preHz, postHz) }
        const found: number[] = []
        for (let block = 0; block < blocks; block++) {
          const ring = ringTrains(spec, seed, index++)
          const measured = poissonBlock(rule, ring, bench)
          found.push(measured.netPerS)
          for (const [train, rateHz] of [[ring.preMs, preHz] as const, [ring.postMs, postHz] as const]) {
            const stated = (rateHz * ring.durationMs) / 1000
            spikesOff = Math.max(spikesOff, Math.abs(train.length - stated))
            rateOff = Math.max(rateOff, Math.abs(train.length / stated - 1))
          }
          yield* progress.step(measured.simulatedMs, measured.spikes)
        }
        cells.push({
          preHz,
          postHz,
          net: estimate(found),
          expected: netPerS(biasedDrift(pairRule, preHz, postHz, bias, shiftMs)),
        })
      }
    }
    maps.push({ bias, cells, rateOff, spikesOff })
  }
  const reports = biases.map((bias, k) => biasReport(bias, ratesHz, shiftMs, seed, index + k))
  const results = rateMapsResults(pairRule, maps, reports, ratesHz, shiftMs)
  results.checks = rateMapsChecks(maps, reports, ratesHz.length, shiftMs, rule.stopLearning.on)
  return completed(results, { independent: results.arrays.independent }, progress.simulatedMs)
}

/** Long enough for the spikes, and whole seconds, so that whole rates give whole numbers of spikes. */
function wholeSeconds(spikes: number, preHz: number, postHz: number): number {
  return 1000 * Math.ceil(spikes / Math.sqrt(preHz * postHz))
}

function biasReport(bias: Bias, ratesHz: readonly number[], shiftMs: number, seed: number, index: number): BiasReport {
  const preHz = ratesHz[Math.floor(ratesHz.length * 0.6)]
  const postHz = ratesHz[Math.floor(ratesHz.length * 0.3)]
  const trains = ringTrains({ preHz, postHz, bias, shiftMs, durationMs: correlogramMs }, seed, index)
  return {
    bias,
    preHz,
    postHz,
    ...correlogram(trains, correlogramMs, Math.max(10, Math.ceil(2 * shiftMs))),
  }
}
