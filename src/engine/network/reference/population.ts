import { cos, log, sin } from '../../kernels/math.ts'
import { philox } from '../../random/random.ts'
import { STREAM, seedWords } from '../../random/streams.ts'
import type { LifSpec, NetworkSpec, SourceSpec } from '../spec.ts'
import { valuesDieAt, withoutDying } from './floor.ts'

/** Spikes of each step, kept as long as a projection may still deliver them. */
class History {
  readonly #spikes = new Map<number, number[]>()
  readonly #longestDelay: number

  constructor(longestDelay: number) {
    this.#longestDelay = longestDelay
  }

  add(k: number, neurons: number[]): void {
    this.#spikes.set(k, neurons)
    this.#spikes.delete(k - this.#longestDelay - 1)
  }

  at(k: number): number[] {
    return this.#spikes.get(k) ?? []
  }
}

/** A source: spikes that are given. */
export class ReferenceSource {
  readonly n: number
  readonly #history: History
  #window = { start: 0, offsets: [0] as ArrayLike<number>, indices: [] as ArrayLike<number> }

  constructor(spec: SourceSpec, longestDelay: number) {
    this.n = spec.n
    this.#history = new History(longestDelay)
  }

  play(start: number, offsets: ArrayLike<number>, indices: ArrayLike<number>): void {
    this.#window = { start, offsets, indices }
  }

  spikesAt(k: number): number[] {
    return this.#history.at(k)
  }

  /** Schedule 0. */
  advance(k: number): void {
    const { start, offsets, indices } = this.#window
    const t = k - start
    const inside = t >= 0 && t + 1 < offsets.length
    this.#history.add(k, inside ? Array.from(indices).slice(offsets[t], offsets[t + 1]) : [])
  }
}

/** Leaky integrate-and-fire neurons, potentials relative to rest in mV. */
export class ReferenceLif {
  readonly n: number
  readonly v: number[]
  readonly i: number[]
  /** Injected current, mV. */
  readonly drive: number[]
  /** First step that integrates again. */
  readonly blockedUntil: number[]
  readonly #spec: LifSpec
  readonly #network: NetworkSpec
  readonly #history: History

  constructor(spec: LifSpec, network: NetworkSpec, longestDelay: number) {
    this.#spec = spec
    this.#network = network
    this.#history = new History(longestDelay)
    this.n = spec.n
    const zeros = (): number[] => new Array<number>(spec.n).fill(0)
    this.v = zeros()
    this.i = zeros()
    this.drive = zeros()
    this.blockedUntil = zeros()
  }

  get thresholdMv(): number {
    return this.#spec.factors.thresholdMv
  }

  spikesAt(k: number): number[] {
    return this.#history.at(k)
  }

  integrates(j: number, k: number): boolean {
    return this.blockedUntil[j] <= k
  }

  /** Schedule 1, membranes and currents, and 2, threshold. */
  advance(k: number): void {
    const { eM, eS, B, thresholdMv, refractorySteps } = this.#spec.factors
    const { floor } = this.#network
    const fired: number[] = []
    for (let j = 0; j < this.n; j++) {
      if (valuesDieAt(k)) {
        this.v[j] = withoutDying(this.v[j], floor)
        this.i[j] = withoutDying(this.i[j], floor)
      }
      if (this.integrates(j, k)) {
        const b = this.#injected(j, k)
        this.v[j] = b - b * eM + (B * this.i[j] + eM * this.v[j])
        if (this.v[j] > thresholdMv) {
          fired.push(j)
          this.blockedUntil[j] = k + refractorySteps
        }
      }
      this.i[j] *= eS
    }
    this.#history.add(k, fired)
  }

  /** Schedule 4. */
  reset(k: number): void {
    for (const j of this.spikesAt(k)) this.v[j] = this.#spec.factors.resetMv
  }

  /** Injected current of one step: drive, sinusoid and noise. */
  #injected(j: number, k: number): number {
    const { sine, noise, factors } = this.#spec
    let changing = 0
    if (sine) {
      const omega = 2 * Math.PI * sine.frequencyHz * (this.#network.dtMs / 1000)
      changing = sine.amplitudeMv * sin(omega * k + sine.phaseRad)
    }
    if (noise) {
      // Held over a step, the current moves the free membrane by (1 - eM) of itself: its variance is sd^2 (1 - eM) / (1 + eM).
      const sdMv = noise.membraneSdMv * Math.sqrt((1 + factors.eM) / (1 - factors.eM))
      changing += sdMv * this.#gauss(j, k)
    }
    return this.drive[j] + changing
  }

  /** Standard normal of a neuron and step, by Box and Muller. */
  #gauss(j: number, k: number): number {
    const words = philox(seedWords(this.#network.seed), [STREAM.currentNoise, this.#spec.first + j, k, 0])
    const unit = (word: number): number => (word + 0.5) / 4294967296
    return Math.sqrt(-2 * log(unit(words[0]))) * cos(2 * Math.PI * unit(words[1]))
  }
}

export type ReferencePopulation = ReferenceSource | ReferenceLif
