import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveLif } from '../../../src/engine/models/lif.ts'
import type { CalciumParameters } from '../../../src/engine/models/plasticity/calcium.ts'
import { calciumSets } from '../../../src/engine/models/plasticity/calcium-sets.ts'
import { Network } from '../../../src/engine/network/network.ts'
import { spikeWindow } from '../../../src/engine/network/sources/window.ts'
import type { NetworkSpec } from '../../../src/engine/network/spec.ts'
import { peerScenario } from '../../support/random-network.ts'
import { runCompiled, runReference } from '../../support/run-scenario.ts'

describe('rules beside BCaLL in the compiled network', () => {
  it('do what their models do at every step: the same spikes and flips, weights to 1e-9, in f64', () => {
    fc.assert(
      fc.property(peerScenario, (s) => {
        const compiled = runCompiled({ ...s, spec: { ...s.spec, floor: 0 } })
        const reference = runReference(s)
        expect(compiled.raster).toEqual(reference.raster)
        expect(compiled.state.events).toEqual(reference.state.events)
        for (const [name, { hiddenWeights, flips }] of Object.entries(reference.state.projections)) {
          const found = compiled.state.projections[name]
          expect(found.flips).toEqual(flips)
          hiddenWeights.forEach((w, y) => expect(Math.abs(found.hiddenWeights[y] - w)).toBeLessThan(1e-9))
        }
      }),
      { seed: 20_261_122, numRuns: 120 },
    )
  })

  it('give the calcium rule the noise of an Ornstein-Uhlenbeck process while its calcium is high', () => {
    const { noise, gammaDepression, gammaPotentiation } = calciumSets['cortical slices']
    const pull = gammaDepression + gammaPotentiation
    const found = [...noisySynapses(0, 2000)]
    const mean = found.reduce((sum, rho) => sum + rho, 0) / found.length
    const variance = found.reduce((sum, rho) => sum + (rho - mean) ** 2, 0) / (found.length - 1)
    // Stationary: tau drho = (gamma_p - pull rho) dt + sigma sqrt(2 tau) dW. Tolerances are four standard errors.
    const exact = noise ** 2 / pull
    expect(Math.abs(mean - gammaPotentiation / pull)).toBeLessThan(4 * Math.sqrt(exact / found.length))
    expect(Math.abs(variance / exact - 1)).toBeLessThan(4 * Math.sqrt(2 / found.length))
  })

  it('bring synapses of the calcium rule to the same weights whether looked at after every step or after hundreds', () => {
    const [often, once] = [1, 400].map((every) => busySynapses(every))
    expect(often.length).toBe(20)
    often.forEach((w, y) => expect(Math.abs(w - once[y])).toBeLessThan(1e-9))
  })

  it('draw the same noise for a part of the neurons as for all of them', () => {
    expect([...noisySynapses(0, 30), ...noisySynapses(30, 12)]).toEqual([...noisySynapses(0, 42)])
  })
})

const lif = deriveLif(
  {
    ...{ tauMembraneMs: 20, tauSynapseMs: 5 },
    ...{ restMv: -70, thresholdMv: -50, resetMv: -70, refractorySteps: 2 },
  },
  1,
)

function calciumNetwork(
  n: number,
  count: number,
  first: number,
  parameters: CalciumParameters,
  steps: number,
): NetworkSpec {
  return {
    ...{ precision: 'f64', dtMs: 1, seed: 5, budgetBytes: 1e8, floor: 0 },
    populations: [
      { kind: 'source', name: 'source', n, windowSteps: steps, windowSpikes: n * steps },
      { kind: 'lif', name: 'lif', n: count, first, factors: lif },
    ],
    projections: [
      {
        ...{ name: 'synapse', pre: 'source', post: 'lif', synapse: 'exponential', delaySteps: 0, gainMv: 0 },
        connectivity: { kind: 'all-to-all' },
        plastic: {
          peer: { kind: 'calcium', parameters },
          ...{ thetaW: 0.5, efficacy: 'binary', initialLow: 0, initialHigh: 1 },
        },
      },
    ],
  }
}

/** Hidden weights after 400 steps in which neurons of both sides fire up to every third step, with calcium about its thresholds. */
function busySynapses(every: number): Float32Array | Float64Array {
  const parameters = { ...calciumSets['cortical slices'], calciumPre: 0.3, calciumPost: 0.6, tauS: 20, noise: 0 }
  const network = new Network(calciumNetwork(5, 4, 0, parameters, 400))
  const spikes = Array.from({ length: 400 }, (_, k) =>
    [0, 1, 2, 3].filter((i) => k % (3 + 7 * i) === 0).map((i) => [i, k]),
  )
  const [neurons, steps] = [0, 1].map((side) => spikes.flat().map((spike) => spike[side]))
  const { offsets, indices } = spikeWindow({ neurons, steps }, 400)
  network.source('source').play(0, offsets, indices)
  network.lif('lif').drive.set([200, 60, 30, 0])
  network.lif('lif').settle()
  for (let k = 0; k < 400; k += every) network.run(k, k + every, true)
  return network.projection('synapse').plasticity!.hiddenWeights(400)
}

/** Hidden weights of `count` noisy synapses after presynaptic firing that keeps the calcium above both thresholds for many time constants. */
function noisySynapses(first: number, count: number): Float32Array | Float64Array {
  const parameters = { ...calciumSets['cortical slices'], calciumPre: 2, tauS: 1 }
  const network = new Network(calciumNetwork(1, count, first, parameters, 100))
  const steps = Array.from({ length: 100 }, (_, k) => k)
  const { offsets, indices } = spikeWindow({ neurons: steps.map(() => 0), steps }, 100)
  network.source('source').play(0, offsets, indices)
  network.run(0, 100, true)
  return network.projection('synapse').plasticity!.weights
}
