import { STREAM } from '../../random/streams.ts'
import { stream } from '../../random/random.ts'
import type { Responses } from './readout.ts'

/**
 * How much the network's answers to different classes have in common. The representation of a class is its mean response, spikes of
 * every unit; from every other digit of a class comes one of two independent halves of it, so that noise counts alike within a class
 * and between classes:
 *
 *   overlap = mean over pairs of classes of cos(one half of one, other half of the other) / mean over classes of cos(its two halves)
 *
 * 0: no unit answers to two classes; 1: classes are not told apart at all, or nothing answers.
 */
export function overlapOf({ counts, digits, units }: Responses, labels: ArrayLike<number>, classes: number): number {
  const halves = [0, 1].map(() => Array.from({ length: classes }, () => new Float64Array(units)))
  const seen = new Int32Array(classes)
  for (let d = 0; d < digits; d++) {
    const sums = halves[seen[labels[d]]++ % 2][labels[d]]
    for (let u = 0; u < units; u++) sums[u] += counts[d * units + u]
  }
  const [one, other] = halves
  let [within, between] = [0, 0]
  for (let c = 0; c < classes; c++)
    for (let d = 0; d < classes; d++) {
      if (c === d) within += cosine(one[c], other[d])
      else between += cosine(one[c], other[d]) / (classes - 1)
    }
  return within > 0 ? between / within : 1
}

/** The same when labels mean nothing: those of the digits in a random order, keyed by (seed, draw). */
export function shuffledOverlap(
  responses: Responses,
  labels: ArrayLike<number>,
  classes: number,
  seed: number,
  draw: number,
): number {
  const random = stream(seed, STREAM.shuffledLabels, draw)
  const shuffled = Uint8Array.from(labels)
  for (let a = 0; a < shuffled.length; a++) {
    const b = a + Math.floor(random.uniform() * (shuffled.length - a))
    const swapped = shuffled[a]
    shuffled[a] = shuffled[b]
    shuffled[b] = swapped
  }
  return overlapOf(responses, shuffled, classes)
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [product, ofA, ofB] = [0, 0, 0]
  for (let u = 0; u < a.length; u++) {
    product += a[u] * b[u]
    ofA += a[u] * a[u]
    ofB += b[u] * b[u]
  }
  return ofA > 0 && ofB > 0 ? product / Math.sqrt(ofA * ofB) : 0
}
