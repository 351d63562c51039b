import { STREAM, seedWords } from '../random/streams.ts'
import * as L from '../kernels/assembly/layout.ts'
import type { Kernels, RealArray } from '../kernels/kernels.ts'
import { type PopulationPlace, padded } from './layout.ts'
import type { Memory } from './memory.ts'
import type { LifSpec, NetworkSpec, PopulationSpec } from './spec.ts'

/** What sources and LIF neurons share: a ring of their last spikes, and spike counts. */
export class Population {
  readonly name: string
  readonly n: number
  /** Spikes of each neuron since the counts were last cleared. */
  readonly counts: Int32Array
  readonly descriptor: number
  protected readonly memory: Memory
  protected readonly place: PopulationPlace
  readonly #ringCounts: Int32Array

  constructor(memory: Memory, spec: PopulationSpec, place: PopulationPlace) {
    this.name = spec.name
    this.n = spec.n
    this.memory = memory
    this.place = place
    this.descriptor = place.descriptor
    this.counts = memory.ints(place.counts, spec.n)
    this.#ringCounts = memory.ints(place.ringCounts, place.ringLength)
    const set = (slot: number, value: number): void => memory.setInt(place.descriptor, slot, value)
    set(L.POP_N, spec.n)
    set(L.POP_LOG_BASE, -1)
    set(L.POP_RING, place.ring)
    set(L.POP_RING_COUNTS, place.ringCounts)
    set(L.POP_RING_LENGTH, place.ringLength)
    set(L.POP_COUNTS, place.counts)
  }

  /** Spikes on their way over delayed projections are forgotten. */
  forgetSpikes(): void {
    this.#ringCounts.fill(0)
  }

  /** Spikes of the last steps, for a checkpoint. */
  get inFlight(): { counts: Int32Array; neurons: Int32Array } {
    return { counts: this.#ringCounts, neurons: this.memory.ints(this.place.ring, this.place.ringLength * this.n) }
  }

  /** Numbers this population's neurons from base on in the spike log; -1 leaves them out. */
  logFrom(base: number): void {
    this.memory.setInt(this.descriptor, L.POP_LOG_BASE, base)
  }
}

/** Neurons whose spikes are given, one window of steps at a time. */
export class SourcePopulation extends Population {
  readonly #kernels: Kernels
  readonly #offsets: Int32Array
  readonly #indices: Int32Array
  readonly #seed: [number, number]

  constructor(memory: Memory, kernels: Kernels, network: NetworkSpec, spec: PopulationSpec, place: PopulationPlace) {
    super(memory, spec, place)
    if (!place.source || spec.kind !== 'source') throw new Error(`${spec.name} is not a source`)
    this.#kernels = kernels
    this.#seed = seedWords(network.seed)
    this.#offsets = memory.ints(place.source.offsets, spec.windowSteps + 1)
    this.#indices = memory.ints(place.source.indices, spec.windowSpikes)
    memory.setInt(place.descriptor, L.POP_KIND, L.KIND_SOURCE)
    memory.setInt(place.descriptor, L.POP_OFFSETS, place.source.offsets)
    memory.setInt(place.descriptor, L.POP_INDICES, place.source.indices)
  }

  /**
   * Plays given spikes from step `start` on.
   * @param offsets [steps + 1]: the spikes of step start + t are indices[offsets[t]] to indices[offsets[t + 1] - 1], ascending
   */
  play(start: number, offsets: ArrayLike<number>, indices: ArrayLike<number>): void {
    if (offsets.length > this.#offsets.length || indices.length > this.#indices.length) {
      throw new RangeError(
        `${this.name}: a window of ${offsets.length - 1} steps and ${indices.length} spikes does not fit`,
      )
    }
    this.#offsets.set(offsets)
    this.#indices.set(indices)
    this.#open(start, offsets.length - 1)
  }

