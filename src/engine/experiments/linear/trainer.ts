import { type Kernels, PAGE_BYTES, instantiate } from '../../kernels/kernels.ts'
import type { ImageSet } from '../images.ts'

/** Active inputs of some images, one after the other; the last input is on in all of them. */
export interface SparseSet {
  samples: number
  inputs: number
  /** [samples + 1] */
  offsets: Int32Array
  list: Uint16Array
  labels: Uint8Array
}

/** On pixels of the first images, and the always-on input behind them. */
export function binarised(images: ImageSet, greyThreshold: number, samples: number): SparseSet {
  const pixels = images.rows * images.columns
  const offsets = new Int32Array(samples + 1)
  const shown = images.pixels.subarray(0, samples * pixels)
  const list = new Uint16Array(shown.reduce((on, grey) => on + (grey >= greyThreshold ? 1 : 0), samples))
  let k = 0
  for (let n = 0; n < samples; n++) {
    for (let i = 0; i < pixels; i++) if (shown[n * pixels + i] >= greyThreshold) list[k++] = i
    list[k++] = pixels
    offsets[n + 1] = k
  }
  return { samples, inputs: pixels + 1, offsets, list, labels: images.labels.slice(0, samples) }
}

/** Two sets in a kernel's memory, and a classifier (see reference.ts) that learns the first and answers the second. */
export class LinearTrainer {
  readonly units: number
  readonly #perClass: number
  readonly #width: number
  readonly #size: number
  readonly #inputs: number
  readonly #kernels: Kernels
  readonly #memory: WebAssembly.Memory
  readonly #train: Place
  readonly #test: Place
  readonly #effective: number
  readonly #hidden: number
  readonly #order: number
  readonly #answers: number
  readonly #scratch: number

  /** size: of a binary weight; 0: weights are floats. initial: hidden weights, [inputs][units], small and random. */
  constructor(
    train: SparseSet,
    test: SparseSet,
    classes: number,
    perClass: number,
    size: number,
    initial: (input: number, unit: number) => number,
  ) {
    this.units = classes * perClass
    this.#perClass = perClass
    this.#width = (this.units + 3) & -4
    this.#size = size
    this.#inputs = train.inputs
    const base = instantiate('f32', new WebAssembly.Memory({ initial: 1 })).heapBase()
    let free = (base + 15) & -16
    const take = (bytes: number): number => {
      const place = free
      free = (free + bytes + 15) & -16
      return place
    }
    const weightBytes = 4 * this.#inputs * this.#width
    this.#effective = take(weightBytes)
    this.#hidden = size > 0 ? take(weightBytes) : this.#effective
    this.#scratch = take(4 * this.#width)
    this.#order = take(4 * train.samples)
    this.#answers = take(test.samples)
    this.#train = placeOf(train, take)
    this.#test = placeOf(test, take)
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(free / PAGE_BYTES) })
    this.#kernels = instantiate('f32', this.#memory)
    write(this.#memory, this.#train, train)
    write(this.#memory, this.#test, test)
    this.#start(initial)
  }

  /** Learns the training samples named, in this order. */
  learn(order: Int32Array, rate: number): void {
    new Int32Array(this.#memory.buffer, this.#order, order.length).set(order)
    const { list, offsets, labels } = this.#train
    this.#kernels.linearTrain(
      ...([this.#effective, this.#hidden, this.#inputs, this.units, this.#perClass, this.#width] as const),
      ...([list, offsets, labels, this.#order, 0, order.length, rate, this.#size, this.#scratch] as const),
    )
  }

  /** The class answered to each test sample. */
  answers(): Uint8Array {
    const { list, offsets, samples } = this.#test
    this.#kernels.linearAnswer(
      ...([this.#effective, this.units, this.#perClass, this.#width, list, offsets] as const),
      ...([0, samples, this.#scratch, this.#answers] as const),
    )
    return new Uint8Array(this.#memory.buffer, this.#answers, samples).slice()
  }

  /** What is transmitted, [inputs][units]. */
  weights(): Float32Array {
    const padded = new Float32Array(this.#memory.buffer, this.#effective, this.#inputs * this.#width)
    return Float32Array.from({ length: this.#inputs * this.units }, (_, k) => {
      return padded[Math.floor(k / this.units) * this.#width + (k % this.units)]
    })
  }

  #start(initial: (input: number, unit: number) => number): void {
    const length = this.#inputs * this.#width
    const hidden = new Float32Array(this.#memory.buffer, this.#hidden, length)
    const effective = new Float32Array(this.#memory.buffer, this.#effective, length)
    for (let input = 0; input < this.#inputs; input++) {
      const always = input === this.#inputs - 1
      for (let unit = 0; unit < this.units; unit++) {
        const place = input * this.#width + unit
        hidden[place] = always ? 0 : initial(input, unit)
        if (this.#size > 0) effective[place] = always ? 0 : hidden[place] < 0 ? -this.#size : this.#size
      }
    }
  }
}

/** Addresses of a set. */
interface Place {
  samples: number
  list: number
  offsets: number
  labels: number
}

function placeOf({ samples, list }: SparseSet, take: (bytes: number) => number): Place {
  return { samples, list: take(2 * list.length), offsets: take(4 * (samples + 1)), labels: take(samples) }
}

function write({ buffer }: WebAssembly.Memory, place: Place, { samples, offsets, list, labels }: SparseSet): void {
  new Uint16Array(buffer, place.list, list.length).set(list)
  new Int32Array(buffer, place.offsets, samples + 1).set(offsets)
  new Uint8Array(buffer, place.labels, samples).set(labels)
}
