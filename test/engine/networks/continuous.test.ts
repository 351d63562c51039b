import { describe, expect, test } from 'vitest'
import {
  type ContinuousPresentationDesign,
  continuousPresentationSchema,
} from '../../../src/contract/design/continuous.ts'
import { parseDesign } from '../../../src/contract/design/index.ts'
import { overlapOf, shuffledOverlap } from '../../../src/engine/experiments/digits/overlap.ts'
import type { Checkpoint } from '../../../src/engine/experiments/live.ts'
import type { RunOutcome } from '../../../src/engine/experiments/run.ts'
import { presentationsOf } from '../../../src/engine/experiments/continuous/presentations.ts'
import { runToEnd, smallDesign } from '../classification/fixture.ts'

/** Pictures that are learned in a moment; calcium that is at its taught level early in a digit. */
function smallComparison(seeds: number, trainSamples = 120): ContinuousPresentationDesign {
  const { kind: _kind, ...parts } = smallDesign((raw) => {
    raw.schedule = { trainSamples, initialLow: 0.3, initialHigh: 0.7 }
    raw.teacher = { leadMs: 0 }
    raw.stopLearning = { tauMs: 50, jump: 0.06, ltdLow: 0.05 }
    raw.rule = { etaMinus: 0.005 }
  })
  const comparison = { seeds, gapMs: 200 }
  return continuousPresentationSchema.parse({ ...parts, kind: 'continuous-presentation', comparison })
}

const bits = ({ results, state, simulatedMs, status }: RunOutcome) => ({ results, state, simulatedMs, status })

describe('continuous presentation', () => {
  test('is learned from, and reports what a run of each presentation alone comes to', async () => {
    const design = smallComparison(1, 150)
    const { outcome } = await runToEnd(design, 3, 2)
    const { scalars, checks, series } = outcome.results
    const failed = checks.filter(({ name, pass }) => !pass && !name.startsWith('overlap goes down'))
    expect(failed).toEqual([])
    for (const { id, design: variant } of presentationsOf(design)) {
      const alone = (await runToEnd(variant, 3, 1)).outcome.results
      expect(scalars[`accuracy.${id}`].value).toBe(alone.scalars.accuracy.value)
      expect(series[`overlap.${id}`].y).toEqual(alone.series.overlap.y)
    }
  })

  test('shows one digit after the other, and separated digits with a silence between them', () => {
    const shown = presentationsOf(smallComparison(1)).map(({ id, design: { schedule, teacher } }) => [
      ...[id, schedule.gapMs, schedule.resetBetween, teacher.leadMs],
    ])
    expect(shown).toEqual([
      ['separated', 200, true, 0],
      ['gap', 200, false, 0],
      ['continuous', 0, false, 0],
    ])
  })

  test('gives the same bits on any number of workers, and resumed from any checkpoint', async () => {
    const design = smallComparison(2, 40)
    const whole = await runToEnd(design, 5, 1, { checkpointEveryMs: 1 })
    expect(bits((await runToEnd(design, 5, 3)).outcome)).toEqual(bits(whole.outcome))
    const checkpoints = whole.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    expect(checkpoints).toHaveLength(6)
    const stored = JSON.parse(JSON.stringify(checkpoints[2])) as Checkpoint
    expect(bits((await runToEnd(design, 5, 2, { resumeFrom: stored })).outcome)).toEqual(bits(whole.outcome))
  })

  test('needs digits to measure the overlap on', () => {
    const raw = { kind: 'continuous-presentation', evaluation: { holdOutSamples: 0 } }
    expect(() => parseDesign(raw, 'The design')).toThrow(/evaluation\.holdOutSamples.*must be above 0/s)
  })
})

describe('a gap between digits', () => {
  const fading = (gapMs: number, resetBetween: boolean) =>
    smallDesign((raw) => {
      raw.schedule = { trainSamples: 30, gapMs, resetBetween }
      raw.rule = { bistable: false }
    })

  test('in which everything fades is as good as a rest', async () => {
    // Twenty calcium time constants.
    const [gap, rest] = [await runToEnd(fading(2000, false), 1, 1), await runToEnd(fading(0, true), 1, 1)]
    const [found, expected] = [gap, rest].map(({ outcome }) => outcome.results.arrays.hiddenWeights.data)
    found.forEach((w, y) => expect(Math.abs(w - expected[y])).toBeLessThan(1e-3))
    expect(gap.outcome.simulatedMs - rest.outcome.simulatedMs).toBe(30 * 2000)
  })

  test('is in a checkpoint like all else', async () => {
    const design = fading(70, false)
    const whole = await runToEnd(design, 4, 2, { checkpointEveryMs: 40 })
    const checkpoints = whole.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    const resumed = await runToEnd(design, 4, 3, { resumeFrom: structuredClone(checkpoints[0]) })
    expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
  })
})

describe('the overlap of classes', () => {
  /** Three classes, six digits each; pools of two units fire 4 spikes for their own class and `shared` for every other. */
  const labels = Array.from({ length: 18 }, (_, d) => d % 3)
  const responses = (shared: number) => {
    const counts = Uint16Array.from(
      labels.flatMap((label) => Array.from({ length: 6 }, (_, unit) => (Math.floor(unit / 2) === label ? 4 : shared))),
    )
    return { counts, digits: 18, units: 6, events: 0 }
  }

  test('is 0 without a common unit, 1 when classes are alike, and the cosine between', () => {
    expect(overlapOf(responses(0), labels, 3)).toBe(0)
    expect(overlapOf(responses(4), labels, 3)).toBeCloseTo(1, 12)
    // Pools of (4, 2, 2) and (2, 4, 2).
    expect(overlapOf(responses(2), labels, 3)).toBeCloseTo(20 / 24, 12)
    expect(overlapOf({ ...responses(0), counts: new Uint16Array(108) }, labels, 3)).toBe(1)
  })

  test('is about 1 when labels are shuffled', () => {
    const many = Array.from({ length: 900 }, (_, d) => d % 3)
    const counts = Uint16Array.from(many.flatMap((label) => [0, 1, 2].map((unit) => (unit === label ? 4 : 0))))
    expect(overlapOf({ counts, digits: 900, units: 3, events: 0 }, many, 3)).toBe(0)
    const shuffled = shuffledOverlap({ counts, digits: 900, units: 3, events: 0 }, many, 3, 1, 0)
    expect(Math.abs(shuffled - 1)).toBeLessThan(0.03)
  })
})
