import type { RecordedSpikes, Recording } from '../../../engine/index.ts'

/** Postsynaptic neurons from <= j < to of a recording: the input goes to everyone, the teacher to whom it teaches. */
export function shardOf(recording: Recording, from: number, to: number): Recording {
  const { inputs, outputs, initialWeights } = recording
  const width = to - from
  const weights = new Float64Array(inputs * width)
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < width; j++) weights[i * width + j] = initialWeights[i * outputs + from + j]
  }
  return { ...recording, outputs: width, teacher: shift(recording.teacher, from, to), initialWeights: weights }
}

/** Parts of nearly equal size that fill cache lines of eight synapses. */
export function edgesOf(outputs: number, threads: number): number[] {
  const edge = (part: number): number => Math.min(outputs, 8 * Math.round((part * outputs) / threads / 8))
  return Array.from({ length: threads + 1 }, (_, part) => (part === threads ? outputs : edge(part)))
}

function shift({ neurons, steps }: RecordedSpikes, from: number, to: number): RecordedSpikes {
  const kept = Array.from({ length: neurons.length }, (_, s) => s).filter((s) => neurons[s] >= from && neurons[s] < to)
  return {
    neurons: Int32Array.from(kept, (s) => neurons[s] - from),
    steps: Int32Array.from(kept, (s) => steps[s]),
  }
}
