import { expect, it } from 'vitest'
import { log } from '../../../src/engine/kernels/math.ts'
import { deriveLif } from '../../../src/engine/models/lif.ts'
import { Network } from '../../../src/engine/network/network.ts'
import { neuron, rule } from '../../support/pair-network.ts'

const n = 300
const secondsMs = 20_000
const jumps = { jumpPre: 0.4, jumpPost: 0.4, etaPlus: 2e-4, etaMinus: 1.2e-4 }

/** n independent Poisson inputs onto one neuron that a Poisson teacher makes fire. */
function trained(preHz: number, postHz: number): Network {
  const network = new Network(
    {
      precision: 'f64',
      dtMs: 1,
      seed: 4,
      populations: [
        { kind: 'source', name: 'pre', n, windowSteps: secondsMs, windowSpikes: n * secondsMs },
        { kind: 'source', name: 'teacher', n: 1, windowSteps: secondsMs, windowSpikes: secondsMs },
        { kind: 'lif', name: 'post', n: 1, first: 0, factors: deriveLif({ ...neuron, refractorySteps: 1 }, 1) },
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
          plastic: { rule: { ...rule, ...jumps }, initialLow: 0.5, initialHigh: 0.5, touch: 'lazy' },
        },
        {
          name: 'teacher',
          pre: 'teacher',
          post: 'post',
          synapse: 'delta',
          delaySteps: 0,
          gainMv: 100,
          connectivity: { kind: 'one-to-one' },
        },
      ],
      budgetBytes: 1e9,
      floor: 0,
    },
    { spikes: 0, probeValues: 0 },
  )
  const inputs = Array.from({ length: n }, (_, i) => i)
  network.source('pre').poisson(
    inputs,
    inputs.map(() => log(1 - preHz / 1000)),
    0,
    secondsMs,
    1,
    0,
  )
  network.source('teacher').poisson([0], [log(1 - postHz / 1000)], 0, secondsMs, 2, 0)
  network.run(0, secondsMs, true)
  return network
}

it.each([
  [10, 10],
  [40, 10],
  [10, 40],
  [60, 60],
])('independent Poisson trains of %i and %i Hz drive the hidden weight as predicted', (preHz, postHz) => {
  const network = trained(preHz, postHz)
  const { weights } = network.projection('synapse').plasticity!
  // The rates that came out, so that only the traces are at stake; in steps of 1 ms.
  const seconds = secondsMs / 1000
  const pre = network.source('pre').counts.reduce((sum, count) => sum + count, 0) / n / seconds
  const post = network.lif('post').counts[0] / seconds
  const seen = (jump: number, rateHz: number, tau: number): number => {
    const e = Math.exp(-1 / tau)
    return ((jump * rateHz) / 1000 / (1 - e * (1 - (jump * rateHz) / 1000))) * e
  }
  const perSecond =
    post * jumps.etaPlus * seen(jumps.jumpPre, pre, 17) - pre * jumps.etaMinus * seen(jumps.jumpPost, post, 34)
  const found = [...weights].reduce((sum, w) => sum + (w - 0.5), 0) / n / seconds
  // The postsynaptic train is one for all: about a per cent of each of the two terms.
  const size = post * jumps.etaPlus * seen(jumps.jumpPre, pre, 17)
  expect(Math.abs(found - perSecond) / size).toBeLessThan(0.03)
})
