import { stream } from '../random/random.ts'
import { STREAM } from '../random/streams.ts'
import type { Connectivity } from './spec.ts'

/** Synapses of a projection that is not all-to-all, in order of pre, then post; and the same synapses in order of post, then pre. */
export interface Adjacency {
  /** [pre + 1] into targets */
  offsets: Int32Array
  /** [synapses] postsynaptic index */
  targets: Int32Array
  /** [post + 1] into rowSynapses and sources */
  rowOffsets: Int32Array
  /** [synapses] synapse number */
  rowSynapses: Int32Array
  /** [synapses] presynaptic index */
  sources: Int32Array
}

/**
 * Draws the fan-in of each postsynaptic neuron from its own random stream, so that a shard draws its rows as the whole would.
 * first: number of postsynaptic neuron 0 in the whole population.
 */
export function drawAdjacency(
  connectivity: Exclude<Connectivity, { kind: 'all-to-all' }>,
  nPre: number,
  nPost: number,
  first: number,
  seed: number,
): Adjacency {
  const rows: number[][] = []
  for (let j = 0; j < nPost; j++) rows.push(fanIn(connectivity, nPre, j, first + j, seed))
  return adjacencyOf(rows, nPre)
}

function fanIn(
  connectivity: Exclude<Connectivity, { kind: 'all-to-all' }>,
  nPre: number,
  j: number,
  /** Number of j in the whole population. */
  unit: number,
  seed: number,
): number[] {
  switch (connectivity.kind) {
    case 'one-to-one':
      return j < nPre ? [j] : []
    case 'random': {
      const random = stream(seed, STREAM.connectivity, unit)
      const row: number[] = []
      for (let i = 0; i < nPre; i++) if (random.uniform() < connectivity.probability) row.push(i)
      return row
    }
    case 'fixed-fan-in': {
      // Floyd's sampling without replacement: fanIn draws, every subset equally likely.
      const random = stream(seed, STREAM.connectivity, unit)
      const chosen = new Set<number>()
      for (let top = nPre - Math.min(connectivity.fanIn, nPre); top < nPre; top++) {
        const candidate = Math.floor(random.uniform() * (top + 1))
        chosen.add(chosen.has(candidate) ? top : candidate)
      }
      return [...chosen].sort((a, b) => a - b)
    }
  }
}

function adjacencyOf(rows: number[][], nPre: number): Adjacency {
  const synapses = rows.reduce((sum, row) => sum + row.length, 0)
  const offsets = new Int32Array(nPre + 1)
  for (const row of rows) for (const i of row) offsets[i + 1]++
  for (let i = 0; i < nPre; i++) offsets[i + 1] += offsets[i]
  const targets = new Int32Array(synapses)
  const rowOffsets = new Int32Array(rows.length + 1)
  const rowSynapses = new Int32Array(synapses)
  const sources = new Int32Array(synapses)
  const next = offsets.slice()
  let place = 0
  rows.forEach((row, j) => {
    for (const i of row) {
      const synapse = next[i]++
      targets[synapse] = j
      rowSynapses[place] = synapse
      sources[place] = i
      place++
    }
    rowOffsets[j + 1] = place
  })
  return { offsets, targets, rowOffsets, rowSynapses, sources }
}
