import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'
import { sortedWindow } from './regular.ts'
import type { SpikeWindow } from './window.ts'

export interface CorrelatedGroup {
  /** Ascending. */
  neurons: number[]
  rateHz: number
  /** Pairwise correlation of the spike counts per step, from 0 (independent) to 1 (identical trains). */
  correlation: number
  /** Steps by which each neuron lags behind the group; absent: none. */
  lagSteps?: number[]
}

/**
 * Spike trains of one rate with a given pairwise correlation (multiple-interaction process: Kuhn, Aertsen & Rotter, Neural
 * Computation 15, 2003): of a mother train every neuron copies each spike with probability c. In steps with spike probability p,
 * counts of two copies correlate by (c - p) / (1 - p); c is chosen for the correlation asked for, the mother for the rate.
 * Random numbers are keyed by (seed, group, window).
 */
export function correlatedWindow(
  group: CorrelatedGroup,
  groupNumber: number,
  window: number,
  steps: number,
  dtMs: number,
  seed: number,
): SpikeWindow {
  const p = (group.rateHz * dtMs) / 1000
  const c = p + group.correlation * (1 - p)
  const key = groupNumber * 0x100000 + window
  const mother = stream(seed, STREAM.correlatedMother, key)
  const copies = stream(seed, STREAM.correlatedCopies, key)
  const spikes: [step: number, neuron: number][] = []
  for (let t = 0; t < steps; t++) {
    if (mother.uniform() >= p / c) continue
    group.neurons.forEach((neuron, a) => {
      const step = t + (group.lagSteps?.[a] ?? 0)
      if (copies.uniform() < c && step < steps) spikes.push([step, neuron])
    })
  }
  return sortedWindow(spikes, steps)
}
