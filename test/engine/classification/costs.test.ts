import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../../src/engine/experiments/live.ts'
import { data, runToEnd, smallDesign } from './fixture.ts'

describe('the costs of a classification', () => {
  test('are its input spikes times the units they reach', async () => {
    const design = smallDesign((raw) => {
      raw.evaluation.presentationMs = 1000
    })
    const { scalars } = (await runToEnd(design, 1, 2)).outcome.results
    const [units, inputs] = [15, 38]
    const { pixels, count } = data.test
    const active = pixels.reduce((sum, grey) => sum + (grey > 160 ? 1 : 0), 0) / count + 2
    // At 100 Hz for a second each active input sends 100 spikes to every unit, within half a per cent over all digits.
    expect(scalars.eventsPerInference.value / (active * 100 * units)).toBeCloseTo(1, 2)
    expect(scalars.energyLoihiUj.value).toBeCloseTo(scalars.eventsPerInference.value * 23.6e-6, 12)
    expect(scalars.energyDense32Uj.value).toBeCloseTo(units * inputs * 4.6e-6, 12)
  })

  test('are whole for a run that was checkpointed in its test', async () => {
    const design = smallDesign((raw) => {
      raw.evaluation.testSamples = 60
    })
    const { outcome, events } = await runToEnd(design, 1, 1, { checkpointEveryMs: 1 })
    const checkpoints = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    const resumeFrom: Checkpoint = checkpoints.at(-1)!
    const resumed = await runToEnd(design, 1, 2, { resumeFrom })
    expect(resumed.outcome.results.scalars).toEqual(outcome.results.scalars)
  })
})
