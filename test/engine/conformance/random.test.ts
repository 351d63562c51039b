import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAGE_BYTES, instantiate } from '../../../src/engine/kernels/kernels.ts'
import { heapBase, log } from '../../../src/engine/kernels/math.ts'
import { Network } from '../../../src/engine/network/network.ts'
import { philox } from '../../../src/engine/random/random.ts'
import { seedWords } from '../../../src/engine/random/streams.ts'

type Words = [number, number, number, number]
const word = fc.integer({ min: 0, max: 0xffffffff })

/** The compiled generator. */
function compiledPhilox(precision: 'f32' | 'f64'): (key: [number, number], counter: Words) => Uint32Array {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(heapBase() / PAGE_BYTES) + 1 })
  const { philoxAt } = instantiate(precision, memory)
  const out = Math.ceil(heapBase() / 16) * 16
  return (key, counter) => {
    philoxAt(out, ...key, ...counter)
    return new Uint32Array(memory.buffer, out, 4).slice()
  }
}

describe('Philox4x32-10', () => {
  // Known answers published with the generator (Random123, kat_vectors).
  it.each<[[number, number], Words, Words]>([
    [
      [0, 0],
      [0, 0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0xa4093822, 0x299f31d0],
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('of key %j gives the known answer, readable and compiled', (key, counter, answer) => {
    expect([...philox(key, counter)]).toEqual(answer)
    for (const precision of ['f32', 'f64'] as const)
      expect([...compiledPhilox(precision)(key, counter)]).toEqual(answer)
  })

  it('is the same readable and compiled', () => {
    const compiled = compiledPhilox('f32')
    fc.assert(
      fc.property(fc.tuple(word, word), fc.tuple(word, word, word, word), (key, counter) => {
        expect(compiled(key, counter)).toEqual(philox(key, counter))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('Poisson spikes of a source', () => {
  it('are the geometric gaps of each neuron, whatever else is drawn', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(probability, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        fc.nat(2 ** 40),
        fc.nat(30),
        fc.nat(1000),
        (probabilities, steps, seed, streamNumber, window) => {
          const first = 3
          const network = sourceNetwork(2 * probabilities.length, steps, seed)
          const neurons = probabilities.map((_, a) => 2 * a + 1)
          const logSilence = probabilities.map((p) => log(1 - p))
          network.source('source').poisson(neurons, logSilence, 5, steps, streamNumber, window, first)
          network.logSpikes(['source'])
          network.run(0, steps + 10, false)
          const expected = neurons.flatMap((i, a) =>
            geometricTrain(logSilence[a], steps, seed, streamNumber, first + i, window).map((t) => [5 + t, i]),
          )
          expected.sort(([t, i], [u, j]) => t - u || i - j)
          expect([...network.takeSpikes().pairs]).toEqual(expected.flat())
        },
      ),
      { seed: 2, numRuns: 100 },
    )
  })
})

/** Steps of a neuron's spikes: gaps floor(ln u / ln(1 - p)), u from the neuron's own counters. */
function geometricTrain(
  logSilence: number,
  steps: number,
  seed: number,
  streamNumber: number,
  unit: number,
  window: number,
): number[] {
  const train: number[] = []
  for (let t = -1, draw = 0; ; draw++) {
    const words = philox(seedWords(seed), [streamNumber, unit, window, draw >> 2])
    const u = (words[draw & 3] + 0.5) / 4294967296
    t += 1 + Math.floor(log(u) * (1 / logSilence))
    if (t >= steps) return train
    train.push(t)
  }
}

function sourceNetwork(n: number, steps: number, seed: number): Network {
  return new Network(
    {
      precision: 'f32',
      dtMs: 1,
      seed,
      populations: [{ kind: 'source', name: 'source', n, windowSteps: steps, windowSpikes: n * steps }],
      projections: [],
      budgetBytes: 1e8,
      floor: 0,
    },
    { spikes: n * steps, probeValues: 0 },
  )
}