  /**
   * Poisson spikes (Bernoulli in every step) of the listed neurons for `steps` steps from `start` on.
   * @param neurons ascending indices
   * @param logSilence ln(1 - p) of each, p = probability of a spike in one step
   * @param stream, window key of the random numbers: draws depend on (seed, stream, neuron + first, window) alone
   * @param first number of neuron 0 in the whole population, when this is a part of it
   */
  poisson(
    neurons: ArrayLike<number>,
    logSilence: ArrayLike<number>,
    start: number,
    steps: number,
    stream: number,
    window: number,
    first = 0,
  ): number {
    const source = this.place.source!
    this.memory.ints(source.neurons, neurons.length).set(neurons)
    this.memory.doubles(source.logSilence, neurons.length).set(logSilence)
    const spikes = this.#kernels.poisson(
      source.neurons,
      neurons.length,
      source.logSilence,
      steps,
      source.offsets,
      source.indices,
      source.scratch,
      this.#indices.length,
      this.#seed[0],
      this.#seed[1],
      stream,
      window,
      first,
    )
    if (spikes < 0)
      throw new RangeError(`${this.name}: more than ${this.#indices.length} spikes in a window of ${steps} steps`)
    this.#open(start, steps)
    return spikes
  }

  silence(): void {
    this.memory.setInt(this.descriptor, L.POP_WINDOW_STEPS, 0)
  }

  #open(start: number, steps: number): void {
    this.memory.setInt(this.descriptor, L.POP_WINDOW_START, start)
    this.memory.setInt(this.descriptor, L.POP_WINDOW_STEPS, steps)
  }
}

/** Leaky integrate-and-fire neurons. Potentials are relative to rest, in mV. */
export class LifPopulation extends Population {
  readonly first: number
  /** [n] membrane potential above rest, mV */
  readonly v: RealArray
  /** [n] synaptic current, mV */
  readonly i: RealArray
  /** [n] injected current, mV; call settle() after changing it */
  readonly drive: RealArray
  /** [n] first step that integrates again */
  readonly blockedUntil: Int32Array
  readonly #kernels: Kernels

  constructor(memory: Memory, kernels: Kernels, network: NetworkSpec, spec: LifSpec, place: PopulationPlace) {
    super(memory, spec, place)
    const lif = place.lif!
    this.#kernels = kernels
    this.first = spec.first
    this.v = memory.reals(lif.v, spec.n)
    this.i = memory.reals(lif.i, spec.n)
    this.drive = memory.reals(lif.drive, spec.n)
    this.blockedUntil = memory.ints(lif.blockedUntil, padded(spec.n))
    const [low, high] = seedWords(network.seed)
    const ints: [number, number][] = [
      [L.POP_KIND, L.KIND_LIF],
      [L.POP_FIRST, spec.first],
      [L.POP_V, lif.v],
      [L.POP_I, lif.i],
      [L.POP_BASE, lif.base],
      [L.POP_DRIVE, lif.drive],
      [L.POP_BLOCKED_UNTIL, lif.blockedUntil],
      [L.POP_REFRACTORY, spec.factors.refractorySteps],
      [L.POP_SEED_LOW, low | 0],
      [L.POP_SEED_HIGH, high | 0],
      [L.POP_STREAM, STREAM.currentNoise],
    ]
    const stepS = network.dtMs / 1000
    const { eM } = spec.factors
    const numbers: [number, number][] = [
      [L.POP_E_M, eM],
      [L.POP_E_S, spec.factors.eS],
      [L.POP_B, spec.factors.B],
      [L.POP_THRESHOLD, spec.factors.thresholdMv],
      [L.POP_RESET, spec.factors.resetMv],
      [L.POP_SINE_AMPLITUDE, spec.sine?.amplitudeMv ?? 0],
      [L.POP_SINE_OMEGA, 2 * Math.PI * (spec.sine?.frequencyHz ?? 0) * stepS],
      [L.POP_SINE_PHASE, spec.sine?.phaseRad ?? 0],
      // Noise held over each step: the free membrane's variance is sd^2 (1 - eM) / (1 + eM).
      [L.POP_NOISE, spec.noise ? spec.noise.membraneSdMv * Math.sqrt((1 + eM) / (1 - eM)) : 0],
      [L.POP_FLOOR, network.floor],
    ]
    for (const [slot, value] of ints) memory.setInt(place.descriptor, slot, value)
    for (const [slot, value] of numbers) memory.setNumber(place.descriptor, slot, value)
  }

  /** Above rest. */
  get thresholdMv(): number {
    return this.memory.number(this.descriptor, L.POP_THRESHOLD)
  }

  /** Makes a changed drive effective. */
  settle(): void {
    this.#kernels.settle(this.descriptor)
  }

  /** Back to rest: membrane, current and refractoriness; the drive stays. */
  rest(): void {
    this.v.fill(0)
    this.i.fill(0)
    this.blockedUntil.fill(0)
  }
}
