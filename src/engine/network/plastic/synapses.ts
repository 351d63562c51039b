import * as L from '../../kernels/assembly/layout.ts'
import type { Kernels, RealArray } from '../../kernels/kernels.ts'
import type { Adjacency } from '../connectivity.ts'
import { drawHiddenWeights } from '../hidden-weights.ts'
import { type ProjectionPlace, type RulePlace, padded } from '../layout.ts'
import type { Memory } from '../memory.ts'
import type { NetworkSpec, Plasticity } from '../spec.ts'
import { type SynapseRows, denseRows, sparseRows } from './rows.ts'

/** State of the neurons on one side by name, one value a neuron. */
export type SideState = Record<string, RealArray | Int32Array>

/** Where the synapses of one projection are. */
export interface SynapseSite {
  memory: Memory
  kernels: Kernels
  network: NetworkSpec
  place: ProjectionPlace
  adjacency: Adjacency | undefined
  nPre: number
  nPost: number
  learningDelaySteps: number
  /** Number of the first postsynaptic neuron in the whole population. */
  firstPost: number
}

/** Plastic synapses of one projection: their hidden weights and last touches, whatever their rule. */
export abstract class Synapses {
  protected readonly site: SynapseSite
  protected readonly rule: RulePlace
  /** Synapse y's hidden weight as last touched is weightPairs[2 y]; the step of that touch is touchPairs[2 y + 1]. */
  readonly #weightPairs: RealArray
  readonly #touchPairs: Int32Array | Float64Array
  readonly #rows: SynapseRows
  /** As the kernels see it. */
  readonly #thetaW: number

  constructor(site: SynapseSite, plastic: Plasticity, thetaW: number) {
    const { memory, network, place, adjacency, nPre, nPost } = site
    this.site = site
    this.rule = place.rule!
    this.#rows = adjacency ? sparseRows(adjacency) : denseRows(nPre, nPost, padded(nPost))
    const f32 = network.precision === 'f32'
    this.#thetaW = f32 ? Math.fround(thetaW) : thetaW
    const pairs = 2 * place.synapseSlots
    this.#weightPairs = memory.reals(this.rule.synapses, pairs)
    this.#touchPairs = f32 ? memory.ints(this.rule.synapses, pairs) : memory.doubles(this.rule.synapses, pairs)
    memory.setInt(place.descriptor, L.PRJ_RULE, this.rule.descriptor)
    this.setSlots({ [L.RULE_SYNAPSES]: this.rule.synapses, [L.RULE_FLAGS]: this.rule.flags })
    this.setNumbers({ [L.RULE_THETA_W]: thetaW, [L.RULE_FLOOR]: network.floor })
    this.#drawWeights(plastic)
    this.#flag()
  }

  /** Multiplies the sizes of all learning steps by a factor, of their values in the design (annealing). */
  abstract setLearningScale(scale: number): void

  /** Traces and calcium back to 0; hidden weights stay. */
  abstract rest(): void

  /** What the rule keeps of the neurons on either side, to be saved and restored. */
  abstract get sides(): { pre: SideState; post: SideState }
  abstract set sides(sides: { pre: SideState; post: SideState })

  /** Hidden weights at a step, their pending drift included, in row order; state stays as it is. */
  hiddenWeights(step: number): RealArray {
    return this.#rows.gather(this.#readWeights(step), 1, 0, this.#emptyReals())
  }

  /** The same for a view: in 1/255, and how many there are in each of `bins` equal parts of 0 to 1. */
  weightImage(step: number, bins: number): { weights: Uint8Array; histogram: Int32Array } {
    const all = this.hiddenWeights(step)
    const weights = new Uint8Array(all.length)
    // Neighbours are often alike. Counted in turns, the one need not wait for the other; weights of exactly 1 have a place of their own.
    const counts = new Int32Array(2 * (bins + 1))
    for (let y = 0; y < all.length; y++) {
      const w = all[y]
      weights[y] = 255 * w + 0.5
      counts[(y & 1) * (bins + 1) + ((w * bins) | 0)]++
    }
    const histogram = Int32Array.from({ length: bins }, (_, bin) => counts[bin] + counts[bins + 1 + bin])
    histogram[bins - 1] += counts[bins] + counts[2 * bins + 1]
    return { weights, histogram }
  }

  /** Hidden weights as last touched, in row order: by postsynaptic, then presynaptic neuron. Dense: [post][pre]. */
  get weights(): RealArray {
    return this.#rows.gather(this.#weightPairs, 2, 0, this.#emptyReals())
  }

