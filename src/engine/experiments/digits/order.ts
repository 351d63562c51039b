import type { SupervisedDesign } from './design.ts'
import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'
import type { ImageSet } from '../images.ts'

/** Indices of the images that a design may train on, and of those held out for interim evaluations. */
export interface Split {
  train: Int32Array
  heldOut: Int32Array
}

/** The last digits of the training set are held out; classes beyond the design's are left out everywhere. */
export function splitOf(design: SupervisedDesign, images: ImageSet): Split {
  const usable = eligible(design, images)
  const heldOut = Math.min(design.evaluation.holdOutSamples, usable.length)
  return { train: usable.subarray(0, usable.length - heldOut), heldOut: usable.subarray(usable.length - heldOut) }
}

/** Indices of the test digits that count, from the first. */
export function testDigits(design: SupervisedDesign, images: ImageSet): Int32Array {
  return eligible(design, images).subarray(0, design.evaluation.testSamples)
}

/** By classes. Thousands of designs of a sweep are asked about the same images. */
const known = new WeakMap<ImageSet, Map<number, Int32Array>>()

/** Not to be written to: it is shared. */
function eligible({ output: { classes } }: SupervisedDesign, images: ImageSet): Int32Array {
  const byClasses = known.get(images) ?? new Map<number, Int32Array>()
  known.set(images, byClasses)
  let indices = byClasses.get(classes)
  if (indices === undefined) {
    const found: number[] = []
    for (let i = 0; i < images.count; i++) if (images.labels[i] < classes) found.push(i)
    indices = Int32Array.from(found)
    byClasses.set(classes, indices)
  }
  return indices
}

/** Presentations of the whole run: every epoch shows trainSamples digits in an order of its own, none twice. */
export class Presentations {
  readonly perEpoch: number
  readonly total: number
  readonly #pool: Int32Array
  readonly #seed: number
  #epoch = -1
  #order = new Int32Array(0)

  constructor(design: SupervisedDesign, pool: Int32Array, seed: number) {
    this.#pool = pool
    this.#seed = seed
    this.perEpoch = Math.min(design.schedule.trainSamples, pool.length)
    this.total = this.perEpoch * design.schedule.epochs
  }

  /** Image shown at presentation n. */
  image(n: number): number {
    const epoch = Math.floor(n / this.perEpoch)
    if (epoch !== this.#epoch) this.#shuffle(epoch)
    return this.#order[n % this.perEpoch]
  }

  /** Fisher and Yates, as far as the epoch goes. */
  #shuffle(epoch: number): void {
    const random = stream(this.#seed, STREAM.sampleOrder, epoch)
    const order = this.#pool.slice()
    for (let a = 0; a < this.perEpoch; a++) {
      const b = a + Math.floor(random.uniform() * (order.length - a))
      const swapped = order[a]
      order[a] = order[b]
      order[b] = swapped
    }
    this.#order = order
    this.#epoch = epoch
  }
}
