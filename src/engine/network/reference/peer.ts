import { calciumRule } from '../../models/plasticity/calcium.ts'
import type { PlasticityRule } from '../../models/plasticity/rule.ts'
import { sdsp } from '../../models/plasticity/sdsp.ts'
import { triplet } from '../../models/plasticity/triplet.ts'
import { drawHiddenWeights } from '../hidden-weights.ts'
import { thetaOf } from '../plastic/peer-parameters.ts'
import type { NetworkSpec, PeerPlasticity, PeerRule } from '../spec.ts'
import type { ReferencePlasticity } from './learning.ts'

/** States of any shape. */
type Model = PlasticityRule<unknown, unknown, unknown, unknown, unknown>

/** The calcium rule follows its mean: noise is left out. */
const models: Record<PeerRule['kind'], unknown> = { triplet, sdsp, calcium: calciumRule() }

interface Synapse {
  state: unknown
  /** As last seen at an event. */
  open: boolean
}

/** Learning state of a projection under a rule beside BCaLL: every synapse evolves at every step, as its model says. */
export class ReferencePeer implements ReferencePlasticity {
  readonly #seen = { up: 0, down: 0 }
  readonly #spec: PeerPlasticity
  readonly #model: Model
  readonly #factors: unknown
  readonly #pre: unknown[]
  readonly #post: unknown[]
  /** [post][pre]; not every pair is connected. */
  readonly #rows: Map<number, Synapse>[]

  constructor(spec: PeerPlasticity, network: NetworkSpec, nPre: number, fanIn: number[][], first: number) {
    const { parameters } = spec.peer
    const model = models[spec.peer.kind] as Model
    this.#spec = spec
    this.#model = model
    this.#factors = model.derive(parameters, network.dtMs)
    this.#pre = Array.from({ length: nPre }, () => model.restPre(parameters))
    this.#post = fanIn.map(() => model.restPost(parameters))
    this.#rows = fanIn.map((inputs, j) => {
      const weights = drawHiddenWeights(spec, network.seed, first + j, nPre)
      return new Map(
        inputs.map((i) => {
          const state = model.restSynapse(parameters, weights[i])
          return [i, { state, open: weights[i] > thetaOf(spec) }]
        }),
      )
    })
  }

  /** Synapses of the calcium rule open and close between events: they are counted when a spike finds them so, and at the end. */
  get flips(): { up: number; down: number } {
    if (this.#spec.peer.kind !== 'calcium') return this.#seen
    const before = this.#rows.flatMap((row) => [...row.values()].map(({ open }) => open))
    const after = this.hiddenWeights().map((w) => w > thetaOf(this.#spec))
    const count = (to: boolean): number => after.filter((open, y) => open === to && before[y] !== to).length
    return { up: this.#seen.up + count(true), down: this.#seen.down + count(false) }
  }

  get weights(): number[] {
    return this.#rows.flatMap((row) => [...row.values()].map(({ state }) => this.#model.hiddenWeight(state)))
  }

  /** One step after the last one run. */
  hiddenWeights(): number[] {
    return this.#rows.flatMap((row, j) =>
      [...row].map(([i, { state }]) => {
        const now = { ...(state as object) }
        this.#model.evolveSynapse(this.#factors, this.#pre[i], this.#post[j], now)
        return this.#model.hiddenWeight(now)
      }),
    )
  }

  efficacy(i: number, j: number): number {
    const synapse = this.#synapse(i, j)
    this.#see(synapse)
    const w = this.#model.hiddenWeight(synapse.state)
    return this.#spec.efficacy === 'graded' ? w : Number(w > thetaOf(this.#spec))
  }

  /** Hidden weights are those of step 0 when the network begins. */
  decay(k: number): void {
    if (k === 0) return
    this.#rows.forEach((row, j) => {
      for (const [i, { state }] of row) this.#model.evolveSynapse(this.#factors, this.#pre[i], this.#post[j], state)
    })
    for (const pre of this.#pre) this.#model.evolvePre(this.#factors, pre)
    for (const post of this.#post) this.#model.evolvePost(this.#factors, post)
  }

  sense(depolarisations: number[]): void {
    this.#post.forEach((post, j) => this.#model.senseMembrane?.(post, depolarisations[j]))
  }

  learnPre(i: number, j: number): void {
    const synapse = this.#synapse(i, j)
    this.#model.learnPre(this.#factors, this.#pre[i], this.#post[j], synapse.state)
    if (this.#spec.peer.kind !== 'calcium') this.#see(synapse)
  }

  learnPost(i: number, j: number): void {
    const synapse = this.#synapse(i, j)
    this.#model.learnPost(this.#factors, this.#pre[i], this.#post[j], synapse.state)
    if (this.#spec.peer.kind !== 'calcium') this.#see(synapse)
  }

  jump(felt: number[], fired: number[]): void {
    for (const i of felt) this.#model.jumpPre(this.#factors, this.#pre[i])
    for (const j of fired) this.#model.jumpPost(this.#factors, this.#post[j])
  }

  #see(synapse: Synapse): void {
    const open = this.#model.hiddenWeight(synapse.state) > thetaOf(this.#spec)
    if (open && !synapse.open) this.#seen.up++
    if (synapse.open && !open) this.#seen.down++
    synapse.open = open
  }

  #synapse(i: number, j: number): Synapse {
    return this.#rows[j].get(i)!
  }
}
