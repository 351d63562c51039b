import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'
import type { DataSet } from '../images.ts'
import type { LiveRequest } from '../live.ts'
import type { WorkerPort } from '../port.ts'
import type { CrewProgress, DigitsCrew, GuardedProgress, WeightImage } from '../digits/crew.ts'
import { type UnitRange, unitsOf } from '../digits/design.ts'
import { inputsOf } from '../digits/encoding.ts'
import { HISTOGRAM_BINS, joinLive, watchOf } from '../digits/live.ts'
import { type Responses, type ShardResponses, joinResponses } from '../digits/readout.ts'
import { weightsArray } from '../digits/results.ts'
import type { ShardArgument } from './shard.ts'
import { type ShardState, joinStates, stateOf } from './state.ts'

/** Deals the output units out to the workers and puts their answers together. */
export class Crew implements DigitsCrew {
  readonly #design: ClassificationDesign
  readonly #seed: number
  readonly #data: DataSet
  readonly #ports: WorkerPort[]
  readonly #units: UnitRange[]

  constructor(design: ClassificationDesign, seed: number, data: DataSet, ports: WorkerPort[]) {
    const units = unitsOf(design)
    this.#design = design
    this.#seed = seed
    this.#data = data
    const shards = Math.min(ports.length, units)
    this.#ports = ports.slice(0, shards)
    this.#units = Array.from({ length: shards }, (_, s) => {
      const first = Math.floor((units * s) / shards)
      return { first, count: Math.floor((units * (s + 1)) / shards) - first }
    })
  }

  async open(): Promise<void> {
    await this.#each((port, units) => {
      const argument: ShardArgument = { design: this.#design, seed: this.#seed, units, data: this.#data }
      return port.call({ type: 'open', kind: 'classification', argument })
    })
  }

  async train(to: number, request: LiveRequest | undefined): Promise<CrewProgress> {
    const watches = request && this.#units.map((units) => watchOf(request, units))
    const parts = await this.#each((port, _units, s) =>
      port.call({ type: 'call', method: 'train', argument: { to, watch: watches?.[s].watch } }),
    )
    const shards = parts as GuardedProgress[]
    const sum = (pick: (part: GuardedProgress) => number): number =>
      shards.reduce((total, part) => total + pick(part), 0)
    const recorded = watches && shards.every((part) => part.live)
    return {
      flips: { up: sum((part) => part.flips.up), down: sum((part) => part.flips.down) },
      events: sum((part) => part.events),
      vitals: {
        mostHz: 1000 / (this.#design.neuron.refractorySteps * this.#design.schedule.dtMs),
        spikes: shards[0].vitals.spikes.map((_, p) => sum((part) => part.vitals.spikes[p])),
        finite: shards.every((part) => part.vitals.finite),
      },
      live: recorded
        ? joinLive(
            shards.map((part, s) => ({ live: part.live!, columns: watches[s].columns })),
            this.#units,
            inputsOf(this.#design, this.#data.train.rows * this.#data.train.columns),
            request.probes.length,
          )
        : undefined,
    }
  }

  async respond(set: 'test' | 'heldOut', indices: Int32Array): Promise<Responses> {
    return this.#join((await this.#call('respond', { set, indices })) as ShardResponses[], indices.length)
  }

  async probePicture(pixels: Uint8Array, key: number): Promise<Responses> {
    return this.#join((await this.#call('probePicture', { pixels, key })) as ShardResponses[], 1)
  }

  async hiddenWeights(): Promise<NamedArray> {
    const parts = (await this.#call('hiddenWeights')) as RealArray[]
    return weightsArray(unitsOf(this.#design), this.#design.synapse.connectivity === 'all-to-all', parts)
  }

  async weightImage(): Promise<WeightImage> {
    const parts = (await this.#call('weightImage')) as Required<WeightImage>[]
    const histogram = new Int32Array(HISTOGRAM_BINS)
    for (const part of parts) part.histogram.forEach((n, bin) => (histogram[bin] += n))
    if (this.#design.synapse.connectivity !== 'all-to-all') return { histogram }
    const weights = new Uint8Array(parts.reduce((sum, part) => sum + part.weights.length, 0))
    parts.reduce((place, part) => {
      weights.set(part.weights, place)
      return place + part.weights.length
    }, 0)
    return { weights, histogram }
  }

  async state(): Promise<Record<string, NamedArray>> {
    return joinStates((await this.#call('state')) as ShardState[])
  }

  async restore(arrays: Record<string, NamedArray>, presentation: number): Promise<void> {
    await this.#each((port, units) =>
      port.call({ type: 'call', method: 'restore', argument: stateOf(arrays, presentation, units) }),
    )
  }

  #join(parts: ShardResponses[], digits: number): Responses {
    return joinResponses(
      parts,
      this.#units.map((units) => units.count),
      digits,
    )
  }

  #call(method: string, argument?: unknown): Promise<unknown[]> {
    return this.#each((port) => port.call({ type: 'call', method, argument }))
  }

  #each(ask: (port: WorkerPort, units: UnitRange, shard: number) => Promise<unknown>): Promise<unknown[]> {
    return Promise.all(this.#ports.map((port, s) => ask(port, this.#units[s], s)))
  }
}
