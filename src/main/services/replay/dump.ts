import type { RealArray, Recording, ReplayResult } from '../../../engine/index.ts'
import type { NpyArray } from '../files/npy.ts'

/** What came out, under the names and in the types and order of the recording; an f32 run's values are widened. */
export function dumpOf(recording: Recording, result: ReplayResult): ReadonlyMap<string, NpyArray> {
  const { inputs, outputs } = recording
  const vector = (data: NpyArray['data']): NpyArray => ({ shape: [data.length], data })
  const dump = new Map([
    ['out_i.npy', vector(result.outputSpikes.neurons)],
    ['out_k.npy', vector(result.outputSpikes.steps)],
    ['w_final.npy', { shape: [inputs, outputs], data: widened(result.weights) }],
    ['v_final.npy', vector(widened(result.v))],
    ['c_final.npy', vector(widened(result.c))],
    ['xpre_final.npy', vector(widened(result.xPre))],
    ['xpost_final.npy', vector(widened(result.xPost))],
  ])
  // Delta synapses hold no current.
  if (recording.synapse === 'exponential') dump.set('I_final.npy', vector(widened(result.i)))
  return dump
}

function widened(values: RealArray): Float64Array {
  return Float64Array.from(values)
}