  set weights(rows: ArrayLike<number>) {
    this.#rows.scatter(rows, this.#weightPairs, 2, 0)
    this.#flag()
  }

  /** Step of each synapse's last touch, in row order. */
  get touched(): Int32Array {
    return this.#rows.gather(this.#touchPairs, 2, 1, new Int32Array(this.synapseCount))
  }

  set touched(rows: ArrayLike<number>) {
    this.#rows.scatter(rows, this.#touchPairs, 2, 1)
  }

  /** One synapse's place in memory, or -1 if the pair is not connected. */
  indexOf(pre: number, post: number): number {
    const { adjacency, nPost } = this.site
    if (!adjacency) return pre * padded(nPost) + post
    const { rowOffsets, rowSynapses, sources } = adjacency
    for (let a = rowOffsets[post]; a < rowOffsets[post + 1]; a++) if (sources[a] === pre) return rowSynapses[a]
    return -1
  }

  /** [post] synapses of each postsynaptic neuron. */
  get rowLengths(): Int32Array {
    const { adjacency, nPre, nPost } = this.site
    const rows = adjacency?.rowOffsets
    return Int32Array.from({ length: nPost }, (_, j) => (rows ? rows[j + 1] - rows[j] : nPre))
  }

  get isDense(): boolean {
    return !this.site.adjacency
  }

  get synapseCount(): number {
    const { adjacency, nPre, nPost } = this.site
    return adjacency ? adjacency.targets.length : nPre * nPost
  }

  /** Synapses that have opened (up) and closed (down) so far. */
  get flips(): { up: number; down: number } {
    const { memory } = this.site
    const { descriptor } = this.rule
    return { up: memory.number(descriptor, L.RULE_FLIPS_UP), down: memory.number(descriptor, L.RULE_FLIPS_DOWN) }
  }

  set flips(value: { up: number; down: number }) {
    this.setNumbers({ [L.RULE_FLIPS_UP]: value.up, [L.RULE_FLIPS_DOWN]: value.down })
  }

  /** Integers and addresses of the rule's descriptor, by slot. */
  protected setSlots(values: Record<number, number>): void {
    for (const [slot, value] of Object.entries(values)) {
      this.site.memory.setInt(this.rule.descriptor, Number(slot), value)
    }
  }

  /** Numbers of the rule's descriptor, by slot. */
  protected setNumbers(values: Record<number, number>): void {
    for (const [slot, value] of Object.entries(values)) {
      this.site.memory.setNumber(this.rule.descriptor, Number(slot), value)
    }
  }

  /** Flags the open synapses anew. */
  #flag(): void {
    const { flags } = this.rule
    if (!flags) return
    const { memory, place } = this.site
    const slots = place.synapseSlots
    const view = memory.realBytes === 4 ? memory.bytes(flags, slots) : memory.ints(flags, slots)
    for (let y = 0; y < slots; y++) view[y] = this.#weightPairs[2 * y] > this.#thetaW ? -1 : 0
  }

  #drawWeights(plastic: Plasticity): void {
    const { network, nPre, nPost, firstPost } = this.site
    for (let j = 0; j < nPost; j++) {
      const row = drawHiddenWeights(plastic, network.seed, firstPost + j, nPre)
      this.#eachOfRow(j, (index, i) => (this.#weightPairs[2 * index] = row[i]))
    }
  }

  #emptyReals(): RealArray {
    return this.#weightPairs instanceof Float32Array
      ? new Float32Array(this.synapseCount)
      : new Float64Array(this.synapseCount)
  }

  /** Hidden weights at a step, in the order of the memory. */
  #readWeights(step: number): RealArray {
    const { memory, kernels, place } = this.site
    kernels.hiddenWeights(place.descriptor, step, this.rule.out)
    return memory.reals(this.rule.out, place.synapseSlots)
  }

  /** Visits the synapses of one postsynaptic neuron: place in memory, and presynaptic index. */
  #eachOfRow(j: number, visit: (index: number, pre: number) => void): void {
    const { adjacency, nPre, nPost } = this.site
    if (adjacency) {
      const { rowOffsets, rowSynapses, sources } = adjacency
      for (let a = rowOffsets[j]; a < rowOffsets[j + 1]; a++) visit(rowSynapses[a], sources[a])
    } else {
      const width = padded(nPost)
      for (let i = 0; i < nPre; i++) visit(i * width + j, i)
    }
  }
}
