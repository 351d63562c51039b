import type { SupervisedDesign } from './design.ts'
import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'
import type { ImageSet } from '../images.ts'
import type { Encoder } from './encoding.ts'

/**
 * Every output unit owns an example, one training digit of its class drawn at random. A teacher that goes by similarity addresses
 * the units whose examples resemble the digit most, so that each unit learns one way of writing its class. Every shard knows all
 * examples: which units are taught depends on no unit's response.
 */
export class Examples {
  readonly #perClass: number
  readonly #encoder: Encoder
  /** [units][features] 1 where the example's feature is active. */
  readonly #on: Uint8Array
  /** [units] square root of the number of active features. */
  readonly #norm: Float64Array

  /** indices: the training digits that examples are drawn from. */
  constructor(design: SupervisedDesign, seed: number, images: ImageSet, indices: Int32Array, encoder: Encoder) {
    const { classes, unitsPerClass } = design.output
    this.#perClass = unitsPerClass
    this.#encoder = encoder
    this.#on = new Uint8Array(classes * unitsPerClass * encoder.features)
    this.#norm = new Float64Array(classes * unitsPerClass)
    for (let c = 0; c < classes; c++) {
      const own = drawn(
        indices.filter((index) => images.labels[index] === c),
        unitsPerClass,
        seed,
        c,
      )
      own.forEach((index, u) => {
        this.#keep(c * unitsPerClass + u, images, index)
      })
    }
  }

  /**
   * Place of each unit of a class among its pool, [unitsPerClass]: 0 for the unit whose example resembles the digit most (cosine of
   * the angle between what the network sees of the two images; of equals the lower unit comes first).
   */
  ranks(label: number, images: ImageSet, index: number): Int32Array {
    const active = this.#encoder.featuresOf(images, index)
    const features = this.#encoder.features
    const first = label * this.#perClass
    const similarity = Float64Array.from({ length: this.#perClass }, (_, u) => {
      const example = this.#on.subarray((first + u) * features, (first + u + 1) * features)
      let shared = 0
      for (let a = 0; a < active.length; a++) shared += example[active[a]]
      return shared / this.#norm[first + u]
    })
    const order = Int32Array.from(similarity.keys()).sort((a, b) => similarity[b] - similarity[a] || a - b)
    const ranks = new Int32Array(this.#perClass)
    order.forEach((unit, rank) => {
      ranks[unit] = rank
    })
    return ranks
  }

  #keep(unit: number, images: ImageSet, index: number): void {
    const active = this.#encoder.featuresOf(images, index)
    for (const feature of active) this.#on[unit * this.#encoder.features + feature] = 1
    this.#norm[unit] = Math.sqrt(Math.max(1, active.length))
  }
}

/** The first `count` of a random order (Fisher and Yates), over again when there are fewer; none when there are none. */
function drawn(indices: Int32Array, count: number, seed: number, label: number): Int32Array {
  if (indices.length === 0) return indices
  const random = stream(seed, STREAM.unitExamples, label)
  for (let a = 0; a < Math.min(count, indices.length); a++) {
    const b = a + Math.floor(random.uniform() * (indices.length - a))
    const swapped = indices[a]
    indices[a] = indices[b]
    indices[b] = swapped
  }
  return Int32Array.from({ length: count }, (_, u) => indices[u % indices.length])
}
