import { EngineError } from '../errors.ts'
import * as L from '../kernels/assembly/layout.ts'
import { type Kernels, type RealArray, instantiate } from '../kernels/kernels.ts'
import { Arena } from './arena.ts'
import { type Adjacency, drawAdjacency } from './connectivity.ts'
import { type PopulationPlace, type ProjectionPlace, placePopulation, placeProjection } from './layout.ts'
import { Memory } from './memory.ts'
import { LifPopulation, type Population, SourcePopulation } from './population.ts'
import { BcallSynapses } from './plastic/bcall-synapses.ts'
import type { Synapses } from './plastic/synapses.ts'
import { Projection } from './projection.ts'
import type { NetworkSpec, PopulationSpec } from './spec.ts'
import { checkSpec } from './check.ts'
import { longestDelaySteps } from './delays.ts'

/** Room for live views and recordings, fixed when the network is built. Both 0: nothing is recorded, at no cost. */
export interface RecordingRoom {
  /** Spikes between two calls of takeSpikes(). */
  spikes: number
  /** Values between two calls of takeProbes(). */
  probeValues: number
}

/** What a probe reads: a state variable of one neuron, or the hidden weight of one synapse (drift included). */
export type Probe =
  | { kind: 'membrane' | 'current'; population: string; neuron: number }
  | { kind: 'xPre' | 'xPost' | 'calcium'; projection: string; neuron: number }
  | { kind: 'hiddenWeight'; projection: string; pre: number; post: number }

const MAX_PROBES = 256

/** A network in a kernel's memory: populations, projections, and the schedule of bcall.md run over them step by step. */
export class Network {
  readonly spec: NetworkSpec
  readonly populations: ReadonlyMap<string, Population>
  readonly projections: ReadonlyMap<string, Projection>
  /** Bytes of linear memory in use. */
  readonly bytes: number
  readonly #memory: Memory
  readonly #kernels: Kernels
  readonly #descriptor: number
  readonly #log: { address: number; capacity: number }
  readonly #probe: { table: number; buffer: number; capacityValues: number }
  #logStart = new Map<string, number>()

  constructor(spec: NetworkSpec, room: RecordingRoom = { spikes: 0, probeValues: 0 }) {
    checkSpec(spec)
    this.spec = spec
    const plan = layOut(spec, room)
    if (plan.bytes > spec.budgetBytes) {
      throw new EngineError('MEMORY_BUDGET', { neededBytes: plan.bytes, budgetBytes: spec.budgetBytes })
    }
    this.bytes = plan.bytes
    this.#memory = new Memory(plan.pages, spec.precision)
    this.#kernels = instantiate(spec.precision, this.#memory.memory)
    this.populations = this.#makePopulations(plan)
    this.projections = this.#makeProjections(plan)
    this.#descriptor = plan.network
    this.#log = { address: plan.log, capacity: room.spikes }
    this.#probe = { table: plan.probeTable, buffer: plan.probeBuffer, capacityValues: room.probeValues }
    this.#writeTables(plan)
  }

  source(name: string): SourcePopulation {
    const found = this.populations.get(name)
    if (found instanceof SourcePopulation) return found
    throw new Error(`no source population is named ${name}`)
  }

  lif(name: string): LifPopulation {
    const found = this.populations.get(name)
    if (found instanceof LifPopulation) return found
    throw new Error(`no LIF population is named ${name}`)
  }

  projection(name: string): Projection {
    const found = this.projections.get(name)
    if (found) return found
    throw new Error(`no projection is named ${name}`)
  }

  /** Runs steps from <= k < to. Without learning the rule is frozen: traces, calcium and weights neither move nor age. */
  run(from: number, to: number, learning: boolean): void {
    this.#kernels.run(this.#descriptor, from, to, learning ? 1 : 0)
  }

  /** Everything but the hidden weights and the drives back to rest. */
  rest(): void {
    for (const population of this.populations.values()) {
      population.forgetSpikes()
      if (population instanceof LifPopulation) population.rest()
    }
    for (const projection of this.projections.values()) projection.plasticity?.rest()
  }

