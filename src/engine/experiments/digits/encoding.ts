import type { SupervisedDesign } from './design.ts'
import { log } from '../../kernels/math.ts'
import type { ImageSet } from '../images.ts'

/** Binarises images and lists who fires how often. Pixels keep their place; the always-on inputs follow them. */
export class Encoder {
  readonly pixels: number
  readonly inputs: number
  readonly #threshold: number
  readonly #onLog: number
  readonly #offLog: number
  readonly #neurons: Int32Array
  readonly #logSilence: Float64Array

  constructor({ stimulus, schedule }: SupervisedDesign, pixels: number) {
    this.pixels = pixels
    this.inputs = pixels + stimulus.biasInputs
    this.#threshold = stimulus.greyThreshold
    this.#onLog = logSilence(stimulus.onRateHz, schedule.dtMs)
    this.#offLog = logSilence(stimulus.offRateHz, schedule.dtMs)
    this.#neurons = new Int32Array(this.inputs)
    this.#logSilence = new Float64Array(this.inputs)
  }

  /**
   * The inputs that can fire for image `index`, ascending, with ln(1 - p) of a spike in one step, and the number of on pixels.
   * The arrays are reused by the next call.
   */
  encode(images: ImageSet, index: number): { neurons: Int32Array; logSilence: Float64Array; active: number } {
    return this.encodePixels(images.pixels.subarray(index * this.pixels, (index + 1) * this.pixels))
  }

  encodePixels(image: Uint8Array): { neurons: Int32Array; logSilence: Float64Array; active: number } {
    let listed = 0
    let active = 0
    const list = (input: number, logSilence: number): void => {
      if (logSilence === 0) return
      this.#neurons[listed] = input
      this.#logSilence[listed++] = logSilence
    }
    for (let i = 0; i < this.pixels; i++) {
      const on = image[i] >= this.#threshold
      if (on) active++
      list(i, on ? this.#onLog : this.#offLog)
    }
    for (let i = this.pixels; i < this.inputs; i++) list(i, this.#onLog)
    return { neurons: this.#neurons.subarray(0, listed), logSilence: this.#logSilence.subarray(0, listed), active }
  }
}

/** ln(1 - r dt); a rate of one spike per step or more fires in (nearly) every step. 0: never fires. */
export function logSilence(rateHz: number, dtMs: number): number {
  return log(1 - Math.min((rateHz * dtMs) / 1000, 1 - 1e-9))
}
