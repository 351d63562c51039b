import { describe, expect, it } from 'vitest'
import { applySettings, defaultDesign, describeFields } from '../../src/contract/design/index.ts'
import type { SweepAxis, SweepPlan } from '../../src/contract/sweep/index.ts'
import { axisText, expandSweep, readAxisText } from '../../src/contract/sweep/index.ts'

const design = defaultDesign('classification')
const etaPlus: SweepAxis = { path: 'rule.etaPlus', spread: 'log', from: 0.001, to: 0.1, points: 3 }
const choice: SweepAxis = { path: 'teacher.choice', spread: 'list', values: ['random', 'similar'] }
const plan = (change: Partial<SweepPlan>): SweepPlan => ({ axes: [etaPlus], seeds: [1], random: null, ...change })
const valuesOf = (change: Partial<SweepPlan>) => expandSweep(design, plan(change)).trials.map(({ values }) => values)
const problemsOf = (...axes: SweepAxis[]) => expandSweep(design, plan({ axes })).problems

describe('a grid', () => {
  it('has every combination once, and changes nothing else', () => {
    const { trials, problems } = expandSweep(design, plan({ axes: [etaPlus, choice] }))
    expect(problems).toEqual([])
    expect(trials.map(({ values }) => values)).toEqual(
      [0.001, 0.01, 0.1].flatMap((eta) => [
        [eta, 'random'],
        [eta, 'similar'],
      ]),
    )
    expect(trials[3].design).toEqual(applySettings(design, ['rule.etaPlus=0.01', 'teacher.choice=similar']))
  })

  it('of whole numbers rounds, and keeps each once', () => {
    const axis: SweepAxis = { path: 'schedule.epochs', spread: 'linear', from: 1, to: 3, points: 9 }
    expect(valuesOf({ axes: [axis] })).toEqual([[1], [2], [3]])
  })

  it('takes switches and the ends of a range as they were given', () => {
    const range: SweepAxis = { path: 'rule.etaPlus', spread: 'linear', from: 0.0123456789, to: 0.9876543211, points: 2 }
    expect(valuesOf({ axes: [range, { path: 'rule.bistable', spread: 'list', values: [true, false] }] })).toEqual([
      [0.0123456789, true],
      [0.0123456789, false],
      [0.9876543211, true],
      [0.9876543211, false],
    ])
  })

  it('has values of six digits, the same wherever it is expanded', () => {
    const axis: SweepAxis = { path: 'rule.etaPlus', spread: 'log', from: 0.001, to: 0.02, points: 6 }
    // 0.001 * 20 ** (k / 5)
    expect(valuesOf({ axes: [axis] }).flat()).toEqual([0.001, 0.00182056, 0.00331445, 0.00603418, 0.0109856, 0.02])
  })
})

describe('a random sweep', () => {
  const random = { trials: 200, seed: 7 }

  it('is the same for the same seed, and another for another', () => {
    expect(valuesOf({ random })).toEqual(valuesOf({ random }))
    expect(valuesOf({ random })).not.toEqual(valuesOf({ random: { ...random, seed: 8 } }))
  })

  it('keeps its trials when more are asked for, or another field is added', () => {
    const more = valuesOf({ random: { trials: 300, seed: 7 } })
    expect(more.slice(0, 200)).toEqual(valuesOf({ random }))
    const wider = valuesOf({ axes: [etaPlus, choice], random })
    expect(wider.map(([eta]) => eta)).toEqual(valuesOf({ random }).flat())
  })

  it('spreads evenly over the logarithm of a logarithmic range', () => {
    const etas = valuesOf({ random: { trials: 1000, seed: 7 } }).flat() as number[]
    expect(Math.min(...etas)).toBeGreaterThanOrEqual(0.001)
    expect(Math.max(...etas)).toBeLessThanOrEqual(0.1)
    // Half of them below the geometric middle: binomial, sd 16.
    expect(Math.abs(etas.filter((eta) => eta < 0.01).length - 500)).toBeLessThan(64)
  })

  it('tries a combination of choices once', () => {
    expect(
      valuesOf({ axes: [choice], random })
        .flat()
        .sort(),
    ).toEqual(['random', 'similar'])
  })
})

