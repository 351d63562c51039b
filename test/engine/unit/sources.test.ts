import { describe, expect, test } from 'vitest'
import { correlatedWindow } from '../../../src/engine/network/sources/correlated.ts'
import { regularWindow } from '../../../src/engine/network/sources/regular.ts'
import { type SpikeWindow, spikeWindow } from '../../../src/engine/network/sources/window.ts'
import { thinSpikes } from '../../../src/engine/record/decimate.ts'

/** Spikes of one neuron, as steps. */
function stepsOf({ offsets, indices }: SpikeWindow, neuron: number): number[] {
  const steps: number[] = []
  for (let t = 0; t + 1 < offsets.length; t++) {
    if (indices.subarray(offsets[t], offsets[t + 1]).includes(neuron)) steps.push(t)
  }
  return steps
}

describe('regular source', () => {
  test('fires at its period from its phase on', () => {
    const window = regularWindow([{ neuron: 3, rateHz: 50, phaseMs: 5 }], 0, 100, 1)
    expect(stepsOf(window, 3)).toEqual([5, 25, 45, 65, 85])
  })

  test('goes on in the next window where it left off', () => {
    const train = [{ neuron: 0, rateHz: 30, phaseMs: 0 }]
    const whole = stepsOf(regularWindow(train, 0, 400, 1), 0)
    const halves = [
      ...stepsOf(regularWindow(train, 0, 170, 1), 0),
      ...stepsOf(regularWindow(train, 170, 230, 1), 0).map((t) => t + 170),
    ]
    expect(halves).toEqual(whole)
  })
})

describe('correlated group', () => {
  const steps = 200_000
  const measure = (correlation: number) => {
    const group = { neurons: [0, 1], rateHz: 20, correlation }
    const window = correlatedWindow(group, 0, 0, steps, 1, 7)
    const first = new Set(stepsOf(window, 0))
    const second = stepsOf(window, 1)
    const p = 0.02
    const together = second.filter((t) => first.has(t)).length / steps
    return { rates: [first.size / steps, second.length / steps], correlation: (together - p * p) / (p * (1 - p)) }
  }

  test.each([0, 0.1, 0.5, 1])('has the rate asked for and a correlation of %f', (correlation) => {
    const measured = measure(correlation)
    // Four standard errors of a count of about 4000 spikes, and of the coincidences.
    for (const rate of measured.rates) expect(Math.abs(rate - 0.02)).toBeLessThan(4 * Math.sqrt(0.02 / steps))
    expect(Math.abs(measured.correlation - correlation)).toBeLessThan(0.03)
  })

  test('lags each neuron by its own steps', () => {
    const group = { neurons: [4, 9], rateHz: 20, correlation: 1, lagSteps: [0, 7] }
    const window = correlatedWindow(group, 1, 0, 5000, 1, 7)
    const lagged = stepsOf(window, 4)
      .map((t) => t + 7)
      .filter((t) => t < 5000)
    expect(stepsOf(window, 9)).toEqual(lagged)
  })
})

test('playback sorts the neurons of a step', () => {
  const window = spikeWindow({ neurons: [5, 2, 9], steps: [1, 1, 3] }, 4)
  expect([...window.offsets]).toEqual([0, 0, 2, 2, 3])
  expect([...window.indices]).toEqual([2, 5, 9])
})

test('thinning a raster keeps every so-manyth spike and says so', () => {
  const pairs = Int32Array.from({ length: 20 }, (_, a) => a)
  expect(thinSpikes(pairs, 10)).toEqual({ pairs, every: 1 })
  const { pairs: kept, every } = thinSpikes(pairs, 4)
  expect(every).toBe(3)
  expect([...kept]).toEqual([0, 1, 6, 7, 12, 13, 18, 19])
})
