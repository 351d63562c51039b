import type { LiveFrame } from '../../../../contract/api.ts'

/** Synapses that opened and closed per second of simulated time, over the training. */
export interface FlipCurve {
  digits: number[]
  upPerS: number[]
  downPerS: number[]
}

/** Points kept; when they are used up, two become one, and new ones come half as often. */
const MOST = 400
/** Digits from one point to the next at first, at most: a long training has a curve from the start. */
const FIRST_DISTANCE = 50

/** Counts flips between frames at even distances. */
export class FlipCounter {
  readonly curve: FlipCurve = { digits: [], upPerS: [], downPerS: [] }
  /** Opened and closed, newest. */
  perS = NaN
  #every: number
  #last: Pick<LiveFrame, 'done' | 'simulatedMs' | 'flips'> | null = null

  constructor(totalDigits: number) {
    this.#every = Math.max(1, Math.min(FIRST_DISTANCE, totalDigits / MOST))
  }

  take({ done, simulatedMs, flips }: LiveFrame): boolean {
    const last = this.#last
    if (last === null || done < last.done) {
      this.#last = { done, simulatedMs, flips }
      return false
    }
    const seconds = (simulatedMs - last.simulatedMs) / 1000
    if (done - last.done < this.#every || seconds <= 0) return false
    const up = (flips.up - last.flips.up) / seconds
    const down = (flips.down - last.flips.down) / seconds
    this.perS = up + down
    this.#push((done + last.done) / 2, up, down)
    this.#last = { done, simulatedMs, flips }
    return true
  }

  #push(digits: number, up: number, down: number): void {
    const { curve } = this
    curve.digits.push(digits)
    curve.upPerS.push(up)
    curve.downPerS.push(down)
    if (curve.digits.length <= MOST) return
    // Frames may have come more rarely than asked for.
    this.#every = 2 * Math.max(this.#every, (curve.digits[MOST] - curve.digits[0]) / MOST)
    for (const values of Object.values(curve) as number[][]) values.splice(0, MOST + 1, ...pairs(values))
  }
}

function pairs(values: number[]): number[] {
  return Array.from({ length: Math.floor(values.length / 2) }, (_, a) => (values[2 * a] + values[2 * a + 1]) / 2)
}
