import { describe, expect, it } from 'vitest'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import type { ClosedForms, Dots, Line, RuleQuestion, Simulated } from '../../../src/engine/index.ts'
import { closedForms, simulated } from '../../../src/engine/index.ts'
import { agreement } from '../../../src/engine/experiments/pairs/statistics.ts'

type Rule = Exclude<RuleQuestion['choice']['rule'], { kind?: undefined }> & { kind: string }
type Piece = ClosedForms | Simulated

const { rule: standard, stopLearning } = defaultDesign('classification')

function ask(change: Partial<Rule>, gates = false): RuleQuestion {
  return {
    choice: { rule: { ...standard, ...change }, stopLearning: gates ? stopLearning : null },
    ...{ lagsMs: [5, 10], pairs: 20 },
    pair: { preHz: 20, postHz: 30, durationMs: 400, seed: 1 },
  }
}

/** The newest of each piece, up to the one named. */
function answersTo<T extends Piece>(pieces: Iterable<T | null>, last: T['piece'], times = 1) {
  const found: Record<string, unknown> = {}
  for (const piece of pieces) {
    if (piece === null) continue
    found[piece.piece] = piece
    if (piece.piece === last && --times === 0) break
  }
  return found as { [P in T['piece']]: Extract<T, { piece: P }> }
}

const lines = (question: RuleQuestion) => answersTo(closedForms(question), 'net')

/** The rates come four times, from more and more blocks. */
const dots = (question: RuleQuestion) => answersTo(simulated(question), 'rates', 4)

/** A line at places where it was not sampled. */
function at({ x, y }: Line, place: number): number {
  const k = x.findIndex((value) => value >= place - 1e-9)
  if (k <= 0) return y[0] * (place / x[0]) ** 2
  return y[k - 1] + ((place - x[k - 1]) / (x[k] - x[k - 1])) * (y[k] - y[k - 1])
}

function agree(found: Dots, line: Line, floor: number): boolean {
  const pairs = found.x.map((x, k) => ({
    found: { mean: found.y[k], error: found.error![k], degrees: 40 },
    ...{ expected: at(line, x), floor },
  }))
  return agreement(pairs).agrees
}

describe.each(['bcall', 'pair-stdp', 'triplet', 'sdsp', 'calcium'] as const)('the view of %s', (kind) => {
  const form = lines(ask({ kind }))
  const found = dots(ask({ kind }))

  it('has dots of pairs that lie on its lines', () => {
    const { stdp, srdp } = form.pairs
    if (stdp === null || srdp === null) {
      expect(kind).toBe('sdsp')
      return
    }
    const largest = Math.max(...stdp.y.filter(Number.isFinite).map(Math.abs))
    const near = (dotsOf: Dots, line: Line) =>
      dotsOf.x.forEach((x, k) => expect(Math.abs(dotsOf.y[k] - at(line, x))).toBeLessThan(0.05 * largest))
    near(found.pairs.stdp, stdp)
    srdp.forEach(({ prePost, postPre }, k) => {
      near(found.pairs.srdp[k].prePost, prePost)
      near(found.pairs.srdp[k].postPre, postPre)
    })
  })

  it('has dots of Poisson firing around its lines, and not around those of a rule that depresses more', () => {
    const { net } = form.net
    const floor = 0.01 * Math.max(...net.y.map(Math.abs))
    expect(agree(found.rates.net, net, floor)).toBe(true)
    const wrong = { x: net.x, y: net.y.map((y) => y - 50 * floor) }
    expect(agree(found.rates.net, wrong, floor)).toBe(false)
    form.pairs.states.forEach(({ line }, k) => {
      const top = Math.max(...line.y)
      expect(agree(found.rates.states[k], line, 0.01 * top)).toBe(true)
      expect(agree(found.rates.states[k], { x: line.x, y: line.y.map((y) => 1.2 * y) }, 0.01 * top)).toBe(false)
    })
  })
})

describe('the view of BCaLL', () => {
  it('writes the transition rate of the closed form, and none where depression always wins', () => {
    expect(lines(ask({})).net.transitionHz).toBeCloseTo(14.7059, 3)
    expect(lines(ask({ jumpPre: 0.1, jumpPost: 0.1 })).net).toMatchObject({
      transitionHz: expect.closeTo(147.059, 2),
      toHz: 500,
    })
    expect(lines(ask({ etaMinus: 0.05 })).net.transitionHz).toBeNull()
  })

  it('measures a transition that agrees', () => {
    const { transition } = answersTo(simulated(ask({})), 'transition')
    expect(Math.abs(transition.rateHz - 14.7059)).toBeLessThan(4 * transition.errorHz)
    expect(transition.errorHz).toBeLessThan(1)
  })

  it('shows one synapse with upright jumps, within its bounds', () => {
    const { scope } = answersTo(simulated(ask({})), 'scope').scope
    expect(scope.timesMs).toEqual([...scope.timesMs].sort((a, b) => a - b))
    const [pre, post] = scope.states
    const jumps = scope.timesMs.flatMap((time, k) =>
      k > 0 && time === scope.timesMs[k - 1] && pre[k] !== pre[k - 1] ? [time] : [],
    )
    expect(new Set(jumps)).toEqual(new Set(scope.preMs))
    for (const values of [pre, post, scope.hiddenWeight]) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...values)).toBeLessThanOrEqual(1)
    }
  })

  it('says that gates are left out of its lines: with them a pair from rest has no calcium to potentiate', () => {
    const question = ask({}, true)
    expect(lines(question).pairs.hasGates).toBe(true)
    const { stdp } = answersTo(simulated(question), 'pairs').pairs
    stdp.x.forEach((lag, k) => {
      if (lag > 0) expect(stdp.y[k]).toBe(0)
      // The postsynaptic spike that came first has left enough calcium for a while.
      if (lag < 0 && lag > -50) expect(stdp.y[k]).toBeLessThan(0)
    })
  })

  it('is the same every time it is asked', () => {
    expect(answersTo(simulated(ask({})), 'rates')).toEqual(answersTo(simulated(ask({})), 'rates'))
  })
})
