import type { Probe } from '../network/network.ts'
import type { NamedArray } from '../results.ts'
import type { RecordedPopulation } from './describe.ts'
import { describeProbe, spikesByPopulation } from './describe.ts'

/** What a recording gets of one stretch of simulated time. */
export interface Stretch {
  /** Pairs (step, neuron), ordered by step. */
  spikes: Int32Array
  /** [rows][probes] */
  probes: Float32Array
  /** Step of the first row, and steps between rows. */
  firstRowStep: number
  everySteps: number
  /** What was presented, from one step (inclusive) to another (exclusive). */
  shown: { firstStep: number; onsetStep: number; endStep: number; image: number; label: number }
}

const SHOWN = ['first step', 'onset of the stimulus', 'end step', 'image', 'label']

/** Grows stretch by stretch, within a declared budget; plain arrays go in and out, so that checkpoints can carry it. */
export class Recording {
  readonly #probes: Probe[]
  readonly #populations: readonly RecordedPopulation[]
  readonly #dtMs: number
  readonly #budgetBytes: number
  #spikes: Int32Array[] = []
  #rows: Float32Array[] = []
  #steps: Int32Array[] = []
  #shown: Int32Array[] = []
  #bytes = 0
  /** Stretches that did not fit the budget any more. */
  dropped = 0

  constructor(
    probes: Probe[],
    populations: readonly RecordedPopulation[],
    { dtMs, budgetBytes }: { dtMs: number; budgetBytes: number },
  ) {
    this.#probes = probes
    this.#populations = populations
    this.#dtMs = dtMs
    this.#budgetBytes = budgetBytes
  }

  append({ spikes, probes, firstRowStep, everySteps, shown }: Stretch): void {
    const rows = this.#probes.length === 0 ? 0 : probes.length / this.#probes.length
    const bytes = spikes.byteLength + probes.byteLength + 4 * rows
    if (this.#bytes + bytes > this.#budgetBytes) {
      this.dropped++
      return
    }
    this.#bytes += bytes
    this.#spikes.push(spikes)
    this.#rows.push(probes)
    this.#steps.push(Int32Array.from({ length: rows }, (_, row) => firstRowStep + row * everySteps))
    this.#shown.push(Int32Array.of(shown.firstStep, shown.onsetStep, shown.endStep, shown.image, shown.label))
  }

  /** As it goes into a checkpoint. */
  save(): Record<string, NamedArray> {
    const plain = (label: string, data: Int32Array | Float32Array): NamedArray => ({
      label,
      unit: '',
      dtype: data instanceof Float32Array ? 'float32' : 'int32',
      shape: [data.length],
      axes: [{ name: 'index', unit: '' }],
      data,
    })
    return {
      'recorded.spikes': plain('Recorded spikes, pairs (step, neuron)', joinInts(this.#spikes)),
      'recorded.rows': plain('Recorded values, row by row', joinFloats(this.#rows)),
      'recorded.steps': plain('Steps of the rows', joinInts(this.#steps)),
      'recorded.shown': plain(`Digits recorded: ${SHOWN.join(', ')}`, joinInts(this.#shown)),
    }
  }

  /** A state without a recording restores to none. */
  restore(arrays: Partial<Record<string, NamedArray>>): void {
    const ints = (name: string): Int32Array[] => listOf(arrays[name]?.data as Int32Array | undefined)
    this.#spikes = ints('recorded.spikes')
    this.#rows = listOf(arrays['recorded.rows']?.data as Float32Array | undefined)
    this.#steps = ints('recorded.steps')
    this.#shown = ints('recorded.shown')
    this.#bytes = [...this.#spikes, ...this.#rows, ...this.#steps].reduce((sum, part) => sum + part.byteLength, 0)
  }

  /** For people and files: what was shown, the spikes by population, and each probe on its own. Empty when nothing was recorded. */
  arrays(): Record<string, NamedArray> {
    const shown = joinInts(this.#shown)
    if (shown.length === 0) return {}
    const steps = joinInts(this.#steps)
    const rows = joinFloats(this.#rows)
    const found: Record<string, NamedArray> = {
      digitsRecorded: {
        label: 'Digits recorded',
        unit: '',
        dtype: 'int32',
        shape: [shown.length / SHOWN.length, SHOWN.length],
        axes: [
          { name: 'digit', unit: '' },
          { name: SHOWN.join(', '), unit: '' },
        ],
        data: shown,
      },
      ...spikesByPopulation(joinInts(this.#spikes), this.#populations),
    }
    if (steps.length === 0) return found
    const times = Array.from(steps, (step) => step * this.#dtMs)
    this.#probes.forEach((probe, column) => {
      const { name, label, unit } = describeProbe(probe)
      const data = Float32Array.from(times, (_, row) => rows[row * this.#probes.length + column])
      found[`trace.${name}`] = {
        label,
        unit,
        dtype: 'float32',
        shape: [data.length],
        axes: [{ name: 'time', unit: 'ms', values: times }],
        data,
      }
    })
    return found
  }
}

function joinInts(parts: Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((place, part) => (all.set(part, place), place + part.length), 0)
  return all
}

function joinFloats(parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((place, part) => (all.set(part, place), place + part.length), 0)
  return all
}

function listOf<T>(part: T | undefined): T[] {
  return part === undefined ? [] : [part]
}
