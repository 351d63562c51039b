import { exp } from '../kernels/math.ts'
import * as L from '../kernels/assembly/layout.ts'
import type { Kernels, RealArray } from '../kernels/kernels.ts'
import { stream } from '../random/random.ts'
import { STREAM } from '../random/streams.ts'
import type { BcallParameters } from '../models/plasticity/bcall.ts'
import type { Adjacency } from './connectivity.ts'
import { type ProjectionPlace, padded } from './layout.ts'
import type { Memory } from './memory.ts'
import type { LifPopulation, Population } from './population.ts'
import type { NetworkSpec, Plasticity, ProjectionSpec } from './spec.ts'

/** Synapses from one population to another. */
export class Projection {
  readonly name: string
  readonly pre: Population
  readonly post: LifPopulation
  readonly spec: ProjectionSpec
  readonly plasticity: PlasticState | undefined
  protected readonly memory: Memory
  readonly place: ProjectionPlace

  constructor(memory: Memory, kernels: Kernels, network: NetworkSpec, spec: ProjectionSpec, sides: { pre: Population; post: LifPopulation }, place: ProjectionPlace, adjacency: Adjacency | undefined) {
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
    if (spec.plastic) this.plasticity = new PlasticState(memory, kernels, network, this, spec.plastic, adjacency)
    else this.#writeStaticEfficacies(adjacency)
  }

  /** Synaptic events so far: a spike times the synapses it reaches; for plastic synapses both sides count. */
  get events(): number {
    return this.memory.number(this.place.descriptor, L.PRJ_EVENTS)
  }

  set events(value: number) {
    this.memory.setNumber(this.place.descriptor, L.PRJ_EVENTS, value)
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

  #writeStaticEfficacies(adjacency: Adjacency | undefined): void {
    if (adjacency) this.memory.reals(this.place.efficacy, adjacency.targets.length).fill(this.spec.gainMv)
    else {
      const width = padded(this.post.n)
      for (let i = 0; i < this.pre.n; i++) {
        this.memory.reals(this.place.efficacy + i * width * this.memory.realBytes, this.post.n).fill(this.spec.gainMv)
      }
    }
  }
}

/** Learning state of a plastic projection. */
export class PlasticState {
  /** [pre] presynaptic traces */
  readonly xPre: RealArray
  /** [post] postsynaptic traces */
  readonly xPost: RealArray
  /** [post] stop-learning calcium */
  readonly c: RealArray
  /** Hidden weights as last touched: dense [post][pre padded], sparse [synapse]. After writing call writeEfficacies(). */
  readonly w: RealArray
  /** Step of the last touch, in the same shape. */
  readonly touched: Int32Array
  readonly #memory: Memory
  readonly #kernels: Kernels
  readonly #projection: Projection
  readonly #adjacency: Adjacency | undefined

  constructor(memory: Memory, kernels: Kernels, network: NetworkSpec, projection: Projection, plastic: Plasticity, adjacency: Adjacency | undefined) {
    const place = projection.place.rule!
    const { pre, post } = projection
    this.#memory = memory
    this.#kernels = kernels
    this.#projection = projection
    this.#adjacency = adjacency
    this.xPre = memory.reals(place.xPre, pre.n)
    this.xPost = memory.reals(place.xPost, post.n)
    this.c = memory.reals(place.c, post.n)
    this.w = memory.reals(place.w, projection.place.synapseSlots)
    this.touched = memory.ints(place.touched, projection.place.synapseSlots)
    memory.setInt(projection.place.descriptor, L.PRJ_RULE, place.descriptor)
    const addresses: [number, number][] = [
      [L.RULE_W, place.w],
      [L.RULE_TOUCHED, place.touched],
      [L.RULE_X_PRE, place.xPre],
      [L.RULE_X_POST, place.xPost],
      [L.RULE_C, place.c],
      [L.RULE_BLOCKS, place.blocks],
      [L.RULE_BLOCK_ACTIVE, place.blockActive],
      [L.RULE_OPEN, place.open],
      [L.RULE_OPEN_STEP, place.openStep],
    ]
    for (const [slot, address] of addresses) memory.setInt(place.descriptor, slot, address)
    this.#writeParameters(plastic, network)
    this.#drawWeights(plastic, network.seed)
  }

