import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'
import type { CrewProgress, DigitsCrew, GuardedProgress, WeightImage } from '../digits/crew.ts'
import { unitsOf } from '../digits/design.ts'
import { inputsOf } from '../digits/encoding.ts'
import { joinLive, watchOfWhole } from '../digits/live.ts'
import type { Responses, ShardResponses } from '../digits/readout.ts'
import { weightsArray } from '../digits/results.ts'
import type { DataSet } from '../images.ts'
import type { LiveRequest } from '../live.ts'
import type { WorkerPort } from '../port.ts'
import type { RecurrentArgument } from './network.ts'
import type { Recalled, RecallTask } from './recall.ts'
import { type RecurrentState, namedState, stateOf } from './state.ts'

/**
 * Recurrence couples every neuron to every other at every step, so one worker trains. Digits that are only looked at know nothing of
 * each other: all workers take what was learned and share them out.
 */
export class RecurrentCrew implements DigitsCrew {
  readonly #design: RecurrentDesign
  readonly #seed: number
  readonly #data: DataSet
  readonly #ports: WorkerPort[]
  /** Whether the other workers have learned what the first one has. */
  #shared = false

  constructor(design: RecurrentDesign, seed: number, data: DataSet, ports: WorkerPort[]) {
    this.#design = design
    this.#seed = seed
    this.#data = data
    this.#ports = ports
  }

  async open(): Promise<void> {
    const argument: RecurrentArgument = { design: this.#design, seed: this.#seed, data: this.#data }
    await Promise.all(this.#ports.map((port) => port.call({ type: 'open', kind: 'recurrent', argument })))
  }

  async train(to: number, request: LiveRequest | undefined): Promise<CrewProgress> {
    const units = { first: 0, count: unitsOf(this.#design) }
    const watched = request && watchOfWhole(request)
    this.#shared = false
    const progress = (await this.#first('train', { to, watch: watched?.watch })) as GuardedProgress
    const { flips, events, live } = progress
    const { neuron, schedule } = this.#design
    const vitals = { ...progress.vitals, mostHz: 1000 / (neuron.refractorySteps * schedule.dtMs) }
    if (!live || !watched) return { flips, events, vitals }
    const inputs = inputsOf(this.#design, this.#data.train.rows * this.#data.train.columns)
    const joined = joinLive([{ live, columns: watched.columns }], [units], inputs, request.probes.length)
    return { flips, events, vitals, live: joined }
  }

  async respond(set: 'test' | 'heldOut', indices: Int32Array): Promise<Responses> {
    const parts = (await this.#dealt('respond', indices, (some) => ({ set, indices: some }))) as ShardResponses[]
    const units = unitsOf(this.#design)
    const counts = joinCounts(parts.map((part) => part.counts))
    return { counts, digits: indices.length, units, events: parts.reduce((sum, { events }) => sum + events, 0) }
  }

  async recall(task: RecallTask): Promise<Recalled> {
    const parts = (await this.#dealt('recall', task.indices, (indices) => ({ ...task, indices }))) as Recalled[]
    return {
      counts: joinCounts(parts.map(({ counts }) => counts)),
      pixelCounts: joinCounts(parts.map(({ pixelCounts }) => pixelCounts)),
    }
  }

  async probePicture(pixels: Uint8Array, key: number): Promise<Responses> {
    const { counts, events } = (await this.#first('probePicture', { pixels, key })) as ShardResponses
    return { counts, digits: 1, units: counts.length, events }
  }

  async hiddenWeights(): Promise<NamedArray> {
    return weightsArray(unitsOf(this.#design), true, [(await this.#first('hiddenWeights')) as RealArray])
  }

  weightImage(): Promise<WeightImage> {
    return this.#first('weightImage') as Promise<WeightImage>
  }

  async state(): Promise<Record<string, NamedArray>> {
    return namedState((await this.#first('state')) as RecurrentState)
  }

  async restore(arrays: Record<string, NamedArray>, presentation: number): Promise<void> {
    this.#shared = false
    await this.#first('restore', stateOf(arrays, presentation))
  }

  #first(method: string, argument?: unknown): Promise<unknown> {
    return this.#ports[0].call({ type: 'call', method, argument })
  }

  /** Deals digits out to the workers, in order; random numbers are keyed by digit, so it does not matter who gets which. */
  async #dealt(method: string, indices: Int32Array, argumentOf: (some: Int32Array) => unknown): Promise<unknown[]> {
    const hands = Math.max(1, Math.min(this.#ports.length, indices.length))
    if (hands > 1) await this.#share()
    const from = (hand: number): number => Math.floor((indices.length * hand) / hands)
    return Promise.all(
      this.#ports.slice(0, hands).map((port, hand) => {
        const argument = argumentOf(indices.slice(from(hand), from(hand + 1)))
        return port.call({ type: 'call', method, argument })
      }),
    )
  }

  async #share(): Promise<void> {
    if (this.#shared) return
    const argument = await this.#first('state')
    await Promise.all(this.#ports.slice(1).map((port) => port.call({ type: 'call', method: 'restore', argument })))
    this.#shared = true
  }
}

function joinCounts(parts: Uint16Array[]): Uint16Array {
  const all = new Uint16Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((place, part) => {
    all.set(part, place)
    return place + part.length
  }, 0)
  return all
}
