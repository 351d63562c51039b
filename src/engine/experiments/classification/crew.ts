import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'
import type { DataSet } from '../images.ts'
import type { LiveRequest } from '../live.ts'
import type { WorkerPort } from '../port.ts'
import type { UnitRange } from '../digits/design.ts'
import { type JoinedLive, joinLive, watchOf } from './live.ts'
import { type Responses, type ShardResponses, joinResponses } from '../digits/readout.ts'
import { HISTOGRAM_BINS, type ShardArgument, type ShardProgress } from './shard.ts'
import { type ShardState, joinStates, stateOf } from './state.ts'

export interface CrewProgress {
  flips: { up: number; down: number }
  events: number
  live?: JoinedLive
}

/** The workers of one run as if they were one: deals the output units out and puts the answers together. */
export class Crew {
  readonly #ports: WorkerPort[]
  readonly #units: UnitRange[]

  constructor(ports: WorkerPort[], units: number) {
    const shards = Math.min(ports.length, units)
    this.#ports = ports.slice(0, shards)
    this.#units = Array.from({ length: shards }, (_, s) => {
      const first = Math.floor((units * s) / shards)
      return { first, count: Math.floor((units * (s + 1)) / shards) - first }
    })
  }

  async open(design: ClassificationDesign, seed: number, data: DataSet): Promise<void> {
    await this.#each((port, units) => {
      const argument: ShardArgument = { design, seed, units, data }
      return port.call({ type: 'open', kind: 'classification', argument })
    })
  }

  /** Trains up to presentation `to`; with a request, the last presentation is recorded. */
  async train(to: number, request: LiveRequest | undefined, inputs: number): Promise<CrewProgress> {
    const watches = request && this.#units.map((units) => watchOf(request, units))
    const parts = await this.#each((port, _units, s) =>
      port.call({ type: 'call', method: 'train', argument: { to, watch: watches?.[s].watch } }),
    )
    const shards = parts as ShardProgress[]
    const sum = (pick: (part: ShardProgress) => number): number => shards.reduce((total, part) => total + pick(part), 0)
    const recorded = watches && shards.every((part) => part.live)
    return {
      flips: { up: sum((part) => part.flips.up), down: sum((part) => part.flips.down) },
      events: sum((part) => part.events),
      live: recorded
        ? joinLive(
            shards.map((part, s) => ({ live: part.live!, columns: watches[s].columns })),
            this.#units,
            inputs,
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

  hiddenWeights(): Promise<RealArray[]> {
    return this.#call('hiddenWeights') as Promise<RealArray[]>
  }

  async weightImage(): Promise<{ weights: Uint8Array; histogram: Int32Array }> {
    const parts = (await this.#call('weightImage')) as { weights: Uint8Array; histogram: Int32Array }[]
    const histogram = new Int32Array(HISTOGRAM_BINS)
    for (const part of parts) part.histogram.forEach((n, bin) => (histogram[bin] += n))
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
