import type { SpikeWindow } from './window.ts'

export interface RegularTrain {
  neuron: number
  rateHz: number
  /** Time of the first spike after the origin (step 0), ms. */
  phaseMs: number
}

/** Clock-like spike trains over the steps from start on; every spike falls in the step its time rounds to. */
export function regularWindow(trains: RegularTrain[], start: number, steps: number, dtMs: number): SpikeWindow {
  const spikes: [step: number, neuron: number][] = []
  for (const { neuron, rateHz, phaseMs } of trains) {
    if (rateHz <= 0) continue
    const periodMs = 1000 / rateHz
    const firstIndex = Math.max(0, Math.ceil((start * dtMs - phaseMs) / periodMs - 0.5))
    for (let n = firstIndex; ; n++) {
      const step = Math.round((phaseMs + n * periodMs) / dtMs)
      if (step >= start + steps) break
      if (step >= start) spikes.push([step - start, neuron])
    }
  }
  return sortedWindow(spikes, steps)
}

/** Bins (step, neuron) pairs in any order; a neuron that was given twice in a step fires once. */
export function sortedWindow(spikes: [step: number, neuron: number][], steps: number): SpikeWindow {
  spikes.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const offsets = new Int32Array(steps + 1)
  const indices: number[] = []
  spikes.forEach(([step, neuron], s) => {
    const before = spikes[s - 1]
    if (before && before[0] === step && before[1] === neuron) return
    indices.push(neuron)
    offsets[step + 1]++
  })
  for (let t = 0; t < steps; t++) offsets[t + 1] += offsets[t]
  return { offsets, indices: Int32Array.from(indices) }
}