  /** Starts (names) or stops (none) the spike log. Returns the number of each population's first neuron in the log. */
  logSpikes(names: string[]): ReadonlyMap<string, number> {
    this.#logStart = new Map()
    let base = 0
    for (const population of this.populations.values()) {
      const wanted = names.includes(population.name)
      population.logFrom(wanted ? base : -1)
      if (!wanted) continue
      this.#logStart.set(population.name, base)
      base += population.n
    }
    this.#memory.setInt(this.#descriptor, L.NET_LOG_CAPACITY, names.length > 0 ? this.#log.capacity : 0)
    this.#memory.setInt(this.#descriptor, L.NET_LOG_COUNT, 0)
    return this.#logStart
  }

  /** Spikes since the last call: pairs (step, number in the log), and how many did not fit. */
  takeSpikes(): { pairs: Int32Array; lost: number } {
    const written = this.#memory.int(this.#descriptor, L.NET_LOG_COUNT)
    const kept = Math.min(written, this.#log.capacity)
    this.#memory.setInt(this.#descriptor, L.NET_LOG_COUNT, 0)
    return { pairs: this.#memory.ints(this.#log.address, 2 * kept).slice(), lost: written - kept }
  }

  /** Samples these probes at every step that is a multiple of `everySteps`; none: probing stops. */
  probe(probes: Probe[], everySteps: number): void {
    if (probes.length > MAX_PROBES) throw new EngineError('TOO_MANY_PROBES', { asked: probes.length, most: MAX_PROBES })
    const table = this.#memory.ints(this.#probe.table, L.PROBE_SLOTS * MAX_PROBES)
    probes.forEach((probe, a) => {
      table.set(this.#rowOf(probe), L.PROBE_SLOTS * a)
    })
    const rows = probes.length === 0 ? 0 : Math.floor(this.#probe.capacityValues / probes.length)
    const set = (slot: number, value: number): void => this.#memory.setInt(this.#descriptor, slot, value)
    set(L.NET_PROBES, rows > 0 ? probes.length : 0)
    set(L.NET_PROBE_EVERY, Math.max(1, everySteps))
    set(L.NET_PROBE_CAPACITY, rows)
    set(L.NET_PROBE_ROWS, 0)
  }

  /** Rows sampled since the last call, [rows][probes]. */
  takeProbes(): RealArray {
    const rows = this.#memory.int(this.#descriptor, L.NET_PROBE_ROWS)
    const probes = this.#memory.int(this.#descriptor, L.NET_PROBES)
    this.#memory.setInt(this.#descriptor, L.NET_PROBE_ROWS, 0)
    return this.#memory.reals(this.#probe.buffer, rows * probes).slice()
  }

  /** Whether there is what a probe would read. */
  has(probe: Probe): boolean {
    try {
      this.#rowOf(probe)
      return true
    } catch {
      return false
    }
  }

  /** See PROBE_SLOTS. */
  #rowOf(probe: Probe): number[] {
    switch (probe.kind) {
      case 'membrane':
        return [L.PROBE_VALUE, elementOf(this.lif(probe.population).v, probe.neuron)]
      case 'current':
        return [L.PROBE_VALUE, elementOf(this.lif(probe.population).i, probe.neuron)]
      case 'xPre':
      case 'xPost':
      case 'calcium':
        return this.#traceOf(probe)
      case 'hiddenWeight': {
        const projection = this.projection(probe.projection)
        checkIndex(probe.pre, projection.pre.n)
        checkIndex(probe.post, projection.post.n)
        const index = this.#plastic(probe.projection).indexOf(probe.pre, probe.post)
        if (index < 0) throw new EngineError('NO_SYNAPSE', { pre: probe.pre, post: probe.post })
        return [L.PROBE_WEIGHT, projection.place.descriptor, index, probe.pre, probe.post]
      }
    }
  }

  /** Of rules beside BCaLL: the fast trace or the calcium of a side, whichever it has. */
  #traceOf({ kind, projection: name, neuron }: Extract<Probe, { neuron: number; projection: string }>): number[] {
    const projection = this.projection(name)
    checkIndex(neuron, kind === 'xPre' ? projection.pre.n : projection.post.n)
    const synapses = this.#plastic(name)
    if (kind === 'xPre') return [L.PROBE_PRE, projection.place.descriptor, neuron]
    if (!(synapses instanceof BcallSynapses)) return [L.PROBE_POST, projection.place.descriptor, neuron]
    return [L.PROBE_VALUE, elementOf(kind === 'xPost' ? synapses.xPost : synapses.c, neuron)]
  }

  #plastic(name: string): Synapses {
    const state = this.projection(name).plasticity
    if (!state) throw new Error(`projection ${name} is not plastic`)
    return state
  }

  #makePopulations(plan: Plan): Map<string, Population> {
    return new Map(
      this.spec.populations.map((spec, a) => {
        const place = plan.populations[a]
        const population =
          spec.kind === 'source'
            ? new SourcePopulation(this.#memory, this.#kernels, this.spec, spec, place)
            : new LifPopulation(this.#memory, this.#kernels, this.spec, spec, place)
        return [spec.name, population]
      }),
    )
  }

  #makeProjections(plan: Plan): Map<string, Projection> {
    return new Map(
      this.spec.projections.map((spec, a) => {
        const sides = { pre: this.populations.get(spec.pre)!, post: this.lif(spec.post) }
        const { place, adjacency } = plan.projections[a]
        return [spec.name, new Projection(this.#memory, this.#kernels, this.spec, spec, sides, place, adjacency)]
      }),
    )
  }

  #writeTables(plan: Plan): void {
    const populations = [...this.populations.values()]
    // Static synapses act before plastic ones (step 3a of the schedule).
    const projections = [...this.projections.values()].sort(
      (a, b) => Number(Boolean(a.plasticity)) - Number(Boolean(b.plasticity)),
    )
    this.#memory.ints(plan.populationTable, populations.length).set(populations.map((p) => p.descriptor))
    this.#memory.ints(plan.projectionTable, projections.length).set(projections.map((q) => q.place.descriptor))
    const slots: [number, number][] = [
      [L.NET_POPULATIONS, populations.length],
      [L.NET_PROJECTIONS, projections.length],
      [L.NET_POPULATION_TABLE, plan.populationTable],
      [L.NET_PROJECTION_TABLE, plan.projectionTable],
      [L.NET_LOG, plan.log],
      [L.NET_PROBE_TABLE, plan.probeTable],
      [L.NET_PROBE_BUFFER, plan.probeBuffer],
    ]
    for (const [slot, value] of slots) this.#memory.setInt(plan.network, slot, value)
  }
}

interface Plan {
  bytes: number
  pages: number
  network: number
  populationTable: number
  projectionTable: number
  log: number
  probeTable: number
  probeBuffer: number
  populations: PopulationPlace[]
  projections: { place: ProjectionPlace; adjacency: Adjacency | undefined }[]
}

/** Bytes a network needs, without building it. */
export function networkBytes(spec: NetworkSpec, room: RecordingRoom): number {
  return layOut(spec, room).bytes
}

function layOut(spec: NetworkSpec, room: RecordingRoom): Plan {
  const arena = new Arena()
  const realBytes = spec.precision === 'f32' ? 4 : 8
  const byName = new Map<string, PopulationSpec>(spec.populations.map((p) => [p.name, p]))
  const populations = spec.populations.map((p) => {
    return placePopulation(arena, p, longestDelaySteps(spec.projections, p.name, spec.dtMs) + 1, realBytes)
  })
  const projections = spec.projections.map((q) => {
    const pre = byName.get(q.pre)!
    const post = byName.get(q.post)!
    const first = post.kind === 'lif' ? post.first : 0
    const adjacency =
      q.connectivity.kind === 'all-to-all' ? undefined : drawAdjacency(q.connectivity, pre.n, post.n, first, spec.seed)
    return { place: placeProjection(arena, q, pre.n, post.n, adjacency, realBytes), adjacency }
  })
  const plan = {
    populations,
    projections,
    network: arena.place(L.NET_SLOTS * 8),
    populationTable: arena.place(populations.length * 4),
    projectionTable: arena.place(projections.length * 4),
    log: arena.place(room.spikes * 8),
    probeTable: arena.place(MAX_PROBES * L.PROBE_SLOTS * 4),
    probeBuffer: arena.place(room.probeValues * realBytes),
  }
  return { ...plan, bytes: arena.bytes, pages: arena.pages }
}

function elementOf(array: RealArray, index: number): number {
  checkIndex(index, array.length)
  return array.byteOffset + index * array.BYTES_PER_ELEMENT
}

function checkIndex(index: number, neurons: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= neurons) throw new EngineError('NO_NEURON', { index, neurons })
}
