import { linearSteps } from '../build.ts'
import type { RuleQuestion } from './question.ts'
import { viewedRule, type ViewedRule } from './viewed-rule.ts'

export interface Line {
  x: number[]
  y: number[]
}

/** One lag of the SRDP curve, in both orders. */
export interface SrdpLines {
  lagMs: number
  prePost: Line
  postPre: Line
}

/** What is known without simulating. It comes piece by piece, the quick ones first. */
export type ClosedForms =
  | {
      piece: 'pairs'
      title: string
      source: string
      /** The forms assume open gates, and the rule has some. */
      hasGates: boolean
      /** Null where nothing is known in closed form. */
      stdp: Line | null
      /** Pairs of the STDP curve come so often; null: a single pair from rest. */
      stdpHz: number | null
      srdp: SrdpLines[] | null
      states: { name: string; symbol: string; side: 'pre' | 'post' | 'both'; line: Line }[]
    }
  | { piece: 'net'; net: Line; transitionHz: number | null; toHz: number }
  | { piece: 'map'; ratesHz: number[]; netPerS: Float64Array; border: Line }

const stdpPoints = 60
const srdpPoints = 40
/** Along the rates, and along each side of the map. */
const points = { rates: 48, map: 21 }
const fewPoints = { rates: 24, map: 11 }

/** Piece by piece; null in between, wherever a calcium-based rule has had to integrate something. */
export function* closedForms(question: RuleQuestion): Generator<ClosedForms | null, void> {
  const rule = viewedRule(question.choice)
  const { toHz } = rule
  const count = rule.isIntegral ? fewPoints : points
  const ratesHz = ratesTo(toHz, count.rates)
  yield {
    piece: 'pairs',
    ...{ title: rule.rule.title, source: rule.rule.source, hasGates: rule.hasGates },
    stdp: stdpLine(rule),
    stdpHz: rule.pairs ? null : rule.stdpHz,
    srdp: srdpLines(rule, question),
    states: rule.states.map(({ name, symbol, side, mean }) => ({
      ...{ name, symbol, side },
      line: lineOf(ratesHz, mean),
    })),
  }
  const diagonal = (rateHz: number) => rule.drift(rateHz, rateHz)
  const net = { x: ratesHz, y: yield* sampled(ratesHz, diagonal) }
  const transitionHz = rule.transitionHz ?? (yield* risesThroughZero(diagonal, net))
  yield { piece: 'net', net, transitionHz: Number.isNaN(transitionHz) ? null : transitionHz, toHz }
  yield { piece: 'map', ...(yield* mapOf(rule, count.map)) }
}

function* sampled(x: readonly number[], f: (x: number) => number): Generator<null, number[]> {
  const y: number[] = []
  for (const value of x) {
    y.push(f(value))
    yield null
  }
  return y
}

function stdpLine(rule: ViewedRule): Line | null {
  const { pairs, stationary, stdpHz } = rule
  const reachMs = reachOf(rule)
  // Long enough for a pair to be alone.
  const change = pairs
    ? (lag: number) => pairs(lag, 1e6, 1)
    : stationary && ((lag: number) => stationary(lag, 1000 / stdpHz))
  if (change === undefined) return null
  // Zero is a place of its own: on its two sides the change jumps.
  const side = linearSteps(reachMs / stdpPoints / 20, reachMs, stdpPoints)
  const lags = [...side.map((lag) => -lag).reverse(), 0, ...side]
  return lineOf(lags, (lag) => (lag === 0 ? NaN : change(lag)))
}

function srdpLines(rule: ViewedRule, { lagsMs, pairs: n }: RuleQuestion): SrdpLines[] | null {
  const { pairs, stationary } = rule
  const change = pairs
    ? (lag: number, periodMs: number) => pairs(lag, periodMs, n) / n
    : stationary && ((lag: number, periodMs: number) => stationary(lag, periodMs))
  if (change === undefined) return null
  return srdpLags(rule, lagsMs).map(({ lagMs, toHz }) => {
    const frequencies = ratesTo(toHz, srdpPoints)
    return {
      lagMs,
      prePost: lineOf(frequencies, (hz) => change(lagMs, 1000 / hz)),
      postPre: lineOf(frequencies, (hz) => change(-lagMs, 1000 / hz)),
    }
  })
}

/** Of lags; pairs that come again reach to half a period. */
export function reachOf({ pairs, reachMs, stdpHz }: ViewedRule): number {
  return pairs ? reachMs : Math.min(reachMs, 500 / stdpHz)
}

/** Up to half a period: beyond it a spike is nearer to the next pair than to its own. */
export function srdpLags(rule: ViewedRule, lagsMs: readonly number[]): { lagMs: number; toHz: number }[] {
  return rule.srdp ? [rule.srdp] : lagsMs.map((lagMs) => ({ lagMs, toHz: Math.min(500 / lagMs, 200) }))
}

function* mapOf(
  rule: ViewedRule,
  mapPoints: number,
): Generator<null, { ratesHz: number[]; netPerS: Float64Array; border: Line }> {
  const ratesHz = mapRates(rule.toHz, mapPoints)
  const netPerS = new Float64Array(mapPoints * mapPoints)
  const border: Line = { x: [], y: [] }
  for (const [row, preHz] of ratesHz.entries()) {
    const along = yield* sampled(ratesHz, (postHz) => rule.drift(preHz, postHz))
    netPerS.set(along, row * mapPoints)
    const k = rise(along)
    if (k < 0) continue
    border.x.push(ratesHz[k - 1] + ((ratesHz[k] - ratesHz[k - 1]) * -along[k - 1]) / (along[k] - along[k - 1]))
    border.y.push(preHz)
  }
  return { ratesHz, netPerS, border }
}

/** Centres of the cells that fill the plane up to a rate. */
export function mapRates(toHz: number, points: number): number[] {
  return Array.from({ length: points }, (_, k) => ((k + 0.5) * toHz) / points)
}

export function ratesTo(toHz: number, points: number): number[] {
  return linearSteps(toHz / points, toHz, points)
}

function lineOf(x: number[], f: (x: number) => number): Line {
  return { x, y: x.map(f) }
}

/** Index of the first sample after a function has risen through zero; -1: it does not. */
function rise(y: readonly number[]): number {
  return y.findIndex((value, k) => k > 0 && y[k - 1] < 0 && value >= 0)
}

function* risesThroughZero(f: (x: number) => number, { x, y }: Line): Generator<null, number> {
  const k = rise(y)
  if (k < 0) return NaN
  let [low, high] = [x[k - 1], x[k]]
  for (let step = 0; step < 14; step++) {
    const middle = (low + high) / 2
    if (f(middle) < 0) low = middle
    else high = middle
    yield null
  }
  return (low + high) / 2
}
