import { describe, expect, it } from 'vitest'
import {
  meanTraceSchema,
  pairTraceSchema,
  rateMapsSchema,
  srdpSchema,
  stdpWindowSchema,
} from '../../../src/contract/design/pairs/index.ts'
import type { Bench } from '../../../src/engine/experiments/pairs/build.ts'
import { meanTraceProtocol } from '../../../src/engine/experiments/pairs/mean-trace.ts'
import { pairTraceProtocol } from '../../../src/engine/experiments/pairs/pair-trace.ts'
import { rateMapsProtocol, type BiasReport, type RateMap } from '../../../src/engine/experiments/pairs/rate-maps.ts'
import { rateMapsChecks } from '../../../src/engine/experiments/pairs/rate-maps-checks.ts'
import { srdpProtocol } from '../../../src/engine/experiments/pairs/srdp.ts'
import { stdpWindowProtocol } from '../../../src/engine/experiments/pairs/stdp-window.ts'
import { bcall } from '../../../src/engine/models/plasticity/bcall.ts'
import type { Results } from '../../../src/engine/results.ts'
import { failures, faulty, finish, genericDrive, resultsOf } from './support.ts'

const quick = { quality: 'quick' }
const designs = {
  meanTrace: meanTraceSchema.parse({ kind: 'mean-trace', ...quick, rates: { jumps: [1, 0.25], points: 10 } }),
  pairTrace: pairTraceSchema.parse({ kind: 'pair-trace' }),
  window: stdpWindowSchema.parse({ kind: 'stdp-window', window: { lags: 10, pairs: 15, frequenciesHz: [1, 30] } }),
  srdp: srdpSchema.parse({ kind: 'srdp', pairing: { points: 8, pairs: 20 } }),
  maps: rateMapsSchema.parse({ kind: 'rate-maps', ...quick, maps: { points: 7 } }),
}

// Faults a rule could have. Each makes some checks fail; together they make every check fail.
const slowTrace = faulty({
  evolvePre: (factors, pre) => {
    pre.x *= Math.sqrt(factors.ePre)
  },
})
const sumsUp = faulty({
  jumpPre: ({ parameters }, pre) => {
    pre.x += parameters.jumpPre
  },
})
const weakLtp = faulty({
  learnPost: ({ parameters }, pre, _post, synapse) => {
    synapse.w += 0.5 * parameters.etaPlus * pre.x
  },
})
const swapped = faulty({
  learnPre: ({ parameters }, _pre, post, synapse) => {
    synapse.w += parameters.etaPlus * post.x
  },
  learnPost: ({ parameters }, pre, _post, synapse) => {
    synapse.w -= parameters.etaMinus * pre.x
  },
})
const upsideDown = faulty({
  jumpPre: ({ parameters }, pre) => {
    pre.x += (1.25 - parameters.jumpPre) * (1 - pre.x)
  },
  jumpPost: ({ parameters }, post) => {
    post.x += (1.25 - parameters.jumpPost) * (1 - post.x)
  },
})

/** Every check that the standard rule passes is failed by one of the faulty ones. */
function expectAllCanFail(run: (bench?: Bench) => Results, benches: readonly Bench[], apart: readonly RegExp[] = []) {
  const standard = run()
  expect(failures(standard)).toEqual([])
  const failed = new Set(benches.flatMap((bench) => failures(run(bench))))
  const needed = standard.checks.map(({ name }) => name).filter((name) => !apart.some((pattern) => pattern.test(name)))
  expect(needed.filter((name) => !failed.has(name))).toEqual([])
}

describe('the mean-trace protocol', () => {
  it('agrees with its closed forms, and refuses faulty rules', () => {
    const run = (bench?: Bench) => resultsOf(meanTraceProtocol, designs.meanTrace, 1, bench)
    expectAllCanFail(run, [slowTrace, upsideDown])
    expect(failures(run(sumsUp))).toContain('A jump of 1 is nearest-neighbour pairing')
  })

  it('is the same for the same seed and another for another', () => {
    const netOf = (seed: number) => resultsOf(meanTraceProtocol, designs.meanTrace, seed).arrays.netPerS.data
    expect(netOf(4)).toEqual(netOf(4))
    expect(netOf(4)).not.toEqual(netOf(5))
  })

  it('reports no transition where there is none', () => {
    const design = { ...designs.meanTrace, rule: { ...designs.meanTrace.rule, etaMinus: 0.004 } }
    const results = resultsOf(meanTraceProtocol, design)
    expect(failures(results)).toEqual([])
    expect(results.scalars['transitionHz.a1']).toBeUndefined()
  })

  it('does not judge by closed forms when gates may close', () => {
    const design = { ...designs.meanTrace, stopLearning: { ...designs.meanTrace.stopLearning, on: true } }
    const { outcome, events } = finish(meanTraceProtocol(design, 1))
    expect(events).toContainEqual(expect.objectContaining({ type: 'notice', code: 'CLOSED_FORM_WITHOUT_GATES' }))
    expect(outcome.results.checks.map(({ name }) => name).join()).not.toContain('closed form')
  })

  it('tells how far it is', () => {
    const { events } = finish(meanTraceProtocol(designs.meanTrace, 1))
    const steps = events.filter((event) => event.type === 'progress')
    expect(steps.length).toBeGreaterThan(3)
    expect(steps.at(-1)).toMatchObject({ done: steps[0].total, total: steps[0].total })
  })
})

