import { describe, expect, test } from 'vitest'
import { oscillationSchema } from '../../../src/contract/design/oscillation.ts'
import { binned, pairCorrelation, shuffledCorrelation } from '../../../src/engine/experiments/oscillation/synchrony.ts'
import { stream } from '../../../src/engine/random/random.ts'
import { runToEnd } from '../classification/fixture.ts'

const design = oscillationSchema.parse({
  kind: 'oscillation',
  population: { neurons: 40 },
  oscillation: { amplitudesMv: [10], frequenciesHz: [5] },
  procedure: { replicates: 5, settleMs: 300, learningMs: 1200 },
})

describe('an oscillation below threshold', () => {
  test('speeds up synapses at unchanged rates', async () => {
    const { outcome } = await runToEnd(design, 1, 1)
    expect(outcome.results.checks.filter(({ pass }) => !pass)).toEqual([])
    expect(outcome.results.scalars.flipFactor.value).toBeGreaterThan(1.3)
    expect(Math.abs(outcome.results.scalars.rateRatio.value - 1)).toBeLessThan(0.02)
  })

  test('that cannot be felt changes nothing', async () => {
    const faint = { ...design, oscillation: { amplitudesMv: [0.1], frequenciesHz: [200] } }
    const { outcome } = await runToEnd(faint, 1, 1)
    const failed = outcome.results.checks.filter(({ pass }) => !pass).map(({ name }) => name)
    expect(failed).toContain('synapses flip faster (0.1 mV, 200 Hz)')
    expect(Math.abs(outcome.results.scalars.flipFactor.value - 1)).toBeLessThan(0.15)
  })

  test('is found to fire neurons by itself when it does', async () => {
    const strong = { ...design, oscillation: { amplitudesMv: [60], frequenciesHz: [5] } }
    const { outcome } = await runToEnd(strong, 1, 1)
    expect(outcome.results.checks.find(({ name }) => name.includes('below threshold'))!.pass).toBe(false)
  })
})

describe('synchrony', () => {
  const steps = 4000
  /** Each neuron copies a common train with this probability, and fires at random otherwise, at 20 Hz. */
  const trains = (copied: number): Int32Array => {
    const random = stream(3, 1, 0)
    const pairs: number[] = []
    for (let step = 0; step < steps; step++) {
      const common = random.uniform() < 0.02
      for (let neuron = 0; neuron < 30; neuron++) {
        const copies = random.uniform() < copied
        const own = random.uniform() < 0.02
        if (copies ? common : own) pairs.push(step, neuron)
      }
    }
    return Int32Array.from(pairs)
  }
  const of = (copied: number) => binned(trains(copied), 30, 0, steps, 1)

  test('is 0 for independent trains, 1 for identical ones, and the square of what is copied between', () => {
    expect(pairCorrelation(of(0))).toBeCloseTo(0, 2)
    expect(pairCorrelation(of(1))).toBeCloseTo(1, 10)
    expect(Math.abs(pairCorrelation(of(0.5)) - 0.25)).toBeLessThan(0.05)
  })

  test('vanishes when trains are shifted against each other', () => {
    expect(Math.abs(shuffledCorrelation(of(0.5), 1, 0))).toBeLessThan(0.01)
  })
})
