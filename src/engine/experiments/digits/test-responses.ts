import type { NamedArray } from '../../results.ts'
import type { Responses } from './readout.ts'

const BLOCK_DIGITS = 500
const NAME = 'tested.counts'
const EVENTS = 'tested.events'

/** Responses to the test digits as they come in, block by block; checkpoints carry what is there. */
export class TestResponses {
  readonly indices: Int32Array
  readonly #units: number
  readonly #counts: Uint16Array
  #done = 0
  #events = 0

  constructor(indices: Int32Array, units: number) {
    this.indices = indices
    this.#units = units
    this.#counts = new Uint16Array(indices.length * units)
  }

  get done(): number {
    return this.#done
  }

  /** The digits to be shown next; empty when all have been. */
  next(): Int32Array {
    return this.indices.slice(this.#done, this.#done + BLOCK_DIGITS)
  }

  append({ counts, digits, events }: Responses): void {
    this.#counts.set(counts, this.#done * this.#units)
    this.#done += digits
    this.#events += events
  }

  all(): Responses {
    return { counts: this.#counts, digits: this.#done, units: this.#units, events: this.#events }
  }

  save(): Record<string, NamedArray> {
    if (this.#done === 0) return {}
    const data = this.#counts.slice(0, this.#done * this.#units)
    const axes = ['digit', 'unit'].map((name) => ({ name, unit: '' }))
    const label = 'Spikes of each unit in response to each test digit so far'
    return {
      [NAME]: { label, unit: 'spikes', dtype: 'uint16', shape: [this.#done, this.#units], axes, data },
      [EVENTS]: {
        label: 'Synaptic events of the test so far',
        unit: 'events',
        dtype: 'float64',
        shape: [1],
        axes: [{ name: 'total', unit: '' }],
        data: Float64Array.of(this.#events),
      },
    }
  }

  restore(arrays: Record<string, NamedArray>): void {
    const saved = NAME in arrays ? (arrays[NAME].data as Uint16Array) : new Uint16Array(0)
    this.#counts.set(saved)
    this.#done = saved.length / this.#units
    this.#events = EVENTS in arrays ? arrays[EVENTS].data[0] : 0
  }
}
