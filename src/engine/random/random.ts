import { cos, log } from '../kernels/math.ts'
import { philox } from './philox.ts'
import { seedWords } from './streams.ts'

export { philox }

/** Draws in order from one entity's own stream. */
export interface Random {
  /** Uniform in (0, 1), 32 bits, never 0 or 1. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Exponential with mean 1. */
  exponential(): number
}

/** The stream of one entity: counter (stream, index, block, 0), four draws to a block. */
export function stream(seed: number, streamNumber: number, index: number): Random {
  const key = seedWords(seed)
  let block = 0
  let lane = 4
  let words: Uint32Array = new Uint32Array(4)
  const uniform = (): number => {
    if (lane === 4) {
      words = philox(key, [streamNumber, index, block++, 0])
      lane = 0
    }
    return (words[lane++] + 0.5) / 4294967296
  }
  return {
    uniform,
    normal: () => Math.sqrt(-2 * log(uniform())) * cos(2 * Math.PI * uniform()),
    exponential: () => -log(uniform()),
  }
}
