import { stream } from '../random/random.ts'
import { STREAM } from '../random/streams.ts'
import type { Plasticity } from './spec.ts'

/** Hidden weights at the start, onto neuron j of the whole population: each row has its own stream, so that a shard starts as the whole would. */
export function drawHiddenWeights(plastic: Plasticity, seed: number, j: number, nPre: number): Float64Array {
  const random = stream(seed, STREAM.initialWeights, j)
  const span = plastic.initialHigh - plastic.initialLow
  return Float64Array.from({ length: nPre }, () => plastic.initialLow + span * random.uniform())
}
