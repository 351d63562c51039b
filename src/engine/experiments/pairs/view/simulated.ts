import { stream } from '../../../random/random.ts'
import { STREAM } from '../../../random/streams.ts'
import type { RunEvent } from '../../run.ts'
import { Progress } from '../build.ts'
import { changePerPair } from '../rules/measure.ts'
import { estimate, type Estimate } from '../statistics.ts'
import { poissonRing, poissonTrain, withLeadIn, type RingTrains } from '../trains.ts'
import { bracketOf, measureTransition } from '../transition.ts'
import { mapRates, ratesTo, reachOf, srdpLags, type Line } from './closed-forms.ts'
import type { RuleQuestion } from './question.ts'
import type { Scope } from './states.ts'
import { viewedRule, type ViewedRule } from './viewed-rule.ts'

/** Measured points; the error is a standard error. */
export interface Dots extends Line {
  error?: number[]
}

/** What simulating shows. Monte-Carlo pieces come again and again, each time from more blocks. */
export type Simulated =
  | { piece: 'scope'; scope: Scope }
  | { piece: 'pairs'; stdp: Dots; srdp: { lagMs: number; prePost: Dots; postPre: Dots }[] }
  | { piece: 'rates'; net: Dots; states: Dots[] }
  | { piece: 'transition'; rateHz: number; errorHz: number }
  | { piece: 'map'; ratesHz: number[]; netPerS: Float64Array }

/** One seed for everything: what moves while a slider moves is the rule, not the dice. */
const seed = 1
const lagsOnEachSide = 12
const srdpPoints = 12
const ratePoints = 12
const rateBlocks = [5, 11, 21, 41]
const rateSpikes = 400
const transition = { blocks: 15, spikes: 3000 }
const map = { points: 13, blocks: 6, spikes: 120 }
const scopeEveryMs = 2
const startWeight = 0.5
const looks = 400

/** Piece by piece, null in between so that a newer question can be taken. */
export function* simulated(question: RuleQuestion): Generator<Simulated | null, void> {
  const rule = viewedRule(question.choice)
  yield { piece: 'scope', scope: scopeOf(rule, question) }
  yield { piece: 'pairs', ...pairsOf(rule, question) }
  const net = yield* ratesOf(rule)
  yield* transitionOf(rule, net)
  yield* mapOf(rule)
}

function scopeOf(rule: ViewedRule, { pair }: RuleQuestion): Scope {
  const train = (rateHz: number, side: number) =>
    poissonTrain(rateHz, pair.durationMs, stream(pair.seed, STREAM.pairTrains, side))
  const trains = { preMs: train(pair.preHz, 0), postMs: train(pair.postHz, 1) }
  return rule.scope(trains, startWeight, pair.durationMs, scopeEveryMs)
}

function pairsOf(rule: ViewedRule, { lagsMs, pairs }: RuleQuestion) {
  // A rule whose stationary change is known, or nothing, is shown without the transient from rest.
  const lead = (hz: number) => (rule.pairs ? 0 : Math.ceil((3 * rule.memoryMs * hz) / 1000))
  const farthest = reachOf(rule)
  const stdpHz = rule.pairs ? 400 / farthest : rule.stdpHz
  const steps = Array.from({ length: lagsOnEachSide }, (_, k) => (farthest * (k + 0.5)) / lagsOnEachSide)
  const lags = [...steps.map((lag) => -lag).reverse(), ...steps]
  const stdp = lags.map((lag) => changePerPair(rule.rule, rule.pairs ? 1 : pairs, lag, stdpHz, lead(stdpHz)))
  const srdp = srdpLags(rule, lagsMs).map(({ lagMs, toHz }) => {
    const x = ratesTo(toHz, srdpPoints)
    const at = (lag: number) => ({ x, y: x.map((hz) => changePerPair(rule.rule, pairs, lag, hz, lead(hz))) })
    return { lagMs, prePost: at(lagMs), postPre: at(-lagMs) }
  })
  return { stdp: { x: lags, y: stdp }, srdp }
}

function* ratesOf(rule: ViewedRule): Generator<Simulated | null, { ratesHz: number[]; net: Estimate[] }> {
  const ratesHz = ratesTo(rule.toHz, ratePoints)
  const net = ratesHz.map((): number[] => [])
  const states = rule.states.map(() => ratesHz.map((): number[] => []))
  const dots = (found: number[][]): Dots => {
    const estimates = found.map(estimate)
    return { x: ratesHz, y: estimates.map(({ mean }) => mean), error: estimates.map(({ error }) => error) }
  }
  for (const blocks of rateBlocks) {
    for (const [k, rateHz] of ratesHz.entries()) {
      while (net[k].length < blocks) {
        const ring = poissonRing(rateHz, rateHz, (1000 * rateSpikes) / rateHz, seed, k * 1000 + net[k].length)
        net[k].push(inBlock(rule, ring).netPerS)
        const means = rule.meanStates(withLeadIn(ring, rule.memoryMs), ring.durationMs, looks)
        means.forEach((mean, state) => states[state][k].push(mean))
        yield null
      }
    }
    yield { piece: 'rates', net: dots(net), states: states.map(dots) }
  }
  return { ratesHz, net: net.map(estimate) }
}

function* transitionOf(
  rule: ViewedRule,
  { ratesHz, net }: { ratesHz: number[]; net: Estimate[] },
): Generator<Simulated | null, void> {
  const bracket = bracketOf(ratesHz, net)
  if (bracket === undefined) return
  const { blocks, spikes } = transition
  const progress = new Progress('Transition', Infinity, 'blocks')
  const measure = (ring: RingTrains) => inBlock(rule, ring)
  const { mean, error } = yield* silent(measureTransition(measure, bracket, blocks, spikes, seed, 50_000, progress))
  yield { piece: 'transition', rateHz: mean, errorHz: error }
}

/** Nobody here asks how far a measurement is. */
function* silent<T>(work: Generator<RunEvent, T>): Generator<null, T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    yield null
  }
}

function* mapOf(rule: ViewedRule): Generator<Simulated | null, void> {
  const ratesHz = mapRates(rule.toHz, map.points)
  const netPerS = new Float64Array(map.points * map.points)
  for (const [row, preHz] of ratesHz.entries()) {
    for (const [column, postHz] of ratesHz.entries()) {
      const cell = row * map.points + column
      const durationMs = (1000 * map.spikes * map.blocks) / Math.sqrt(preHz * postHz)
      const ring = poissonRing(preHz, postHz, durationMs, seed, 100_000 + cell)
      netPerS[cell] = inBlock(rule, ring).netPerS
      yield null
    }
  }
  yield { piece: 'map', ratesHz, netPerS }
}

function inBlock(rule: ViewedRule, ring: RingTrains) {
  const trains = withLeadIn(ring, rule.memoryMs)
  const { ltp, ltd } = rule.rule.drive(trains, 0, ring.durationMs)
  return {
    netPerS: (1000 * (ltp - ltd)) / ring.durationMs,
    simulatedMs: ring.durationMs + rule.memoryMs,
    spikes: trains.preMs.length + trains.postMs.length,
  }
}
