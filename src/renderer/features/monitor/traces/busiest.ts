import type { Presentation } from '../live/timeline.ts'
import type { SynapseId } from './selection.ts'

/** From the input to the unit that fire most in a presentation: a first thing to look at. Null when no unit fires. */
export function busiestSynapse({ spikes, inputs, units }: Presentation): SynapseId | null {
  const counts = new Uint32Array(inputs + units)
  for (let a = 1; a < spikes.length; a += 2) counts[spikes[a]] += 1
  const largest = (from: number, to: number): number => {
    let best = from
    for (let neuron = from; neuron < to; neuron++) if (counts[neuron] > counts[best]) best = neuron
    return best
  }
  const unit = largest(inputs, inputs + units)
  return counts[unit] > 0 ? { pre: largest(0, inputs), post: unit - inputs } : null
}
