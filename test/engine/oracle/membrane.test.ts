import { describe, expect, it } from 'vitest'
import { deriveLif } from '../../../src/engine/models/lif.ts'
import { Network } from '../../../src/engine/network/network.ts'
import type { LifSpec } from '../../../src/engine/network/spec.ts'
import { type PairOptions, neuron, pairNetwork, spikeSteps } from '../../support/pair-network.ts'

describe.each([
  ['f64', 1e-12],
  ['f32', 2e-6],
] as const)('a leaky integrate-and-fire neuron, %s', (precision, tolerance) => {
  const close = (found: number, expected: number): void =>
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(tolerance)

  it('answers a spike with the analytic postsynaptic potential, one step later', () => {
    const network = pairNetwork({ precision, steps: 200, pre: [3], gainMv: 8, weight: 0.9 })
    const { v, i } = network.lif('post')
    for (let k = 0; k < 200; k++) {
      network.run(k, k + 1, false)
      const t = k - 3
      // tauM dv/dt = -v + I, I = 8 exp(-t / tauS)
      const potential = t < 0 ? 0 : ((8 * 5) / (5 - 20)) * (Math.exp(-t / 5) - Math.exp(-t / 20))
      close(v[0], potential)
      close(i[0], t < 0 ? 0 : 8 * Math.exp(-t / 5))
    }
  })

  it('answers a spike through a delta synapse with a jump that decays', () => {
    const network = pairNetwork({ precision, steps: 100, pre: [3], gainMv: 8, weight: 0.9, synapse: 'delta' })
    const { v } = network.lif('post')
    for (let k = 0; k < 100; k++) {
      network.run(k, k + 1, false)
      close(v[0], k < 3 ? 0 : 8 * Math.exp(-(k - 3) / 20))
    }
  })

  it.each([1, 2, 7])('delivers spikes %i steps later over a delay of as many', (delaySteps) => {
    const pre = [0, 2, 3, 9, 40]
    const direct = pairNetwork({ precision, steps: 60, pre, gainMv: 3, weight: 0.9 })
    const late = pairNetwork({ precision, steps: 60, pre, gainMv: 3, weight: 0.9, delaySteps })
    const membrane = (network: Network): number[] =>
      Array.from({ length: 60 }, (_, k) => {
        network.run(k, k + 1, false)
        return network.lif('post').v[0]
      })
    expect(membrane(late).slice(delaySteps)).toEqual(membrane(direct).slice(0, 60 - delaySteps))
  })

  it('delays the presynaptic trace and learning along with the spike', () => {
    const network = pairNetwork({ precision, steps: 60, pre: [10], teach: [29], delaySteps: 8 })
    network.run(0, 18, true)
    expect(network.projection('synapse').bcall.xPre[0]).toBe(0)
    network.run(18, 60, true)
    const change = network.projection('synapse').plasticity!.weights[0] - 0.5
    close(change, 0.02 * Math.exp(-(30 - 18) / 17))
  })

  it.each([0, 1, 2, 5])('integrates again %i steps after a spike, from reset', (refractorySteps) => {
    const network = driven({ precision, driveMv: 1000, refractorySteps })
    network.run(0, 40, false)
    const steps = spikeSteps(network)
    // A drive that lifts the membrane above threshold in one step: a spike as often as refractoriness allows.
    const period = Math.max(1, refractorySteps)
    expect(steps).toEqual(Array.from({ length: Math.ceil(40 / period) }, (_, n) => n * period))
  })

  it('fires with the analytic interval under a constant drive', () => {
    const network = driven({ precision, driveMv: 20, refractorySteps: 2 })
    network.run(0, 400, false)
    // From reset v = 20 (1 - exp(-n / 20)) after n steps; the first integration comes 2 steps after a spike, the first ever at step 0.
    const needed = Math.floor(20 * Math.log(20 / 5)) + 1
    const steps = spikeSteps(network)
    expect(steps[0]).toBe(needed - 1)
    for (let n = 1; n < steps.length; n++) expect(steps[n] - steps[n - 1]).toBe(needed + 1)
  })

  it('fires above threshold, not at it', () => {
    // Without leak to speak of and a delta synapse, v is exactly 15 = threshold.
    const at = pairNetwork({
      precision,
      steps: 5,
      pre: [0],
      gainMv: 15,
      weight: 0.9,
      synapse: 'delta',
      neuron: { tauMembraneMs: 1e30 },
    })
    at.run(0, 5, false)
    expect(spikeSteps(at)).toEqual([])
    const above = pairNetwork({
      precision,
      steps: 5,
      pre: [0],
      gainMv: 15.001,
      weight: 0.9,
      synapse: 'delta',
      neuron: { tauMembraneMs: 1e30 },
    })
    above.run(0, 5, false)
    expect(spikeSteps(above)).toEqual([1])
  })

  it('ignores delta input while it is refractory, but not exponential input', () => {
    const options: PairOptions = {
      precision,
      steps: 6,
      pre: [2],
      teach: [0],
      weight: 0.9,
      neuron: { refractorySteps: 4 },
    }
    const delta = pairNetwork({ ...options, gainMv: 5, synapse: 'delta' })
    delta.run(0, 6, false)
    expect(delta.lif('post').v[0]).toBe(0)
    const exponential = pairNetwork({ ...options, gainMv: 5 })
    exponential.run(0, 3, false)
    expect(exponential.lif('post').i[0]).toBe(5)
  })

  it('follows a sinusoidal current with the amplitude of a low-pass filter', () => {
    const network = driven({ precision, driveMv: 0, sine: { amplitudeMv: 2, frequencyHz: 10, phaseRad: 0 } })
    const membrane = Array.from({ length: 1000 }, (_, k) => {
      network.run(k, k + 1, false)
      return network.lif('post').v[0]
    }).slice(500)
    const gain = 1 / Math.hypot(1, 2 * Math.PI * 0.01 * 20)
    // The current is held over each step: half a step of delay, and a little less of it.
    expect(Math.abs(Math.max(...membrane) - 2 * gain)).toBeLessThan(0.01)
    expect(Math.abs(Math.min(...membrane) + 2 * gain)).toBeLessThan(0.01)
  })

  it('fluctuates under noise with the standard deviation asked for', () => {
    const network = driven({ precision, driveMv: 0, noise: { membraneSdMv: 1.5 }, n: 50 })
    let sum = 0
    let squares = 0
    const { v } = network.lif('post')
    for (let k = 0; k < 4000; k++) {
      network.run(k, k + 1, false)
      if (k < 200) continue
      for (const value of v) {
        sum += value
        squares += value * value
      }
    }
    // 50 neurons x 3800 ms at a correlation time of 20 ms: about 4700 independent samples.
    const samples = 3800 * 50
    expect(Math.abs(sum / samples)).toBeLessThan((4 * 1.5) / Math.sqrt(4700))
    expect(Math.abs(Math.sqrt(squares / samples) - 1.5)).toBeLessThan((4 * 1.5) / Math.sqrt(2 * 9500))
  })
})

interface Driven extends Pick<LifSpec, 'sine' | 'noise'> {
  precision: 'f32' | 'f64'
  driveMv: number
  refractorySteps?: number
  n?: number
}

/** A population without any input but its injected current. */
function driven({ precision, driveMv, refractorySteps = 2, n = 1, ...currents }: Driven): Network {
  const factors = deriveLif({ ...neuron, refractorySteps, ...(currents.noise && { thresholdMv: 0 }) }, 1)
  const network = new Network(
    {
      precision,
      dtMs: 1,
      seed: 5,
      populations: [{ kind: 'lif', name: 'post', n, first: 0, factors, ...currents }],
      projections: [],
      budgetBytes: 1e8,
      floor: 0,
    },
    { spikes: 1000, probeValues: 0 },
  )
  network.lif('post').drive.fill(driveMv)
  network.lif('post').settle()
  network.logSpikes(['post'])
  return network
}
