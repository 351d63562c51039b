import type { LinearBaselineDesign } from '../../../contract/design/linear-baseline.ts'
import { EngineError } from '../../errors.ts'
import { pow } from '../../kernels/math.ts'
import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'
import type { DataSet } from '../images.ts'
import type { TaskRun } from '../tasks.ts'
import { allFinite } from '../vitals.ts'
import { LinearTrainer, type SparseSet, binarised } from './trainer.ts'

/** One classifier of one curve at one threshold. */
export interface LinearTask {
  threshold: number
  kind: 'float' | 'binary'
  unitsPerClass: number
  /** Every training draws from streams of its own. */
  key: number
}

export interface LinearFound {
  accuracy: number
}

/** Learning rates fall to this part of themselves. */
const ANNEAL_TO = 0.03
/** Digits between two signs of life. */
const BLOCK = 3000
/** Hidden weights start within this distance of zero: small against what is learned, and different in every unit. */
const START = { float: 0.05, binary: 0.2 }

/** Digits that are learned and tested: those asked for, as far as there are any. */
export function extentOf({ classifier }: LinearBaselineDesign, { train, test }: DataSet) {
  return {
    trainSamples: Math.min(classifier.trainSamples, train.count),
    testSamples: Math.min(classifier.testSamples, test.count),
  }
}

/** The worker's side: trains one classifier after the other. Those of one threshold share their binarised digits. */
export function linearTrainings(design: LinearBaselineDesign, seed: number, data?: DataSet) {
  let binary: { threshold: number; train: SparseSet; test: SparseSet } | undefined
  return (task: LinearTask): TaskRun<LinearFound> => {
    const { threshold } = task
    if (binary?.threshold !== threshold) {
      const { trainSamples, testSamples } = extentOf(design, data!)
      binary = {
        threshold,
        train: binarised(data!.train, threshold, trainSamples),
        test: binarised(data!.test, threshold, testSamples),
      }
    }
    return train(design, seed, task, binary)
  }
}

function* train(
  design: LinearBaselineDesign,
  seed: number,
  task: LinearTask,
  { train, test }: { train: SparseSet; test: SparseSet },
): TaskRun<LinearFound> {
  const { epochs, floatRate, binaryRate } = design.classifier
  const { samples } = train
  const trainer = newTrainer(design, task, train, test, seed)
  const rate = task.kind === 'float' ? floatRate : binaryRate
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(samples, seed, task.key * epochs + epoch)
    for (let from = 0; from < samples; from += BLOCK) {
      const block = order.subarray(from, from + BLOCK)
      trainer.learn(block, rate * pow(ANNEAL_TO, (epoch + from / samples) / epochs))
      yield { done: epoch * samples + from + block.length, total: epochs * samples, simulatedMs: 0 }
    }
  }
  if (!allFinite(trainer.weights())) {
    const { kind, unitsPerClass, threshold } = task
    const simulation = `of a classifier with ${kind} weights, ${unitsPerClass} per class, at threshold ${threshold},`
    throw new EngineError('SIMULATION_NOT_FINITE', { simulation, variable: 'weight' })
  }
  return { accuracy: fractionRight(trainer.answers(), test.labels) }
}

/** Labels run from 0 to 9. */
const CLASSES = 10

function newTrainer(
  { classifier }: LinearBaselineDesign,
  { kind, unitsPerClass, key }: LinearTask,
  train: SparseSet,
  test: SparseSet,
  seed: number,
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
