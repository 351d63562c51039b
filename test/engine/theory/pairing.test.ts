import { describe, expect, it } from 'vitest'
import { standardBench } from '../../../src/engine/experiments/pairs/build.ts'
import { net, pairedDrive } from '../../../src/engine/experiments/pairs/pairing-run.ts'
import {
  crossingFrequencyHz,
  pairChange,
  pairRuleOf,
  pairsChange,
  stdpWindow,
} from '../../../src/engine/theory/index.ts'
import { defaults } from '../pairs/support.ts'

const rule = pairRuleOf(defaults)

describe('the STDP window', () => {
  it('has the steps and time constants of its two sides', () => {
    expect(stdpWindow(rule, 17)).toBeCloseTo(0.02 / Math.E, 12)
    expect(stdpWindow(rule, -34)).toBeCloseTo(-0.012 / Math.E, 12)
    expect(stdpWindow(rule, 0)).toBe(0)
  })

  it('is what rare pairs do', () => {
    for (const lag of [-60, -5, 5, 60]) expect(pairChange(rule, lag, 1e5)).toBeCloseTo(stdpWindow(rule, lag), 12)
  })
})

describe('periodic pairs', () => {
  it('change as the formulas of the stationary state say', () => {
    // jump 1: the traces stand at 1 after every spike.
    const [period, lag] = [25, 10]
    expect(pairChange(rule, lag, period)).toBeCloseTo(
      0.02 * Math.exp(-lag / 17) - 0.012 * Math.exp(-(period - lag) / 34),
      12,
    )
    expect(pairChange(rule, -lag, period)).toBeCloseTo(
      0.02 * Math.exp(-(period - lag) / 17) - 0.012 * Math.exp(-lag / 34),
      12,
    )
  })

  it.each([
    { name: 'nearest-neighbour', parameters: defaults },
    { name: 'small jumps', parameters: { ...defaults, jumpPre: 0.2, jumpPost: 0.35 } },
    { name: 'summing traces', parameters: { ...defaults, boundedTraces: false, jumpPre: 0.4 } },
  ])('change the simulated rule as predicted, from the first pair on: $name', ({ parameters }) => {
    const pairs = pairRuleOf(parameters)
    for (const lag of [-12, -1, 0, 3, 15]) {
      for (const period of [16, 40, 300]) {
        for (const n of [1, 2, 5, 40]) {
          const found = net(pairedDrive(parameters, standardBench, n, lag, period))
          expect(found).toBeCloseTo(pairsChange(pairs, lag, period, n), 11)
        }
      }
    }
  })

  it('turn to potentiation at the crossing frequency', () => {
    const crossing = crossingFrequencyHz(rule, -10)
    // 0.02 exp(-(T - 10)/17) = 0.012 exp(-10/34), solved for T by hand.
    const period = 10 + 17 * (Math.log(0.02 / 0.012) + 10 / 34)
    expect(crossing).toBeCloseTo(1000 / period, 6)
    expect(crossingFrequencyHz({ ...rule, etaPlus: 1e-6 }, -10)).toBeNaN()
  })
})
