/** Spikes of some steps in the order a source plays them. */
export interface SpikeWindow {
  /** [steps + 1] */
  offsets: Int32Array
  /** Neurons, ascending within a step. */
  indices: Int32Array
}

/** Bins spikes that are ordered by step; neurons become ascending within a step. Steps count from the window's start. */
export function spikeWindow(
  spikes: { neurons: ArrayLike<number>; steps: ArrayLike<number> },
  steps: number,
): SpikeWindow {
  const offsets = new Int32Array(steps + 1)
  for (let s = 0; s < spikes.steps.length; s++) offsets[spikes.steps[s] + 1]++
  for (let t = 0; t < steps; t++) offsets[t + 1] += offsets[t]
  const next = offsets.slice()
  const indices = new Int32Array(spikes.steps.length)
  for (let s = 0; s < spikes.steps.length; s++) indices[next[spikes.steps[s]]++] = spikes.neurons[s]
  for (let t = 0; t < steps; t++) indices.subarray(offsets[t], offsets[t + 1]).sort()
  return { offsets, indices }
}
