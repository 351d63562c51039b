import { describe, expect, it } from 'vitest'
import { timingModulationSchema } from '../../../src/contract/design/pairs/index.ts'
import { standardBench } from '../../../src/engine/experiments/pairs/build.ts'
import { poissonBlock } from '../../../src/engine/experiments/pairs/poisson-block.ts'
import { estimate, tQuantile } from '../../../src/engine/experiments/pairs/statistics.ts'
import { correlatedRing } from '../../../src/engine/experiments/pairs/timing/trains.ts'
import { biasedDrift, correlatedDrift, netPerS, pairRuleOf, poissonDrift } from '../../../src/engine/theory/index.ts'
import { defaults, failures, faulty, timingResults } from './support.ts'

const rule = pairRuleOf(defaults)

describe('the drift of correlated trains', () => {
  it('is that of independent ones without copies, and of biased ones when every spike has its copy', () => {
    expect(correlatedDrift(rule, 20, 30, 0, 5)).toEqual(poissonDrift(rule, 20, 30))
    expect(correlatedDrift(rule, 20, 30, 20, 5)).toEqual(biasedDrift(rule, 20, 30, 'pre-post', 5))
    expect(correlatedDrift(rule, 20, 30, 20, -5)).toEqual(biasedDrift(rule, 20, 30, 'post-pre', 5))
  })

  it.each([
    [0.3, 4, 1],
    [0.8, 12, 1],
    [0.5, -6, 1],
    [0.5, 3, 0.2],
    [1, -3, 0.2],
  ])('with c = %d, lag %d ms and jump %d is what simulated pairs do', (correlation, lagMs, jump) => {
    const parameters = { ...defaults, jumpPre: jump, jumpPost: jump }
    const rateHz = 25
    const found = estimate(
      Array.from({ length: 21 }, (_, block) => {
        const ring = correlatedRing({ rateHz, correlation, lagMs, durationMs: 40_000 }, 7, block)
        return poissonBlock(parameters, ring, standardBench).netPerS
      }),
    )
    const expected = netPerS(correlatedDrift(pairRuleOf(parameters), rateHz, rateHz, correlation * rateHz, lagMs))
    expect(Math.abs(found.mean - expected)).toBeLessThan(found.error * tQuantile(1e-4, found.degrees))
    // The simulation is fine enough to tell correlated from independent trains.
    const independent = netPerS(poissonDrift(pairRuleOf(parameters), rateHz, rateHz))
    expect(Math.abs(found.mean - independent)).toBeGreaterThan(5 * found.error)
  })
})

describe('the timing experiment', () => {
  const design = timingModulationSchema.parse({
    ...{ kind: 'timing-modulation', quality: 'quick' },
    drive: { correlations: [0, 0.7] },
    network: { inputs: 16, outputs: 12 },
  })

  it('moves weights by correlation at equal rates, in pairs and in a network, as its closed form says', () => {
    const results = timingResults(design)
    expect(failures(results)).toEqual([])
    expect(results.scalars['pair.factor'].value).toBeGreaterThan(3)
    expect(results.scalars['network.factor'].value).toBeGreaterThan(3)
  })

  it('refuses a rule that hardly potentiates', () => {
    const weakLtp = faulty({
      learnPost: ({ parameters }, pre, _post, synapse) => {
        synapse.w += 0.5 * parameters.etaPlus * pre.x
      },
    })
    expect(failures(timingResults(design, weakLtp))).toContain('Pairs change as the closed form says')
  })
})
