import { describe, expect, test } from 'vitest'
import { linearBaselineSchema } from '../../../src/contract/design/linear-baseline.ts'
import { driveGradient, loss } from '../../../src/engine/experiments/linear/reference.ts'
import { binarised, LinearTrainer } from '../../../src/engine/experiments/linear/trainer.ts'
import { stream } from '../../../src/engine/random/random.ts'
import type { DataSet } from '../../../src/engine/experiments/images.ts'
import { data, runToEnd } from '../classification/fixture.ts'

const [classes, perClass] = [3, 4]
const units = classes * perClass
const set = binarised(data.train, 128, 60)

function randomWeights(seed: number, scale: number): Float32Array {
  const random = stream(seed, 1, 0)
  return Float32Array.from({ length: set.inputs * units }, () => scale * random.normal())
}

function activeOf(sample: number): Uint16Array {
  return set.list.subarray(set.offsets[sample], set.offsets[sample + 1])
}

describe('the gradient of the linear classifier', () => {
  test('agrees with finite differences of the loss, for every unit and class', () => {
    const weights = Float64Array.from(randomWeights(1, 0.3))
    const h = 1e-5
    for (let sample = 0; sample < 6; sample++) {
      const active = activeOf(sample)
      for (let label = 0; label < classes; label++) {
        const gradient = driveGradient({ units, perClass, weights }, active, label)
        for (let unit = 0; unit < units; unit++) {
          const place = active[sample] * units + unit
          const at = (shift: number): number => {
            const moved = weights.slice()
            moved[place] += shift
            return loss({ units, perClass, weights: moved }, active, label)
          }
          expect((at(h) - at(-h)) / (2 * h)).toBeCloseTo(gradient[unit], 7)
        }
      }
    }
  })

  test('is the step that the kernel takes', () => {
    const start = randomWeights(2, 0.3)
    const [sample, rate] = [5, 0.1]
    const trainer = new LinearTrainer(set, set, classes, perClass, 0, (input, unit) => start[input * units + unit])
    const before = trainer.weights()
    trainer.learn(Int32Array.of(sample), rate)
    const after = trainer.weights()
    const active = new Set(activeOf(sample))
    const gradient = driveGradient({ units, perClass, weights: before }, [...active], set.labels[sample])
    for (let input = 0; input < set.inputs; input++) {
      for (let unit = 0; unit < units; unit++) {
        const step = active.has(input) ? -rate * gradient[unit] : 0
        expect(after[input * units + unit] - before[input * units + unit]).toBeCloseTo(step, 6)
      }
    }
  })

  test('keeps binary weights at two values, and the always-on input free', () => {
    const trainer = new LinearTrainer(set, set, classes, perClass, 0.25, () => 0.01)
    trainer.learn(
      Int32Array.from({ length: 60 }, (_, k) => k),
      0.3,
    )
    const weights = trainer.weights()
    const binary = weights.subarray(0, (set.inputs - 1) * units)
    expect(new Set(binary)).toEqual(new Set([0.25, -0.25]))
    expect(new Set(weights.subarray(binary.length)).size).toBeGreaterThan(2)
  })
})

describe('the linear baseline', () => {
  const design = linearBaselineSchema.parse({
    kind: 'linear-baseline',
    stimulus: { greyThresholds: [160, 40] },
    classifier: { unitsPerClass: [1, 3], repeats: 3, epochs: 4 },
  })

  const run = async (of: typeof design, seed: number, on: DataSet) =>
    (await runToEnd(of, seed, 1, { data: on })).outcome

  test('learns, with a spread over its repeats, and marks the spiking networks', async () => {
    const { series, arrays } = (await run(design, 1, data)).results
    expect(series['float.1'].x).toEqual([40, 160])
    expect(Math.min(...series['float.1'].y)).toBeGreaterThan(0.8)
    expect(Math.min(...series['binary.3'].y)).toBeGreaterThan(0.6)
    expect(arrays.accuracy.shape).toEqual([4, 2, 3])
    expect(series['spiking.mnist-feedforward'].x).toEqual([160])
  })

  test('is the same for the same seed and another for another', async () => {
    const short = { ...design, classifier: { ...design.classifier, trainSamples: 12, epochs: 1 } }
    const of = async (seed: number) => [...(await run(short, seed, data)).state.accuracy.data]
    expect(await of(3)).toEqual(await of(3))
    expect(await of(3)).not.toEqual(await of(4))
  })

  test('learns nothing from labels that do not go with the pictures', async () => {
    const shuffled = { ...data.train, labels: data.train.labels.map((_, k) => (k * 7 + Math.floor(k / 3)) % 3) }
    const { results } = await run(design, 1, { ...data, train: shuffled })
    expect(results.series['float.1'].y[0]).toBeLessThan(0.7)
  })
})