  /** Hidden weights at a step, their pending drift included, in row order; state stays as it is. */
  hiddenWeights(step: number): RealArray {
    const { place } = this.#projection
    this.#kernels.hiddenWeights(place.descriptor, step, place.rule!.out)
    return this.toRows(this.#memory.reals(place.rule!.out, place.synapseSlots))
  }

  /** A weight-shaped array in row order: by postsynaptic, then presynaptic neuron, without padding. Dense: [post][pre]. */
  toRows<T extends RealArray | Int32Array>(all: T): T {
    const rows = new (all.constructor as new (length: number) => T)(this.synapseCount)
    let place = 0
    for (let j = 0; j < this.#projection.post.n; j++) this.#eachOfRow(j, (index) => (rows[place++] = all[index]))
    return rows
  }

  /** The reverse of toRows, into w or touched. */
  fromRows(rows: ArrayLike<number>, into: RealArray | Int32Array): void {
    let place = 0
    for (let j = 0; j < this.#projection.post.n; j++) this.#eachOfRow(j, (index) => (into[index] = rows[place++]))
  }

  /** One synapse's place in the weight arrays, or -1 if the pair is not connected. */
  indexOf(pre: number, post: number): number {
    if (!this.#adjacency) return post * padded(this.#projection.pre.n) + pre
    const { rowOffsets, rowSynapses, sources } = this.#adjacency
    for (let a = rowOffsets[post]; a < rowOffsets[post + 1]; a++) if (sources[a] === pre) return rowSynapses[a]
    return -1
  }

  get isDense(): boolean {
    return !this.#adjacency
  }

  get synapseCount(): number {
    return this.#adjacency ? this.#adjacency.targets.length : this.#projection.pre.n * this.#projection.post.n
  }

  /** Makes hidden weights that were written from outside effective. */
  writeEfficacies(): void {
    this.#kernels.writeEfficacies(this.#projection.place.descriptor)
  }

  /** Traces and calcium back to 0; hidden weights stay. */
  rest(): void {
    const place = this.#projection.place.rule!
    this.xPre.fill(0)
    this.xPost.fill(0)
    this.c.fill(0)
    this.#memory.bytes(place.blockActive, padded(this.#projection.pre.n) / L.BLOCK).fill(0)
    this.#memory.setInt(place.descriptor, L.RULE_BLOCK_COUNT, 0)
    this.#memory.setInt(place.descriptor, L.RULE_OPEN_COUNT, 0)
  }

  /** Lists the blocks that hold a presynaptic trace again (after writing xPre from outside). */
  relistTraces(): void {
    const place = this.#projection.place.rule!
    const blocks = padded(this.#projection.pre.n) / L.BLOCK
    const list = this.#memory.ints(place.blocks, blocks)
    const active = this.#memory.bytes(place.blockActive, blocks)
    let count = 0
    for (let b = 0; b < blocks; b++) {
      const holds = this.xPre.subarray(b * L.BLOCK, (b + 1) * L.BLOCK).some((x) => x !== 0)
      active[b] = holds ? 1 : 0
      if (holds) list[count++] = b
    }
    this.#memory.setInt(place.descriptor, L.RULE_BLOCK_COUNT, count)
  }

  /** Synapses that have opened (up) and closed (down) so far. */
  get flips(): { up: number; down: number } {
    const rule = this.#projection.place.rule!.descriptor
    return { up: this.#memory.number(rule, L.RULE_FLIPS_UP), down: this.#memory.number(rule, L.RULE_FLIPS_DOWN) }
  }

  set flips(value: { up: number; down: number }) {
    const rule = this.#projection.place.rule!.descriptor
    this.#memory.setNumber(rule, L.RULE_FLIPS_UP, value.up)
    this.#memory.setNumber(rule, L.RULE_FLIPS_DOWN, value.down)
  }

  /** Learning rates may change between windows (annealing). */
  setLearningRates(etaPlus: number, etaMinus: number): void {
    const rule = this.#projection.place.rule!.descriptor
    this.#memory.setNumber(rule, L.RULE_ETA_PLUS, etaPlus)
    this.#memory.setNumber(rule, L.RULE_ETA_MINUS, etaMinus)
  }

  /** Decay of the traces and the calcium over one step, where another simulator's own values are wanted to the last bit. */
  setDecays(ePre: number, ePost: number, eC: number): void {
    const rule = this.#projection.place.rule!.descriptor
    this.#memory.setNumber(rule, L.RULE_E_PRE, ePre)
    this.#memory.setNumber(rule, L.RULE_E_POST, ePost)
    this.#memory.setNumber(rule, L.RULE_E_C, eC)
  }

  #writeParameters(plastic: Plasticity, network: NetworkSpec): void {
    const descriptor = this.#projection.place.rule!.descriptor
    const p = plastic.rule
    const gate = gateBounds(p)
    const numbers: [number, number][] = [
      [L.RULE_E_PRE, exp(-network.dtMs / p.tauPreMs)],
      [L.RULE_E_POST, exp(-network.dtMs / p.tauPostMs)],
      [L.RULE_E_C, exp(-network.dtMs / p.stopLearning.tauMs)],
      [L.RULE_A_PRE, p.jumpPre],
      [L.RULE_A_POST, p.jumpPost],
      [L.RULE_A_C, p.stopLearning.jump],
      [L.RULE_ETA_PLUS, p.etaPlus],
      [L.RULE_ETA_MINUS, p.etaMinus],
      [L.RULE_ALPHA, p.bistable ? p.driftPerS : 0],
      [L.RULE_DT, network.dtMs / 1000],
      [L.RULE_THETA_W, p.thetaW],
      [L.RULE_LTP_LOW, gate.ltpLow],
      [L.RULE_LTP_HIGH, gate.ltpHigh],
      [L.RULE_LTD_LOW, gate.ltdLow],
      [L.RULE_LTD_HIGH, gate.ltdHigh],
      [L.RULE_FLOOR, network.floor],
    ]
    for (const [slot, value] of numbers) this.#memory.setNumber(descriptor, slot, value)
    const graded = p.efficacy === 'graded'
    this.#memory.setInt(descriptor, L.RULE_BOUNDED, p.boundedTraces ? 1 : 0)
    this.#memory.setInt(descriptor, L.RULE_GRADED, graded ? 1 : 0)
    const drifts = p.bistable && p.driftPerS > 0
    this.#memory.setInt(descriptor, L.RULE_EAGER, plastic.touch === 'eager' || (graded && drifts) ? 1 : 0)
  }

  /** Row j comes from its own stream, so that a shard starts as the whole would. */
  #drawWeights(plastic: Plasticity, seed: number): void {
    const { pre, post } = this.#projection
    const span = plastic.initialHigh - plastic.initialLow
    const row = new Float64Array(pre.n)
    for (let j = 0; j < post.n; j++) {
      const random = stream(seed, STREAM.initialWeights, post.first + j)
      for (let i = 0; i < pre.n; i++) row[i] = plastic.initialLow + span * random.uniform()
      this.#eachOfRow(j, (index, i) => {
        this.w[index] = row[i]
      })
    }
    this.writeEfficacies()
  }

  /** Visits the synapses of one postsynaptic neuron: place in the weight arrays, and presynaptic index. */
  #eachOfRow(j: number, visit: (index: number, pre: number) => void): void {
    if (this.#adjacency) {
      const { rowOffsets, rowSynapses, sources } = this.#adjacency
      for (let a = rowOffsets[j]; a < rowOffsets[j + 1]; a++) visit(rowSynapses[a], sources[a])
    } else {
      const { pre } = this.#projection
      const start = j * padded(pre.n)
      for (let i = 0; i < pre.n; i++) visit(start + i, i)
    }
  }
}

/** Without stop-learning both gates are open whatever the calcium. */
function gateBounds(p: BcallParameters): { ltpLow: number; ltpHigh: number; ltdLow: number; ltdHigh: number } {
  return p.stopLearning.on ? p.stopLearning : { ltpLow: -Infinity, ltpHigh: Infinity, ltdLow: -Infinity, ltdHigh: Infinity }
}