describe('the pair-trace protocol', () => {
  it('shows what its caption says, and refuses faulty rules', () => {
    const everywhere = faulty({
      learnPost: (factors, pre, post, synapse) => {
        bcall.learnPost(factors, pre, post, synapse)
        pre.x = Math.min(1, pre.x + 0.1)
      },
    })
    const otherSide = faulty({
      evolvePost: (factors, post) => {
        post.x *= factors.ePost * factors.ePost
      },
    })
    const still = faulty({ evolveSynapse: () => undefined })
    const unbounded = faulty({
      learnPost: ({ parameters }, pre, _post, synapse) => {
        synapse.w += 50 * parameters.etaPlus * pre.x
      },
    })
    const run = (bench?: Bench) => resultsOf(pairTraceProtocol, designs.pairTrace, 1, bench)
    expectAllCanFail(run, [everywhere, otherSide, still, unbounded])
  })

  it.each([
    { preHz: 0, postHz: 20 },
    { preHz: 0, postHz: 0 },
    { preHz: 200, postHz: 5 },
  ])('copes with %o', (rates) => {
    const design = { ...designs.pairTrace, pair: { ...designs.pairTrace.pair, ...rates } }
    for (const seed of [1, 2]) expect(failures(resultsOf(pairTraceProtocol, design, seed))).toEqual([])
  })
})

describe('the STDP window', () => {
  it('is the closed form, and refuses faulty rules', () => {
    const longLtd = faulty({
      evolvePost: (factors, post) => {
        post.x *= Math.sqrt(factors.ePost)
      },
    })
    expectAllCanFail((bench) => resultsOf(stdpWindowProtocol, designs.window, 1, bench), [slowTrace, longLtd, swapped])
  })
})

describe('the SRDP curve', () => {
  it('is the closed form, and refuses faulty rules', () => {
    expectAllCanFail((bench) => resultsOf(srdpProtocol, designs.srdp, 1, bench), [weakLtp, swapped])
  })

  it('needs a period longer than the lag', () => {
    const parsed = srdpSchema.safeParse({ kind: 'srdp', pairing: { lagMs: 30, toHz: 50 } })
    expect(parsed.success).toBe(false)
  })
})

describe('the rate maps', () => {
  it('agree with their closed forms, and refuse faulty rules', () => {
    const run = (bench?: Bench) => resultsOf(rateMapsProtocol, designs.maps, 1, bench)
    // The trains are not the rule's doing: their checks have a test of their own.
    expectAllCanFail(run, [slowTrace, swapped], [/correlogram/, /rates/])
  })

  it('refuse trains without the stated shift or rates', () => {
    const { checks } = resultsOf(rateMapsProtocol, designs.maps)
    const lagsMs = Array.from({ length: 21 }, (_, k) => k - 10)
    const flat = (bias: RateMap['bias'], density: number): BiasReport => ({
      ...{ bias, preHz: 60, postHz: 30, lagsMs, density: lagsMs.map(() => density) },
    })
    const cell = { preHz: 5, postHz: 5, net: { mean: 1, error: 1, degrees: 10 }, expected: 1 }
    const maps = (['independent', 'post-pre', 'pre-post'] as const).map((bias) => ({
      ...{ bias, cells: [cell], rateOff: 0.1, spikesOff: 3 },
    }))
    const reports = [flat('independent', 1.2), flat('post-pre', 1), flat('pre-post', 1)]
    const refused = rateMapsChecks(maps, reports, 1, 5, false)
      .filter(({ pass }) => !pass)
      .map(({ name }) => name)
    for (const { name } of checks.filter(({ name: one }) => /correlogram|rates/.test(one)))
      expect(refused).toContain(name)
  })
})

it('the generic drive of these tests is the drive of the bench', () => {
  const bench: Bench = { rule: bcall, drive: (rule, trains, endMs) => genericDrive(bcall, rule, trains, endMs) }
  const fast = resultsOf(meanTraceProtocol, designs.meanTrace).arrays
  const slow = resultsOf(meanTraceProtocol, designs.meanTrace, 1, bench).arrays
  for (const name of ['netPerS', 'preTrace', 'postTrace']) {
    slow[name].data.forEach((value, k) => expect(value).toBeCloseTo(fast[name].data[k], 10))
  }
})
