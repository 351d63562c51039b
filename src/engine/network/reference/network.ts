import { checkSpec } from '../check.ts'
import { longestDelaySteps } from '../delays.ts'
import type { NetworkSpec } from '../spec.ts'
import { ReferenceLif, type ReferencePopulation, ReferenceSource } from './population.ts'
import { ReferenceProjection } from './projection.ts'

/**
 * The readable twin of Network: the same NetworkSpec, stepped in plain TypeScript as the schedule is written, one neuron and one synapse
 * at a time. In f64 both give the same bits. It is there to be read and to be compared with, not to be fast.
 */
export class ReferenceNetwork {
  readonly populations: ReadonlyMap<string, ReferencePopulation>
  readonly projections: ReadonlyMap<string, ReferenceProjection>
  /** Static synapses act before plastic ones. */
  readonly #ordered: ReferenceProjection[]

  constructor(spec: NetworkSpec) {
    checkSpec(spec)
    this.populations = new Map(
      spec.populations.map((population) => {
        const longest = longestDelaySteps(spec.projections, population.name, spec.dtMs)
        return [
          population.name,
          population.kind === 'source'
            ? new ReferenceSource(population, longest)
            : new ReferenceLif(population, spec, longest),
        ]
      }),
    )
    const firsts = new Map(spec.populations.map((p) => [p.name, p.kind === 'lif' ? p.first : 0]))
    this.projections = new Map(
      spec.projections.map((q) => {
        const post = this.populations.get(q.post) as ReferenceLif
        return [q.name, new ReferenceProjection(q, spec, this.populations.get(q.pre)!, post, firsts.get(q.post)!)]
      }),
    )
    const all = [...this.projections.values()]
    this.#ordered = [...all.filter((q) => !q.plasticity), ...all.filter((q) => q.plasticity)]
  }

  /** Steps from <= k < to. Without learning the rule is frozen: traces, calcium and weights neither move nor age. */
  run(from: number, to: number, learning: boolean): void {
    for (let k = from; k < to; k++) this.#step(k, learning)
  }

  #step(k: number, learning: boolean): void {
    // 1 and 2: decay, integrate, threshold
    if (learning) for (const q of this.#ordered) q.plasticity?.decay(k)
    for (const population of this.populations.values()) population.advance(k)
    // 3: static synapses; presynaptic spikes: transmit, then learn; postsynaptic spikes: learn
    for (const q of this.#ordered) {
      q.transmit(k)
      if (learning) q.learnPre(k)
    }
    if (learning) for (const q of this.#ordered) q.learnPost(k)
    // 4: reset and jump
    for (const population of this.populations.values()) if (population instanceof ReferenceLif) population.reset(k)
    if (learning) for (const q of this.#ordered) q.jump(k)
  }
}
