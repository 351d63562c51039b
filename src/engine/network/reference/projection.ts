import { drawAdjacency } from '../connectivity.ts'
import type { NetworkSpec, ProjectionSpec } from '../spec.ts'
import { learningDelaySteps } from '../delays.ts'
import { ReferenceBcall } from './bcall.ts'
import type { ReferencePlasticity } from './learning.ts'
import { ReferencePeer } from './peer.ts'
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
  readonly #learningDelay: number

  constructor(spec: ProjectionSpec, network: NetworkSpec, pre: ReferencePopulation, post: ReferenceLif, first: number) {
    this.#spec = spec
    this.pre = pre
    this.post = post
    this.#fanIn = fanInOf(spec, network, pre.n, post.n, first)
    this.#fanOut = Array.from({ length: pre.n }, () => [])
    this.#fanIn.forEach((inputs, j) => {
      for (const i of inputs) this.#fanOut[i].push(j)
    })
    const { plastic } = spec
    this.#learningDelay = learningDelaySteps(spec, network.dtMs)
    if (!plastic) return
    this.plasticity =
      'rule' in plastic
        ? new ReferenceBcall(plastic, network, pre.n, this.#fanIn, first)
        : new ReferencePeer(plastic, network, pre.n, this.#fanIn, first)
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

  /** Presynaptic spikes whose effect on learning comes at step k: of most rules, those that arrive. */
  felt(k: number): number[] {
    return this.pre.spikesAt(k - this.#spec.delaySteps - this.#learningDelay)
  }

  /** Schedule 3b, learning. */
  learnPre(k: number): void {
    this.plasticity?.sense?.(this.post.v.map((v) => v / this.post.thresholdMv))
    for (const i of this.felt(k)) for (const j of this.#fanOut[i]) this.plasticity?.learnPre(i, j, k)
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
    this.plasticity?.jump(this.felt(k), this.post.spikesAt(k))
  }
}

function fanInOf(spec: ProjectionSpec, network: NetworkSpec, nPre: number, nPost: number, first: number): number[][] {
  if (spec.connectivity.kind === 'all-to-all') {
    return Array.from({ length: nPost }, () => Array.from({ length: nPre }, (_, i) => i))
  }
  const { rowOffsets, sources } = drawAdjacency(spec.connectivity, nPre, nPost, first, network.seed)
  return Array.from({ length: nPost }, (_, j) => [...sources.subarray(rowOffsets[j], rowOffsets[j + 1])])
}
