import { describe, expect, it } from 'vitest'
import { compareRulesSchema, hardwareRobustnessSchema } from '../../../src/contract/design/pairs/index.ts'
import { ruleOf, standardBench, type Bench } from '../../../src/engine/experiments/pairs/build.ts'
import { deviceBench } from '../../../src/engine/experiments/pairs/hardware/devices.ts'
import { hardwareChecks } from '../../../src/engine/experiments/pairs/hardware/hardware-checks.ts'
import { hardwareRobustnessProtocol } from '../../../src/engine/experiments/pairs/hardware/hardware-robustness.ts'
import type { BoundRule } from '../../../src/engine/experiments/pairs/rules/bound.ts'
import { compareRulesProtocol } from '../../../src/engine/experiments/pairs/rules/compare-rules.ts'
import { contenders } from '../../../src/engine/experiments/pairs/rules/field.ts'
import { shapeCheck } from '../../../src/engine/experiments/pairs/rules/published.ts'
import { calciumSets } from '../../../src/engine/models/plasticity/calcium-sets.ts'
import { failures, faulty, finish, resultsOf } from './support.ts'

describe('rules side by side', () => {
  const design = compareRulesSchema.parse({
    ...{ kind: 'compare-rules', quality: 'quick' },
    protocol: { lags: 8, pairs: 20, mapPoints: 4 },
  })
  const run = (change?: (drive: BoundRule['drive']) => BoundRule['drive']) => {
    const field: typeof contenders = (rule) =>
      contenders(rule).map((one) => ({
        ...one,
        rule: { ...one.rule, drive: change?.(one.rule.drive) ?? one.rule.drive },
      }))
    return finish(compareRulesProtocol(design, 1, field)).outcome.results
  }

  it('keep to their theories and to what their papers show, and are refused when they do not', () => {
    const standard = run()
    expect(failures(standard)).toEqual([])
    expect(standard.figures.map(({ panels }) => panels.length)).toEqual([6, 6, 6])
    const backwards = run((drive) => (...times) => {
      const { ltp, ltd } = drive(...times)
      return { ltp: ltd, ltd: 1.5 * ltp }
    })
    const upwards = run((drive) => (...times) => {
      const { ltp, ltd } = drive(...times)
      return { ltp: 2 * ltp, ltd }
    })
    const failed = new Set([backwards, upwards].flatMap(failures))
    const needed = standard.checks.map(({ name }) => name).filter((name) => !name.includes('curve of set'))
    expect(needed.filter((name) => !failed.has(name))).toEqual([])
  })

  it('take the names of the calcium curves from their shape', () => {
    for (const set of ['DP', 'DPD', "DPD'", 'P', 'D', "D'"] as const) {
      expect(shapeCheck(set).pass).toBe(true)
      const { gammaDepression, gammaPotentiation } = calciumSets[set]
      const exchanged = {
        ...calciumSets[set],
        gammaDepression: gammaPotentiation,
        gammaPotentiation: gammaDepression / 20,
      }
      expect(shapeCheck(set === 'D' || set === "D'" ? 'P' : 'DP', exchanged).pass).toBe(false)
    }
  })
})

const bitsCheck = 'The hidden weight needs more bits than the traces'

describe('hardware robustness', () => {
  const design = hardwareRobustnessSchema.parse({
    ...{ kind: 'hardware-robustness', quality: 'quick' },
    hardware: { bits: [3, 8, 12], mismatch: [0, 0.3], devices: 60 },
  })
  const run = (bench?: Bench) => resultsOf(hardwareRobustnessProtocol, design, 1, bench)

  it('counts bits and devices, and refuses faulty rules', () => {
    const standard = run()
    expect(failures(standard)).toEqual([])
    expect(standard.scalars['bitsNeeded.weight'].value).toBe(12)
    expect(standard.scalars['bitsNeeded.traces'].value).toBe(8)
    const wrongWindow = faulty({
      learnPost: ({ parameters }, pre, _post, synapse) => {
        synapse.w = Math.min(1, synapse.w + 3 * parameters.etaPlus * pre.x)
      },
    })
    // Learns in steps so large that few bits hold them, but keeps no time.
    const coarse = faulty({
      learnPost: (_factors, pre, _post, synapse) => {
        synapse.w = pre.x > 0 ? 1 : synapse.w
      },
      learnPre: (_factors, _pre, post, synapse) => {
        synapse.w = post.x > 0 ? 0 : synapse.w
      },
    })
    const nominalStuck = faulty({
      evolveSynapse: ({ parameters }, _pre, _post, synapse) => {
        if (parameters.bistable && parameters.tauPreMs === 17) synapse.w = synapse.w > parameters.thetaW ? 1 : 0
      },
    })
    const failed = new Set([wrongWindow, coarse, nominalStuck].flatMap((bench) => failures(run(bench))))
    const left = standard.checks.map(({ name }) => name).filter((name) => !failed.has(name))
    // What the registers need follows from the size of the steps: no rule that learns at all gets round it.
    expect(left).toEqual([bitsCheck])
  })

  it('refuses registers that would need more bits for the traces', () => {
    const windows = [3, 8].flatMap((bits) =>
      (['traces', 'weight', 'both'] as const).map((stored) => ({
        ...{ bits, stored, change: [], error: stored === 'weight' || bits === 8 ? 0.01 : 0.5 },
      })),
    )
    const shared = deviceBench(ruleOf(design), standardBench, 100, 1)
    const found = hardwareChecks(windows, [{ variation: 0, devices: [] }], shared, 0.1).find(
      ({ name }) => name === bitsCheck,
    )
    expect(found).toMatchObject({ pass: false, got: '3 bits against 8' })
  })

  it('rounds at random when asked to', () => {
    const stochastic = { ...design, hardware: { ...design.hardware, rounding: 'stochastic' as const, mismatch: [0] } }
    const results = resultsOf(hardwareRobustnessProtocol, stochastic)
    const nearest = run().series['error.both'].y[0]
    // With three bits to the nearest level nothing is learned at all: an error of 1.
    expect(nearest).toBe(1)
    expect(results.series['error.both'].y[1]).not.toBe(1)
  })
})