describe('what cannot be', () => {
  it('is listed with its reason where fields contradict each other', () => {
    const axes: SweepAxis[] = [
      { path: 'stopLearning.ltpLow', spread: 'list', values: [0.1, 0.3] },
      { path: 'stopLearning.ltpHigh', spread: 'list', values: [0.2, 0.4] },
    ]
    const { trials } = expandSweep(design, plan({ axes }))
    expect(trials.map((trial) => trial.design !== null)).toEqual([true, true, false, true])
    expect(trials[2].problems).toEqual(['stopLearning.ltpLow: it is 0.3, and must be below ltpHigh, which is 0.2.'])
  })

  const list = (path: string, ...values: (number | string | boolean)[]): SweepAxis => ({ path, spread: 'list', values })
  it.each<[SweepAxis[], string]>([
    [[list('rule.etaPlsu', 1)], 'rule.etaPlsu does not exist. Did you mean rule.etaPlus'],
    [[list('name', 'a', 'b')], 'name cannot be swept: only numbers and choices can.'],
    [[list('rule.etaPlus', 0.1, 2)], 'rule.etaPlus is 2: it must be a number between 0 and 1.'],
    [[list('teacher.choice', 'best')], 'teacher.choice is best: it must be one of random, '],
    [[{ ...etaPlus, from: 0 }], 'rule.etaPlus begins at 0: a logarithmic range begins above 0.'],
    [[{ ...etaPlus, from: 0.5 }], 'rule.etaPlus goes from 0.5 down to 0.1: give the lower end first.'],
    [[etaPlus, list('rule.etaPlus', 0.5)], 'rule.etaPlus is swept twice'],
    [[{ ...etaPlus, points: 1000 }, list('seed', 1)], 'seed does not exist.'],
  ])('%j is refused', (axes, message) => {
    expect(problemsOf(...axes)[0].message).toContain(message)
  })

  it('is more than anybody would wait for', () => {
    const axes = ['rule.etaPlus', 'rule.etaMinus'].map((path): SweepAxis => ({ ...etaPlus, path, points: 100 }))
    expect(problemsOf(...axes)).toEqual([
      { path: '', message: expect.stringContaining('These are 10000 trials and 10000 runs: a sweep has at most 5000') },
    ])
  })
})

describe('a field without effect', () => {
  const rate: SweepAxis = { path: 'teacher.rateHz', spread: 'linear', from: 50, to: 100, points: 3 }

  it('is not swept, and the reason is told', () => {
    const message = 'teacher.rateHz varies, and nothing with it. No effect while Teacher is current (teacher.kind).'
    expect(problemsOf(etaPlus, rate)).toEqual([{ path: 'teacher.rateHz', message }])
  })

  it('is swept where another one that varies makes it count', () => {
    const kind: SweepAxis = { path: 'teacher.kind', spread: 'list', values: ['current', 'spikes'] }
    expect(problemsOf(kind, rate)).toEqual([])
    expect(valuesOf({ axes: [kind, rate] })).toHaveLength(6)
  })
})

describe('an axis as typed', () => {
  const field = (path: string) => describeFields('classification').find((candidate) => candidate.path === path)!

  it.each([
    ['rule.etaPlus', 'log:0.001..0.02:6', { spread: 'log', from: 0.001, to: 0.02, points: 6 }],
    ['rule.etaPlus', 'linear:0..1', { spread: 'linear', from: 0, to: 1, points: 5 }],
    ['teacher.leadMs', 'linear:10ms..100 ms:3', { spread: 'linear', from: 10, to: 100, points: 3 }],
    ['rule.etaPlus', '1e-3, 0.01', { spread: 'list', values: [0.001, 0.01] }],
    ['teacher.choice', 'random,similar', { spread: 'list', values: ['random', 'similar'] }],
    ['rule.bistable', 'on,off', { spread: 'list', values: [true, false] }],
  ])('%s=%s is read', (path, text, axis) => {
    expect(readAxisText(field(path), text)).toEqual({ path, ...axis })
  })

  it.each([
    ['rule.etaPlus', 'log:0.001-0.02:6', 'is not a range: write rule.etaPlus=log:FROM..TO:POINTS'],
    ['rule.etaPlus', 'log:0.001..2:6', 'rule.etaPlus is 2: it must be a number between 0 and 1.'],
    ['rule.etaPlus', 'log:0.001..0.1:0', 'rule.etaPlus has 0 points'],
    ['teacher.leadMs', '10s', 'its unit is ms, not s'],
    ['teacher.choice', 'random,best', 'teacher.choice is best'],
  ])('%s=%s is refused', (path, text, message) => {
    expect(readAxisText(field(path), text)).toMatchObject({ problem: expect.stringContaining(message) })
  })

  it('is written so that it can be read again', () => {
    for (const axis of [etaPlus, choice]) expect(readAxisText(field(axis.path), axisText(axis))).toEqual(axis)
  })
})
