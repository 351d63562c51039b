import { describe, expect, it } from 'vitest'
import { log } from '../../../src/engine/kernels/math.ts'
import { deriveLif } from '../../../src/engine/models/lif.ts'
import { Network } from '../../../src/engine/network/network.ts'
import type { NetworkSpec } from '../../../src/engine/network/spec.ts'
import { neuron, rule } from '../../support/pair-network.ts'

/** n sources onto one neuron that never fires. */
function sources(n: number, windowSteps: number, precision: 'f32' | 'f64'): Network {
  const spec: NetworkSpec = {
    precision,
    dtMs: 1,
    seed: 11,
    populations: [
      { kind: 'source', name: 'pre', n, windowSteps, windowSpikes: n * windowSteps },
      { kind: 'lif', name: 'post', n: 1, first: 0, factors: deriveLif(neuron, 1) },
    ],
    projections: [
      {
        name: 'synapse',
        pre: 'pre',
        post: 'post',
        synapse: 'exponential',
        delaySteps: 0,
        gainMv: 0,
        connectivity: { kind: 'all-to-all' },
        plastic: { rule: { ...rule, jumpPre: 0.4 }, initialLow: 0, initialHigh: 1, touch: 'lazy' },
      },
    ],
    budgetBytes: 1e9,
    floor: 0,
  }
  return new Network(spec, { spikes: n * windowSteps, probeValues: 0 })
}

function fire(network: Network, probability: number, start: number, steps: number, window: number): number {
  const { n } = network.source('pre')
  const neurons = Array.from({ length: n }, (_, i) => i)
  return network.source('pre').poisson(
    neurons,
    neurons.map(() => log(1 - probability)),
    start,
    steps,
    3,
    window,
  )
}

describe('Poisson sources', () => {
  it('fire at the rate asked for (four standard errors)', () => {
    for (const probability of [0.001, 0.05, 0.5]) {
      const network = sources(200, 5000, 'f32')
      const spikes = fire(network, probability, 0, 5000, 0)
      const error = Math.sqrt(1e6 * probability * (1 - probability))
      expect(Math.abs(spikes - 1e6 * probability)).toBeLessThan(4 * error)
    }
  })

  it('have geometric intervals (chi-square, 20 classes)', () => {
    const probability = 0.08
    const network = sources(100, 4000, 'f32')
    fire(network, probability, 0, 4000, 0)
    network.logSpikes(['pre'])
    network.run(0, 4000, false)
    const { pairs } = network.takeSpikes()
    const last = new Map<number, number>()
    const counts = new Float64Array(21)
    for (let s = 0; s < pairs.length; s += 2) {
      const before = last.get(pairs[s + 1])
      last.set(pairs[s + 1], pairs[s])
      if (before !== undefined) counts[Math.min(20, pairs[s] - before - 1)]++
    }
    const total = counts.reduce((sum, count) => sum + count, 0)
    const chiSquare = counts.reduce((sum, count, gap) => {
      const expected = total * (gap < 20 ? probability * (1 - probability) ** gap : (1 - probability) ** 20)
      return sum + (count - expected) ** 2 / expected
    }, 0)
    // 20 degrees of freedom: mean 20, sd 6.3.
    expect(chiSquare).toBeLessThan(20 + 4 * 6.3)
  })

  it('do not depend on how time is cut into runs', () => {
    const whole = sources(20, 600, 'f32')
    fire(whole, 0.1, 0, 600, 7)
    whole.run(0, 600, true)
    const parts = sources(20, 600, 'f32')
    fire(parts, 0.1, 0, 600, 7)
    for (const [from, to] of [
      [0, 1],
      [1, 250],
      [250, 600],
    ] as const)
      parts.run(from, to, true)
    expect(parts.projection('synapse').bcall.xPre).toEqual(whole.projection('synapse').bcall.xPre)
    expect(parts.source('pre').counts).toEqual(whole.source('pre').counts)
  })

  it('are independent from one window to the next', () => {
    const network = sources(1000, 100, 'f32')
    const first = [fire(network, 0.2, 0, 100, 0)]
    network.run(0, 100, false)
    const before = network.source('pre').counts.slice()
    fire(network, 0.2, 100, 100, 1)
    network.run(100, 200, false)
    const after = network.source('pre').counts.map((count, i) => count - before[i])
    expect(first[0]).toBe(before.reduce((sum, count) => sum + count, 0))
    // Correlation of the counts of 1000 neurons in two windows: 0 within 4 / sqrt(1000).
    const mean = (values: ArrayLike<number>): number =>
      Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
    const [a, b] = [mean(before), mean(after)]
    const covariance = mean(before.map((count, i) => Math.round(1000 * (count - a) * (after[i] - b)))) / 1000
    expect(Math.abs(covariance / (100 * 0.2 * 0.8))).toBeLessThan(4 / Math.sqrt(1000))
  })

  it('keep bounded traces at a r tau / (1 + a r tau) on average, as a spike of the other side sees them', () => {
    const jump = 0.4
    for (const rateHz of [5, 20, 60, 150]) {
      const probability = rateHz / 1000
      const network = sources(400, 3000, 'f64')
      fire(network, probability, 0, 3000, rateHz)
      const { bcall } = network.projection('synapse')
      let sum = 0
      let samples = 0
      for (let k = 0; k < 3000; k += 20) {
        network.run(k, k + 20, true)
        if (k < 300) continue
        // Before the next step's jumps, after its decay.
        for (const x of bcall.xPre) sum += x * Math.exp(-1 / 17)
        samples += 400
      }
      // In steps: a jump with probability p, then decay by e, seen before the jump.
      const e = Math.exp(-1 / 17)
      const exact = (jump * probability * e) / (1 - e * (1 - jump * probability))
      // About 400 x 2700 / 34 independent samples; the trace's own spread is below 0.3.
      const error = 0.3 / Math.sqrt((400 * 2700) / 34)
      expect(Math.abs(sum / samples - exact)).toBeLessThan(4 * error)
      // In continuous time; a step of 1 ms moves it by the order of dt / tau.
      const continuous = (jump * rateHz * 0.017) / (1 + jump * rateHz * 0.017)
      expect(Math.abs(sum / samples / continuous - 1)).toBeLessThan(0.05)
    }
  })
})
