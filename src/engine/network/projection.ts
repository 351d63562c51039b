import { exp } from '../kernels/math.ts'
import * as L from '../kernels/assembly/layout.ts'
import type { Kernels, RealArray } from '../kernels/kernels.ts'
import type { BcallParameters } from '../models/plasticity/bcall.ts'
import type { Adjacency } from './connectivity.ts'
import { drawHiddenWeights } from './hidden-weights.ts'
import { type ProjectionPlace, padded } from './layout.ts'
import type { Memory } from './memory.ts'
import type { LifPopulation, Population } from './population.ts'
import type { NetworkSpec, Plasticity, ProjectionSpec } from './spec.ts'
import { type SynapseRows, denseRows, sparseRows } from './rows.ts'

/** Synapses from one population to another. */
export class Projection {
  readonly name: string
  readonly pre: Population
  readonly post: LifPopulation
  readonly spec: ProjectionSpec
  readonly plasticity: PlasticState | undefined
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
  /** [post] postsynaptic traces */
  readonly xPost: RealArray
  /** [post] stop-learning calcium */
  readonly c: RealArray
  /** Synapse y's hidden weight as last touched is weightPairs[2 y]; the step of that touch is touchPairs[2 y + 1]. */
  readonly #weightPairs: RealArray
  readonly #touchPairs: Int32Array | Float64Array
  readonly #memory: Memory
  readonly #kernels: Kernels
  readonly #projection: Projection
  readonly #adjacency: Adjacency | undefined
  readonly #rows: SynapseRows
  /** As the kernels see it. */
  readonly #thetaW: number

  constructor(
    memory: Memory,
    kernels: Kernels,
    network: NetworkSpec,
    projection: Projection,
    plastic: Plasticity,
    adjacency: Adjacency | undefined,
  ) {
    const place = projection.place.rule!
    const { post } = projection
    this.#memory = memory
    this.#kernels = kernels
    this.#projection = projection
    this.#adjacency = adjacency
    this.#rows = adjacency ? sparseRows(adjacency) : denseRows(projection.pre.n, post.n, padded(post.n))
    this.#thetaW = network.precision === 'f32' ? Math.fround(plastic.rule.thetaW) : plastic.rule.thetaW
    this.xPost = memory.reals(place.xPost, post.n)
    this.c = memory.reals(place.c, post.n)
    const pairs = 2 * projection.place.synapseSlots
    this.#weightPairs = memory.reals(place.synapses, pairs)
    this.#touchPairs =
      network.precision === 'f32' ? memory.ints(place.synapses, pairs) : memory.doubles(place.synapses, pairs)
    memory.setInt(projection.place.descriptor, L.PRJ_RULE, place.descriptor)
    const addresses: [number, number][] = [
      [L.RULE_SYNAPSES, place.synapses],
      [L.RULE_GATED, place.gated],
      [L.RULE_X_PRE, place.xPre],
      [L.RULE_X_POST, place.xPost],
      [L.RULE_C, place.c],
      [L.RULE_ACTIVE, place.active],
      [L.RULE_SLOT, place.slot],
      [L.RULE_OPEN, place.open],
      [L.RULE_STEP, place.step],
      [L.RULE_TOUCH, place.touch],
      [L.RULE_FLAGS, place.flags],
    ]
    for (const [slot, address] of addresses) memory.setInt(place.descriptor, slot, address)
    this.#forgetTraces()
    this.#writeParameters(plastic, network)
    this.#drawWeights(plastic, network.seed)
    this.#flag()
  }

  /** Hidden weights at a step, their pending drift included, in row order; state stays as it is. */
  hiddenWeights(step: number): RealArray {
    const { place } = this.#projection
    this.#kernels.hiddenWeights(place.descriptor, step, place.rule!.out)
    const all = this.#memory.reals(place.rule!.out, place.synapseSlots)
    return this.#rows.gather(all, 1, 0, this.#emptyReals())
  }

