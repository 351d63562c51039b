import { drawAdjacency } from '../connectivity.ts'
import type { NetworkSpec, ProjectionSpec } from '../spec.ts'
import { ReferencePlasticity } from './plasticity.ts'
import type { ReferenceLif, ReferencePopulation } from './population.ts'

/** Synapses from one population to another: transmission, and learning if they are plastic. */
export class ReferenceProjection {
  readonly pre: ReferencePopulation
  readonly post: ReferenceLif
  readonly plasticity: ReferencePlasticity | undefined
  /** Synaptic events: a spike times the synapses it reaches; for plastic synapses both sides count. */
  events = 0
  readonly #spec: ProjectionSpec
  /** Presynaptic neurons of each postsynaptic one, ascending. */
  readonly #fanIn: number[][]
  /** Postsynaptic neurons of each presynaptic one, ascending. */
  readonly #fanOut: number[][]

  constructor(spec: ProjectionSpec, network: NetworkSpec, pre: ReferencePopulation, post: ReferenceLif, first: number) {
    this.#spec = spec
    this.pre = pre
    this.post = post
    this.#fanIn = fanInOf(spec, network, pre.n, post.n, first)
    this.#fanOut = Array.from({ length: pre.n }, () => [])
    this.#fanIn.forEach((inputs, j) => {
      for (const i of inputs) this.#fanOut[i].push(j)
    })
    if (spec.plastic) this.plasticity = new ReferencePlasticity(spec.plastic, network, pre.n, this.#fanIn, first)
  }

  /** Presynaptic spikes that arrive at step k. */
  arrivals(k: number): number[] {
    return this.pre.spikesAt(k - this.#spec.delaySteps)
  }

  /** Schedule 3, transmission. Delta synapses move only membranes that integrate. */
  transmit(k: number): void {
    const { post } = this
    for (const i of this.arrivals(k)) {
      for (const j of this.#fanOut[i]) {
        this.events++
        const mv = this.#spec.gainMv * (this.plasticity?.efficacy(i, j) ?? 1)
        if (this.#spec.synapse === 'exponential') post.i[j] += mv
        else if (post.integrates(j, k)) post.v[j] += mv
      }
    }
  }

  /** Schedule 3b, learning. */
  learnPre(k: number): void {
    for (const i of this.arrivals(k)) for (const j of this.#fanOut[i]) this.plasticity?.learnPre(i, j, k)
  }

  /** Schedule 3c. */
  learnPost(k: number): void {
    if (!this.plasticity) return
    for (const j of this.post.spikesAt(k)) {
      this.events += this.#fanIn[j].length
      for (const i of this.#fanIn[j]) this.plasticity.learnPost(i, j, k)
    }
  }

  /** Schedule 4. */
  jump(k: number): void {
    this.plasticity?.jump(this.arrivals(k), this.post.spikesAt(k))
  }
}

function fanInOf(spec: ProjectionSpec, network: NetworkSpec, nPre: number, nPost: number, first: number): number[][] {
  if (spec.connectivity.kind === 'all-to-all') {
    return Array.from({ length: nPost }, () => Array.from({ length: nPre }, (_, i) => i))
  }
  const { rowOffsets, sources } = drawAdjacency(spec.connectivity, nPre, nPost, first, network.seed)
  return Array.from({ length: nPost }, (_, j) => [...sources.subarray(rowOffsets[j], rowOffsets[j + 1])])
}
