import * as L from '../kernels/assembly/layout.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Adjacency } from './connectivity.ts'
import { learningDelaySteps } from './delays.ts'
import { type ProjectionPlace, padded } from './layout.ts'
import type { Memory } from './memory.ts'
import { BcallSynapses } from './plastic/bcall-synapses.ts'
import { PeerSynapses } from './plastic/peer-synapses.ts'
import type { Synapses } from './plastic/synapses.ts'
import type { LifPopulation, Population } from './population.ts'
import type { NetworkSpec, ProjectionSpec } from './spec.ts'

/** Synapses from one population to another. */
export class Projection {
  readonly name: string
  readonly pre: Population
  readonly post: LifPopulation
  readonly spec: ProjectionSpec
  /** Absent: the synapses are static. */
  readonly plasticity: Synapses | undefined
  protected readonly memory: Memory
  readonly place: ProjectionPlace

  constructor(
    memory: Memory,
    kernels: Kernels,
    network: NetworkSpec,
    spec: ProjectionSpec,
    sides: { pre: Population; post: LifPopulation },
    place: ProjectionPlace,
    adjacency: Adjacency | undefined,
  ) {
    this.name = spec.name
    this.spec = spec
    this.pre = sides.pre
    this.post = sides.post
    this.memory = memory
    this.place = place
    const set = (slot: number, value: number): void => memory.setInt(place.descriptor, slot, value)
    set(L.PRJ_PRE, sides.pre.descriptor)
    set(L.PRJ_POST, sides.post.descriptor)
    set(L.PRJ_DELAY, spec.delaySteps)
    set(L.PRJ_DELTA, spec.synapse === 'delta' ? 1 : 0)
    set(L.PRJ_DENSE, adjacency ? 0 : 1)
    set(L.PRJ_EFFICACY, place.efficacy)
    memory.setNumber(place.descriptor, L.PRJ_GAIN, spec.gainMv)
    if (adjacency) this.#writeAdjacency(adjacency)
    const { plastic } = spec
    if (!plastic) {
      this.#writeStaticEfficacies(spec.gainMv)
      return
    }
    const site = {
      ...{ memory, kernels, network, place, adjacency },
      ...{ nPre: sides.pre.n, nPost: sides.post.n, firstPost: sides.post.first },
      learningDelaySteps: learningDelaySteps(spec, network.dtMs),
    }
    this.plasticity = 'rule' in plastic ? new BcallSynapses(site, plastic) : new PeerSynapses(site, plastic, sides.post)
  }

  /** The synapses, where they are known to learn by BCaLL. */
  get bcall(): BcallSynapses {
    if (this.plasticity instanceof BcallSynapses) return this.plasticity
    throw new Error(`projection ${this.name} does not learn by BCaLL`)
  }

  /** Synaptic events so far: a spike times the synapses it reaches; for plastic synapses both sides count. */
  get events(): number {
    return this.memory.number(this.place.descriptor, L.PRJ_EVENTS)
  }

  set events(value: number) {
    this.memory.setNumber(this.place.descriptor, L.PRJ_EVENTS, value)
  }

  /** Efficacy of every static, or every open plastic synapse, mV; it may change between windows. */
  set gainMv(value: number) {
    this.memory.setNumber(this.place.descriptor, L.PRJ_GAIN, value)
    if (!this.plasticity) this.#writeStaticEfficacies(value)
  }

  #writeAdjacency(adjacency: Adjacency): void {
    const place = this.place.adjacency!
    const parts: [slot: number, address: number, values: Int32Array][] = [
      [L.PRJ_OFFSETS, place.offsets, adjacency.offsets],
      [L.PRJ_TARGETS, place.targets, adjacency.targets],
      [L.PRJ_ROW_OFFSETS, place.rowOffsets, adjacency.rowOffsets],
      [L.PRJ_ROW_SYNAPSES, place.rowSynapses, adjacency.rowSynapses],
      [L.PRJ_SOURCES, place.sources, adjacency.sources],
    ]
    for (const [slot, address, values] of parts) {
      this.memory.setInt(this.place.descriptor, slot, address)
      this.memory.ints(address, values.length).set(values)
    }
  }

  #writeStaticEfficacies(gainMv: number): void {
    const { adjacency, efficacy, synapseSlots } = this.place
    if (adjacency) {
      this.memory.reals(efficacy, synapseSlots).fill(gainMv)
      return
    }
    const width = padded(this.post.n)
    for (let i = 0; i < this.pre.n; i++) {
      this.memory.reals(efficacy + i * width * this.memory.realBytes, this.post.n).fill(gainMv)
    }
  }
}
