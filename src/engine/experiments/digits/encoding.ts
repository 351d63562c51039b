import type { SupervisedDesign } from './design.ts'
import { log } from '../../kernels/math.ts'
import type { ImageSet } from '../images.ts'
import { Expansion } from './expansion.ts'

/** What the network is shown of an image. */
export interface Code {
  /** The inputs that can fire, ascending. */
  neurons: Int32Array
  /** ln(1 - p) of a spike of each in one step. */
  logSilence: Float64Array
  /** Active features: on pixels or, if there is an expansion, active units. */
  active: number
}

/** Binarises images and lists who fires how often. Features keep their place; the always-on inputs follow them. */
export class Encoder {
  /** On pixels are the features, or the units of the expansion. */
  readonly features: number
  readonly inputs: number
  readonly #expansion: Expansion | undefined
  readonly #pixels: number
  readonly #threshold: number
  readonly #onLog: number
  readonly #offLog: number
  readonly #onPixels: Int32Array
  readonly #neurons: Int32Array
  readonly #logSilence: Float64Array

  constructor(design: SupervisedDesign, seed: number, images: Pick<ImageSet, 'rows' | 'columns'>) {
    const { stimulus, schedule } = design
    this.#pixels = images.rows * images.columns
    this.#expansion = expansionOf(design, seed, images)
    this.inputs = inputsOf(design, this.#pixels)
    this.features = this.inputs - stimulus.biasInputs
    this.#threshold = stimulus.greyThreshold
    this.#onLog = logSilence(stimulus.onRateHz, schedule.dtMs)
    this.#offLog = logSilence(stimulus.offRateHz, schedule.dtMs)
    this.#onPixels = new Int32Array(this.#pixels)
    this.#neurons = new Int32Array(this.inputs)
    this.#logSilence = new Float64Array(this.inputs)
  }

  /** The active features of image `index`, ascending. The array is reused by the next call. */
  featuresOf(images: ImageSet, index: number): Int32Array {
    return this.#featuresOf(this.#image(images, index))
  }

  /** The code of image `index`. The arrays are reused by the next call. */
  encode(images: ImageSet, index: number): Code {
    return this.encodePixels(this.#image(images, index))
  }

  encodePixels(image: Uint8Array): Code {
    const active = this.#featuresOf(image)
    let listed = 0
    const list = (input: number, logSilence: number): void => {
      if (logSilence === 0) return
      this.#neurons[listed] = input
      this.#logSilence[listed++] = logSilence
    }
    let next = 0
    for (let i = 0; i < this.features; i++) {
      const on = active[next] === i
      if (on) next++
      list(i, on ? this.#onLog : this.#offLog)
    }
    for (let i = this.features; i < this.inputs; i++) list(i, this.#onLog)
    return {
      neurons: this.#neurons.subarray(0, listed),
      logSilence: this.#logSilence.subarray(0, listed),
      active: active.length,
    }
  }

  #image({ pixels }: ImageSet, index: number): Uint8Array {
    return pixels.subarray(index * this.#pixels, (index + 1) * this.#pixels)
  }

  #featuresOf(image: Uint8Array): Int32Array {
    let on = 0
    for (let i = 0; i < this.#pixels; i++) if (image[i] >= this.#threshold) this.#onPixels[on++] = i
    const pixels = this.#onPixels.subarray(0, on)
    return this.#expansion ? this.#expansion.respond(pixels) : pixels
  }
}

/** Inputs of the plastic layer for images of so many pixels: features, and the always-on inputs behind them. */
export function inputsOf({ stimulus }: SupervisedDesign, pixels: number): number {
  const { expansion, biasInputs } = stimulus
  return (expansion.kind === 'none' ? pixels : expansion.units) + biasInputs
}

export function expansionOf(
  { stimulus }: SupervisedDesign,
  seed: number,
  { rows, columns }: Pick<ImageSet, 'rows' | 'columns'>,
): Expansion | undefined {
  return stimulus.expansion.kind === 'none' ? undefined : new Expansion(stimulus.expansion, seed, rows, columns)
}

/** ln(1 - r dt); a rate of one spike per step or more fires in (nearly) every step. 0: never fires. */
export function logSilence(rateHz: number, dtMs: number): number {
  return log(1 - Math.min((rateHz * dtMs) / 1000, 1 - 1e-9))
}
