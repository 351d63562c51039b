import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import { unitsOf } from '../digits/design.ts'
import { predict } from '../digits/readout.ts'
import { stepsOf } from '../digits/timing.ts'
import type { ImageSet } from '../images.ts'
import { type Recalled, rowsShown, windowsOf } from './recall.ts'

/** Spike counts of pixels that share a fate, as a histogram. */
class Counts {
  readonly #pixels: number[] = []
  #spikes = 0
  #n = 0

  add(count: number): void {
    this.#pixels[count] = (this.#pixels[count] ?? 0) + 1
    this.#spikes += count
    this.#n++
  }

  get mean(): number {
    return this.#spikes / Math.max(1, this.#n)
  }

  /** Probability that a pixel of these fires more often than one of the others, ties counted half: 1/2 when they do not differ. */
  exceeds(others: Counts): number {
    let below = 0
    let sum = 0
    const most = Math.max(this.#pixels.length, others.#pixels.length)
    for (let count = 0; count < most; count++) {
      const same = others.#pixels[count] ?? 0
      sum += (this.#pixels[count] ?? 0) * (below + same / 2)
      below += same
    }
    return sum / (this.#n * others.#n)
  }

  get n(): number {
    return this.#n
  }
}

/** How well digits of which a part is shown are named, and the part that is not shown is filled in. */
export class Completion {
  readonly #design: RecurrentDesign
  readonly #images: ImageSet
  readonly #fraction: number
  readonly #on = new Counts()
  readonly #off = new Counts()
  #right = 0
  #digits = 0
  /** The first digit of each class: [pixels] rate of its pixel neurons, Hz. */
  readonly pictures = new Map<number, Float32Array>()

  constructor(design: RecurrentDesign, images: ImageSet, fraction: number) {
    this.#design = design
    this.#images = images
    this.#fraction = fraction
  }

  add(indices: Int32Array, { counts, pixelCounts }: Recalled): void {
    const { output, stimulus } = this.#design
    const { rows, columns, pixels, labels } = this.#images
    const size = rows * columns
    const hiddenFrom = rowsShown(rows, this.#fraction) * columns
    const digits = indices.length
    const answers = predict({ counts, digits, units: unitsOf(this.#design), events: 0 }, output.classes)
    indices.forEach((index, row) => {
      const label = labels[index]
      if (answers[row] === label) this.#right++
      for (let i = hiddenFrom; i < size; i++) {
        const side = pixels[index * size + i] >= stimulus.greyThreshold ? this.#on : this.#off
        side.add(pixelCounts[row * size + i])
      }
      if (!this.pictures.has(label))
        this.pictures.set(
          label,
          Float32Array.from(pixelCounts.subarray(row * size, (row + 1) * size), (n) => n / this.#seconds),
        )
    })
    this.#digits += digits
  }

  get accuracy(): number {
    return this.#right / this.#digits
  }

  get digits(): number {
    return this.#digits
  }

  /** Mean rates of hidden pixels that belong to the digit, and of those that do not, Hz. */
  get ratesHz(): { on: number; off: number } {
    return { on: this.#on.mean / this.#seconds, off: this.#off.mean / this.#seconds }
  }

  /** Probability that a hidden pixel of the digit outfires one that is not; undefined when nothing is hidden. */
  get separation(): number | undefined {
    return this.#on.n > 0 && this.#off.n > 0 ? this.#on.exceeds(this.#off) : undefined
  }

  get #seconds(): number {
    return (stepsOf(this.#design).test * this.#design.schedule.dtMs) / 1000
  }
}

/** What is left of a digit when it has gone, window by window. */
export class Persistence {
  readonly #design: RecurrentDesign
  readonly #images: ImageSet
  readonly #right: Float64Array
  readonly #own: Float64Array
  readonly #others: Float64Array
  #digits = 0

  constructor(design: RecurrentDesign, images: ImageSet) {
    const windows = windowsOf(design)
    this.#design = design
    this.#images = images
    this.#right = new Float64Array(windows)
    this.#own = new Float64Array(windows)
    this.#others = new Float64Array(windows)
  }

  add(indices: Int32Array, { counts }: Recalled): void {
    const { classes, unitsPerClass } = this.#design.output
    const windows = this.#right.length
    const units = unitsOf(this.#design)
    const answers = predict({ counts, digits: indices.length * windows, units, events: 0 }, classes)
    indices.forEach((index, row) => {
      const label = this.#images.labels[index]
      for (let window = 0; window < windows; window++) {
        const at = row * windows + window
        const spikes = counts.subarray(at * units, (at + 1) * units)
        const all = spikes.reduce((sum, n) => sum + n, 0)
        const own = spikes.subarray(label * unitsPerClass, (label + 1) * unitsPerClass).reduce((sum, n) => sum + n, 0)
        if (answers[at] === label) this.#right[window]++
        this.#own[window] += own
        this.#others[window] += all - own
      }
    })
    this.#digits += indices.length
  }

  /** [windows] middle of each, ms after the digit has gone. */
  get timesMs(): number[] {
    const { persistenceWindowMs } = this.#design.recall
    return Array.from(this.#right, (_, window) => (window + 0.5) * persistenceWindowMs)
  }

  /** [windows] part of the digits that the window's spikes name. */
  get accuracy(): number[] {
    return Array.from(this.#right, (right) => right / this.#digits)
  }

  /** [windows] mean rate of the units of the class that has gone, and of all others, Hz. */
  get ratesHz(): { own: number[]; others: number[] } {
    const { classes, unitsPerClass } = this.#design.output
    const perUnit = (this.#digits * this.#design.recall.persistenceWindowMs) / 1000
    return {
      own: Array.from(this.#own, (spikes) => spikes / unitsPerClass / perUnit),
      others: Array.from(this.#others, (spikes) => spikes / ((classes - 1) * unitsPerClass) / perUnit),
    }
  }
}
