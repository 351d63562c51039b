import { describe, expect, it } from 'vitest'
import { poissonBlock } from '../../../src/engine/experiments/pairs/poisson-block.ts'
import { standardBench } from '../../../src/engine/experiments/pairs/build.ts'
import { ringTrains } from '../../../src/engine/experiments/pairs/trains.ts'
import { estimate, tQuantile } from '../../../src/engine/experiments/pairs/statistics.ts'
import {
  biasedBorderPostHz,
  biasedDrift,
  borderPostHz,
  netPerS,
  poissonDrift,
  transitionRateHz,
  troughRateHz,
  type Bias,
  pairRuleOf,
} from '../../../src/engine/theory/index.ts'
import { defaults } from '../pairs/support.ts'

const withJump = (jump: number) => ({ ...defaults, jumpPre: jump, jumpPost: jump })
const rule = pairRuleOf(defaults)

describe('the transition rate', () => {
  it('is 14.7 Hz for a jump of 1 and 147 Hz for a jump of 0.1', () => {
    expect(transitionRateHz(rule)).toBeCloseTo(14.7059, 3)
    expect(transitionRateHz(pairRuleOf(withJump(0.1)))).toBeCloseTo(147.059, 2)
  })

  it('is where the drift vanishes, with depression below and potentiation above', () => {
    for (const jump of [1, 0.37, 0.05]) {
      const one = pairRuleOf(withJump(jump))
      const rate = transitionRateHz(one)
      const net = (hz: number) => netPerS(poissonDrift(one, hz, hz))
      expect(net(rate)).toBeCloseTo(0, 12)
      expect(net(0.9 * rate)).toBeLessThan(0)
      expect(net(1.1 * rate)).toBeGreaterThan(0)
      expect(troughRateHz(one)).toBeLessThan(rate)
    }
  })

  it('does not exist for traces that sum, nor where depression is the weaker side', () => {
    expect(transitionRateHz(pairRuleOf({ ...defaults, boundedTraces: false }))).toBeNaN()
    expect(transitionRateHz(pairRuleOf({ ...defaults, etaMinus: 0.005 }))).toBeNaN()
    expect(transitionRateHz(pairRuleOf({ ...defaults, etaMinus: 0.03 }))).toBeNaN()
  })
})

describe('the border in the plane of the rates', () => {
  it('is where independent trains balance', () => {
    for (const preHz of [2, 20, 90]) {
      expect(netPerS(poissonDrift(rule, preHz, borderPostHz(rule, preHz)))).toBeCloseTo(0, 12)
    }
    expect(biasedBorderPostHz(rule, 40, 'independent', 5, [1, 200])).toBeCloseTo(borderPostHz(rule, 40), 6)
  })

  it('moves down for pre before post and up for post before pre', () => {
    const at = (bias: Bias) => biasedBorderPostHz(rule, 60, bias, 5, [0.1, 300])
    expect(at('pre-post')).toBeLessThan(at('independent'))
    expect(at('post-pre')).toBeGreaterThan(at('independent'))
  })
})

describe('the drift under biased pairings', () => {
  const cases: [Bias, number, number][] = [
    ['independent', 40, 15],
    ['pre-post', 40, 15],
    ['pre-post', 15, 40],
    ['post-pre', 40, 15],
    ['post-pre', 15, 40],
  ]
  it.each(cases)('agrees with simulation: %s, %d and %d Hz', (bias, preHz, postHz) => {
    for (const jump of [1, 0.2]) {
      const parameters = withJump(jump)
      const spec = { preHz, postHz, bias, shiftMs: 7, durationMs: 200_000 }
      const blocks = Array.from({ length: 21 }, (_, block) =>
        poissonBlock(parameters, ringTrains(spec, 5, block), standardBench),
      )
      const expected = biasedDrift(pairRuleOf(parameters), preHz, postHz, bias, 7)
      for (const side of ['ltpPerS', 'ltdPerS'] as const) {
        const { mean, error, degrees } = estimate(blocks.map((block) => block[side]))
        expect(Math.abs(mean - expected[side])).toBeLessThan(error * tQuantile(1e-5, degrees))
        expect(error / mean).toBeLessThan(0.02)
      }
    }
  })
})