  /** The same for a view: in 1/255, and how many there are in each of `bins` equal parts of 0 to 1. */
  weightImage(step: number, bins: number): { weights: Uint8Array; histogram: Int32Array } {
    const { place, pre, post } = this.#projection
    this.#kernels.hiddenWeights(place.descriptor, step, place.rule!.out)
    const all = this.#memory.reals(place.rule!.out, place.synapseSlots)
    const shades = new Uint8Array(place.synapseSlots)
    const histogram = new Int32Array(bins)
    const width = this.#adjacency ? this.synapseCount : padded(post.n)
    const count = this.#adjacency ? this.synapseCount : post.n
    // Made while the run waits. What pads a row is no synapse.
    for (let from = 0, row = 0; row < (this.#adjacency ? 1 : pre.n); from += width, row++) {
      for (let y = from; y < from + count; y++) {
        const w = all[y]
        shades[y] = 255 * w + 0.5
        histogram[w < 1 ? Math.floor(w * bins) : bins - 1]++
      }
    }
    return { weights: this.#rows.gather(shades, 1, 0, new Uint8Array(this.synapseCount)), histogram }
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
    if (!this.#adjacency) return pre * padded(this.#projection.post.n) + post
    const { rowOffsets, rowSynapses, sources } = this.#adjacency
    for (let a = rowOffsets[post]; a < rowOffsets[post + 1]; a++) if (sources[a] === pre) return rowSynapses[a]
    return -1
  }

  /** [post] synapses of each postsynaptic neuron. */
  get rowLengths(): Int32Array {
    const { pre, post } = this.#projection
    const rows = this.#adjacency?.rowOffsets
    return Int32Array.from({ length: post.n }, (_, j) => (rows ? rows[j + 1] - rows[j] : pre.n))
  }

  get isDense(): boolean {
    return !this.#adjacency
  }

  get synapseCount(): number {
    return this.#adjacency ? this.#adjacency.targets.length : this.#projection.pre.n * this.#projection.post.n
  }

  /** Presynaptic traces, [pre]. */
  get xPre(): RealArray {
    const { pre } = this.#projection
    const place = this.#projection.place.rule!
    const held = this.#memory.reals(place.xPre, pre.n)
    const slot = this.#memory.ints(place.slot, pre.n)
    return held.map((_, i) => (slot[i] < 0 ? 0 : held[slot[i]]))
  }

  set xPre(traces: ArrayLike<number>) {
    const place = this.#projection.place.rule!
    const n = this.#projection.pre.n
    this.#forgetTraces()
    const held = this.#memory.reals(place.xPre, n)
    const active = this.#memory.ints(place.active, n)
    const slot = this.#memory.ints(place.slot, n)
    let count = 0
    for (let i = 0; i < n; i++) {
      if (traces[i] === 0) continue
      held[count] = traces[i]
      active[count] = i
      slot[i] = count++
    }
    this.#memory.setInt(place.descriptor, L.RULE_ACTIVE_COUNT, count)
  }

  /** Traces and calcium back to 0; hidden weights stay. */
  rest(): void {
    this.#forgetTraces()
    this.xPost.fill(0)
    this.c.fill(0)
  }

  #forgetTraces(): void {
    const place = this.#projection.place.rule!
    const n = this.#projection.pre.n
    this.#memory.reals(place.xPre, n).fill(0)
    this.#memory.ints(place.slot, n).fill(-1)
    this.#memory.ints(place.active, padded(n)).fill(n)
    this.#memory.setInt(place.descriptor, L.RULE_ACTIVE_COUNT, 0)
  }

  /** Flags the open synapses anew. */
  #flag(): void {
    const { flags } = this.#projection.place.rule!
    if (!flags) return
    const slots = this.#projection.place.synapseSlots
    const view = this.#memory.realBytes === 4 ? this.#memory.bytes(flags, slots) : this.#memory.ints(flags, slots)
    for (let y = 0; y < slots; y++) view[y] = this.#weightPairs[2 * y] > this.#thetaW ? -1 : 0
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

  /** Length of a step, s, where a clock's own value is wanted to the last bit: ms may not give back the same seconds. */
  setStep(stepS: number): void {
    this.#memory.setNumber(this.#projection.place.rule!.descriptor, L.RULE_DT, stepS)
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
      [L.RULE_TOP, 1],
    ]
    for (const [slot, value] of numbers) this.#memory.setNumber(descriptor, slot, value)
    const graded = p.efficacy === 'graded'
    this.#memory.setInt(descriptor, L.RULE_BOUNDED, p.boundedTraces ? 1 : 0)
    this.#memory.setInt(descriptor, L.RULE_GRADED, graded ? 1 : 0)
    const drifts = p.bistable && p.driftPerS > 0
    this.#memory.setInt(descriptor, L.RULE_EAGER, plastic.touch === 'eager' || (graded && drifts) ? 1 : 0)
  }

  #drawWeights(plastic: Plasticity, seed: number): void {
    const { pre, post } = this.#projection
    for (let j = 0; j < post.n; j++) {
      const row = drawHiddenWeights(plastic, seed, post.first + j, pre.n)
      this.#eachOfRow(j, (index, i) => (this.#weightPairs[2 * index] = row[i]))
    }
  }

  #emptyReals(): RealArray {
    return this.#weightPairs instanceof Float32Array
      ? new Float32Array(this.synapseCount)
      : new Float64Array(this.synapseCount)
  }

  /** Visits the synapses of one postsynaptic neuron: place in memory, and presynaptic index. */
  #eachOfRow(j: number, visit: (index: number, pre: number) => void): void {
    if (this.#adjacency) {
      const { rowOffsets, rowSynapses, sources } = this.#adjacency
      for (let a = rowOffsets[j]; a < rowOffsets[j + 1]; a++) visit(rowSynapses[a], sources[a])
    } else {
      const { pre, post } = this.#projection
      const width = padded(post.n)
      for (let i = 0; i < pre.n; i++) visit(i * width + j, i)
    }
  }
}

/** Without stop-learning both gates are open whatever the calcium. */
function gateBounds(p: BcallParameters): { ltpLow: number; ltpHigh: number; ltdLow: number; ltdHigh: number } {
  return p.stopLearning.on
    ? p.stopLearning
    : { ltpLow: -Infinity, ltpHigh: Infinity, ltdLow: -Infinity, ltdHigh: Infinity }
}
