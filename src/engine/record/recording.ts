import type { Probe } from '../network/network.ts'
import type { NamedArray } from '../results.ts'

/** What a recording gets of one stretch of simulated time. */
export interface Stretch {
  /** Pairs (step, neuron), ordered by step. */
  spikes: Int32Array
  /** [rows][probes] */
  probes: Float32Array
  /** Step of the first row, and steps between rows. */
  firstStep: number
  everySteps: number
}

/** Grows stretch by stretch, within a declared budget; plain arrays go in and out, so that checkpoints can carry it. */
export class Recording {
  readonly #probes: Probe[]
  readonly #dtMs: number
  readonly #budgetBytes: number
  #spikes: Int32Array[] = []
  #rows: Float32Array[] = []
  #steps: Int32Array[] = []
  #bytes = 0
  /** Stretches that did not fit the budget any more. */
  dropped = 0

  constructor(probes: Probe[], dtMs: number, budgetBytes: number) {
    this.#probes = probes
    this.#dtMs = dtMs
    this.#budgetBytes = budgetBytes
  }

  append({ spikes, probes, firstStep, everySteps }: Stretch): void {
    const rows = this.#probes.length === 0 ? 0 : probes.length / this.#probes.length
    const bytes = spikes.byteLength + probes.byteLength + 4 * rows
    if (this.#bytes + bytes > this.#budgetBytes) {
      this.dropped++
      return
    }
    this.#bytes += bytes
    this.#spikes.push(spikes)
    this.#rows.push(probes)
    this.#steps.push(Int32Array.from({ length: rows }, (_, row) => firstStep + row * everySteps))
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
    }
  }

  restore(arrays: Record<string, NamedArray>): void {
    this.#spikes = [arrays['recorded.spikes'].data as Int32Array]
    this.#rows = [arrays['recorded.rows'].data as Float32Array]
    this.#steps = [arrays['recorded.steps'].data as Int32Array]
    this.#bytes = this.#spikes[0].byteLength + this.#rows[0].byteLength + this.#steps[0].byteLength
  }

  /** For people and files: all spikes as one array, and each probe as its own. Empty when nothing was recorded. */
  arrays(): Record<string, NamedArray> {
    const spikes = joinInts(this.#spikes)
    const steps = joinInts(this.#steps)
    const rows = joinFloats(this.#rows)
    const found: Record<string, NamedArray> = {}
    if (spikes.length > 0) {
      found.spikes = {
        label: 'Spikes of the digits recorded',
        unit: '',
        dtype: 'int32',
        shape: [spikes.length / 2, 2],
        axes: [
          { name: 'spike', unit: '' },
          { name: 'step, neuron', unit: '' },
        ],
        data: spikes,
      }
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

/** How a probed variable is called in files and on axes. */
function describeProbe(probe: Probe): { name: string; label: string; unit: string } {
  switch (probe.kind) {
    case 'membrane':
      return {
        name: `membrane.${probe.neuron}`,
        label: `Membrane potential above rest, neuron ${probe.neuron}`,
        unit: 'mV',
      }
    case 'current':
      return { name: `current.${probe.neuron}`, label: `Synaptic current, neuron ${probe.neuron}`, unit: 'mV' }
    case 'calcium':
      return { name: `calcium.${probe.neuron}`, label: `Stop-learning calcium, neuron ${probe.neuron}`, unit: '' }
    case 'xPre':
      return { name: `xPre.${probe.neuron}`, label: `Presynaptic trace, input ${probe.neuron}`, unit: '' }
    case 'xPost':
      return { name: `xPost.${probe.neuron}`, label: `Postsynaptic trace, neuron ${probe.neuron}`, unit: '' }
    case 'hiddenWeight':
      return {
        name: `hiddenWeight.${probe.pre}-${probe.post}`,
        label: `Hidden weight, ${probe.pre} to ${probe.post}`,
        unit: '',
      }
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
