import type { LinearBaselineDesign } from '../../../contract/design/linear-baseline.ts'
import { pow } from '../../kernels/math.ts'
import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'
import type { DataSet } from '../images.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { baselineResults } from './results.ts'
import { LinearTrainer, type SparseSet, binarised } from './trainer.ts'

/** Accuracies of one curve of the figure. */
export interface Curve {
  kind: 'float' | 'binary'
  unitsPerClass: number
  /** [thresholds][repeats] */
  accuracy: number[][]
}

/** Learning rates fall to this part of themselves. */
const ANNEAL_TO = 0.03
/** Digits between two signs of life. */
const BLOCK = 3000
/** Hidden weights start within this distance of zero: small against what is learned, and different in every unit. */
const START = { float: 0.05, binary: 0.2 }

/** Figure 5: a linear classifier on binarised digits against the grey threshold, for several sizes and kinds of weights. */
export function* linearBaseline(
  design: LinearBaselineDesign,
  seed: number,
  data: DataSet,
): Generator<RunEvent, RunOutcome> {
  const { greyThresholds } = design.stimulus
  const { unitsPerClass, repeats, epochs } = design.classifier
  const trainSamples = Math.min(design.classifier.trainSamples, data.train.count)
  const testSamples = Math.min(design.classifier.testSamples, data.test.count)
  const thresholds = [...new Set(greyThresholds)].sort((a, b) => a - b)
  const kinds = ['float', 'binary'] as const
  const curves = kinds.flatMap((kind) =>
    unitsPerClass.map((units): Curve => ({ kind, unitsPerClass: units, accuracy: thresholds.map(() => []) })),
  )
  const total = thresholds.length * curves.length * repeats * epochs * trainSamples
  let done = 0
  for (const [at, threshold] of thresholds.entries()) {
    const train = binarised(data.train, threshold, trainSamples)
    const test = binarised(data.test, threshold, testSamples)
    for (const [c, curve] of curves.entries()) {
      for (let repeat = 0; repeat < repeats; repeat++) {
        // Every training draws from streams of its own.
        const key = (at * curves.length + c) * repeats + repeat
        const trainer = newTrainer(design, curve, train, test, seed, key)
        const rate = curve.kind === 'float' ? design.classifier.floatRate : design.classifier.binaryRate
        for (let epoch = 0; epoch < epochs; epoch++) {
          const order = shuffled(trainSamples, seed, key * epochs + epoch)
          for (let from = 0; from < trainSamples; from += BLOCK) {
            const block = order.subarray(from, from + BLOCK)
            trainer.learn(block, rate * pow(ANNEAL_TO, (epoch + from / trainSamples) / epochs))
            done += block.length
            yield { type: 'progress', phase: 'Linear baseline', done, total, unit: 'digits', simulatedMs: 0 }
          }
        }
        const found = curve.accuracy[at]
        found.push(fractionRight(trainer.answers(), test.labels))
        const name = `accuracy, ${curve.kind}, ${curve.unitsPerClass} per class`
        const value = found.reduce((sum, accuracy) => sum + accuracy, 0) / found.length
        yield { type: 'metric', name, step: threshold, value, unit: '' }
      }
    }
  }
  const results = baselineResults(thresholds, curves, { trainSamples, testSamples, repeats })
  return { status: 'completed', results, state: { accuracy: results.arrays.accuracy }, simulatedMs: 0 }
}

/** Labels run from 0 to 9. */
const CLASSES = 10

function newTrainer(
  { classifier }: LinearBaselineDesign,
  { kind, unitsPerClass }: Curve,
  train: SparseSet,
  test: SparseSet,
  seed: number,
  key: number,
): LinearTrainer {
  const random = stream(seed, STREAM.linearStart, key)
  const size = kind === 'float' ? 0 : classifier.binarySize
  return new LinearTrainer(train, test, CLASSES, unitsPerClass, size, () => START[kind] * (2 * random.uniform() - 1))
}

/** 0 to count - 1 in a random order (Fisher and Yates). */
function shuffled(count: number, seed: number, key: number): Int32Array {
  const random = stream(seed, STREAM.linearOrder, key)
  const order = Int32Array.from({ length: count }, (_, k) => k)
  for (let a = count - 1; a > 0; a--) {
    const b = Math.floor(random.uniform() * (a + 1))
    const swapped = order[a]
    order[a] = order[b]
    order[b] = swapped
  }
  return order
}

function fractionRight(answers: Uint8Array, labels: Uint8Array): number {
  let right = 0
  for (let n = 0; n < answers.length; n++) if (answers[n] === labels[n]) right++
  return right / answers.length
}
