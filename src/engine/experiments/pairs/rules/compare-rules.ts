import type { CompareRulesDesign } from '../../../../contract/design/pairs/index.ts'
import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import type { RunEvent, RunOutcome } from '../../run.ts'
import { completed, linearSteps, Progress } from '../build.ts'
import type { MapCell } from '../rate-maps.ts'
import { compareResults } from './compare-figures.ts'
import { contenderChecks } from './compare-checks.ts'
import type { Contender } from './contender.ts'
import { contenders } from './field.ts'
import { changePerPair, measuredMs, poissonChange } from './measure.ts'
import { publishedChecks, publishedSteps } from './published.ts'

const effort = {
  quick: { blocks: 11, spikes: 60 },
  default: { blocks: 11, spikes: 150 },
  publication: { blocks: 31, spikes: 2000 },
}

/** One rule, measured. */
export interface Compared {
  contender: Contender
  pairs: number
  lagsMs: number[]
  stdp: number[]
  srdpLagMs: number
  frequenciesHz: number[]
  postPre: number[]
  prePost: number[]
  ratesHz: number[]
  cells: (MapCell & { simulatedS: number })[]
}

const frequencies = 25

/** Rules side by side: STDP, SRDP and rate maps of BCaLL and its peers, each held to its own theory. */
export function* compareRulesProtocol(
  design: CompareRulesDesign,
  seed: number,
  field: (rule: BcallParameters) => Contender[] = contenders,
): Generator<RunEvent, RunOutcome> {
  const { largestLagMs, lags, pairs, lagMs, mapToHz, mapPoints } = design.protocol
  const rule: BcallParameters = { ...design.rule, stopLearning: gatesOpen }
  const ratesHz = linearSteps(mapToHz / mapPoints, mapToHz, mapPoints)
  const all = field(rule)
  const { blocks, spikes } = effort[design.quality]
  const steps = all.length * (2 + mapPoints * mapPoints * blocks) + publishedSteps
  const progress = new Progress('Rules', steps, 'blocks')
  const compared: Compared[] = []
  let index = 0
  for (const contender of all) {
    const leadPairs = (hz: number) => (contender.pairs ? 0 : Math.ceil((3 * contender.memoryMs * hz) / 1000))
    const change = (lag: number, hz: number) => changePerPair(contender.rule, pairs, lag, hz, leadPairs(hz))
    const reachMs = Math.min(largestLagMs, 500 / contender.stdpHz)
    const lagsMs = linearSteps(-reachMs, reachMs, 2 * lags + 1)
    const stdp = lagsMs.map((lag) => change(lag, contender.stdpHz))
    yield* progress.step((lagsMs.length * pairs * 1000) / contender.stdpHz, 6 * lagsMs.length * pairs)

    const srdp = contender.srdp ?? { lagMs, toHz: 500 / lagMs }
    const frequenciesHz = linearSteps(1, srdp.toHz, frequencies)
    const postPre = frequenciesHz.map((hz) => change(-srdp.lagMs, hz))
    const prePost = frequenciesHz.map((hz) => change(srdp.lagMs, hz))
    const pairedMs = frequenciesHz.reduce((sum, hz) => sum + (2 * pairs * 1000) / hz, 0)
    yield* progress.step(pairedMs, 12 * frequencies * pairs)

    const cells: Compared['cells'] = []
    for (const preHz of ratesHz) {
      for (const postHz of ratesHz) {
        const net = yield* poissonChange(contender, preHz, postHz, { blocks, spikes }, seed, index, progress)
        index += blocks
        const simulatedS = (blocks * measuredMs(preHz, postHz, spikes)) / 1000
        cells.push({ preHz, postHz, net, expected: contender.drift(preHz, postHz), simulatedS })
      }
    }
    const curves = { lagsMs, stdp, srdpLagMs: srdp.lagMs, frequenciesHz, postPre, prePost }
    compared.push({ contender, pairs, ...curves, ratesHz, cells })
  }
  const results = compareResults(compared)
  results.checks = compared.flatMap(contenderChecks)
  results.checks.push(...(yield* publishedChecks(all, seed, index, progress)))
  const state = Object.fromEntries(all.map(({ id }) => [id, results.arrays[`${id}.map`]]))
  return completed(results, state, progress.simulatedMs)
}

const gatesOpen = { on: false, tauMs: 100, jump: 0, ltdLow: 0, ltdHigh: 1, ltpLow: 0, ltpHigh: 1 }
