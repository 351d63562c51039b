import type { RealArray } from '../../kernels/kernels.ts'
import type { Adjacency } from '../connectivity.ts'

type Numbers = RealArray | Int32Array | Uint8Array

/**
 * Copies between memory, where synapses lie by presynaptic neuron, and row order: by postsynaptic, then presynaptic neuron (dense:
 * [post][pre]). Value y of memory is `memory[stride * y + first]`. Loops without calls: a matrix is copied while people wait.
 */
export interface SynapseRows {
  gather: <T extends Numbers>(memory: Numbers, stride: number, first: number, into: T) => T
  scatter: (rows: ArrayLike<number>, memory: Numbers, stride: number, first: number) => void
}

/** Neighbours that share a cache line: reading a column a few rows wide costs as much as reading one. */
const TILE = 16

export function denseRows(pre: number, post: number, width: number): SynapseRows {
  return {
    gather: (memory, stride, first, into) => {
      for (let from = 0; from < post; from += TILE) {
        const to = Math.min(post, from + TILE)
        for (let i = 0; i < pre; i++) {
          for (let j = from; j < to; j++) into[j * pre + i] = memory[stride * (i * width + j) + first]
        }
      }
      return into
    },
    scatter: (rows, memory, stride, first) => {
      for (let from = 0; from < post; from += TILE) {
        const to = Math.min(post, from + TILE)
        for (let i = 0; i < pre; i++) {
          for (let j = from; j < to; j++) memory[stride * (i * width + j) + first] = rows[j * pre + i]
        }
      }
    },
  }
}

export function sparseRows({ rowSynapses }: Adjacency): SynapseRows {
  return {
    gather: (memory, stride, first, into) => {
      for (let place = 0; place < rowSynapses.length; place++) into[place] = memory[stride * rowSynapses[place] + first]
      return into
    },
    scatter: (rows, memory, stride, first) => {
      for (let place = 0; place < rowSynapses.length; place++) memory[stride * rowSynapses[place] + first] = rows[place]
    },
  }
}
