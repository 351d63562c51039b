import type { DataSet } from '../images.ts'
import type { SupervisedDesign } from './design.ts'
import type { Findings } from './experiment.ts'
import { overlapOf, shuffledOverlap } from './overlap.ts'
import { type Responses, predict, score } from './readout.ts'

/** Of the answers to these digits. */
export function scoreOf(
  { output, evaluation }: SupervisedDesign,
  responses: Responses,
  indices: Int32Array,
  images: DataSet['test'],
): ReturnType<typeof score> {
  const answers = predict(responses, output.classes)
  return score(responses, answers, labelsOf(indices, images), output.classes, evaluation.presentationMs)
}

/** A point of the curves over training: what held-out digits are answered with after so many digits. */
export function curvePoint(
  design: SupervisedDesign,
  responses: Responses,
  indices: Int32Array,
  images: DataSet['train'],
  seed: number,
  digits: number,
): Findings['curve'][number] {
  const { classes } = design.output
  const labels = labelsOf(indices, images)
  return {
    digits,
    accuracy: scoreOf(design, responses, indices, images).accuracy,
    overlap: overlapOf(responses, labels, classes),
    shuffledOverlap: shuffledOverlap(responses, labels, classes, seed, digits),
  }
}

function labelsOf(indices: Int32Array, images: DataSet['test']): Uint8Array {
  return Uint8Array.from(indices, (index) => images.labels[index])
}
