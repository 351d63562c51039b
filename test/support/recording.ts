import { type Recording, openReplay } from '../../src/engine/experiments/replay/replay.ts'

/** Hidden weights at the end of a recording, drift included, [post][pre]. */
export function hiddenWeightsAt(recording: Recording, touch: 'eager' | 'lazy'): Float64Array {
  const run = openReplay(recording, { precision: 'f64', touch })
  for (let sample = 0; sample < recording.samples; sample++) run.runSample(sample)
  return Float64Array.from(run.network.projection('input-output').plasticity!.hiddenWeights(run.steps))
}
