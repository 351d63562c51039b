import {
  type BcallFactors,
  type BcallPost,
  type BcallPre,
  type BcallSynapse,
  bcall,
  gateOpen,
} from '../../models/plasticity/bcall.ts'
import { drawHiddenWeights } from '../hidden-weights.ts'
import type { BcallPlasticity, NetworkSpec } from '../spec.ts'
import { valuesDieAt, withoutDying } from './floor.ts'
import type { ReferencePlasticity } from './learning.ts'

interface Synapse {
  state: BcallSynapse
  /** Step of the last touch: the drift up to it is in the weight. */
  touched: number
}

/** Learning state of a projection under BCaLL, in terms of the rule as it is written for people. */
export class ReferenceBcall implements ReferencePlasticity {
  readonly pre: BcallPre[]
  readonly post: BcallPost[]
  readonly flips = { up: 0, down: 0 }
  readonly #spec: BcallPlasticity
  readonly #factors: BcallFactors
  readonly #stepS: number
  readonly #floor: number
  /** Brings every synapse up to date at every event that reaches it, and not only those that change. */
  readonly #eager: boolean
  /** [post][pre]; not every pair is connected. */
  readonly #rows: Map<number, Synapse>[]

  constructor(spec: BcallPlasticity, network: NetworkSpec, nPre: number, fanIn: number[][], first: number) {
    const { rule } = spec
    this.#spec = spec
    this.#factors = bcall.derive(rule, network.dtMs)
    this.#stepS = network.dtMs / 1000
    this.#floor = network.floor
    this.#eager = spec.touch === 'eager' || (rule.efficacy === 'graded' && rule.bistable && rule.driftPerS > 0)
    this.pre = Array.from({ length: nPre }, () => bcall.restPre(rule))
    this.post = fanIn.map(() => bcall.restPost(rule))
    this.#rows = fanIn.map((inputs, j) => {
      const weights = drawHiddenWeights(spec, network.seed, first + j, nPre)
      return new Map(inputs.map((i) => [i, { state: bcall.restSynapse(rule, weights[i]), touched: 0 }]))
    })
  }

  /** Hidden weights as last touched, by postsynaptic, then presynaptic neuron. */
  get weights(): number[] {
    return this.#rows.flatMap((row) => [...row.values()].map(({ state }) => bcall.hiddenWeight(state)))
  }

  get touched(): number[] {
    return this.#rows.flatMap((row) => [...row.values()].map(({ touched }) => touched))
  }

  /** Hidden weights as they stand at step k, in the same order; state stays as it is. */
  hiddenWeights(k: number): number[] {
    return this.#rows.flatMap((row, j) =>
      [...row].map(([i, { state, touched }]) => {
        const now = { ...state }
        bcall.evolveSynapse(this.#drift(touched, k), this.pre[i], this.post[j], now)
        return bcall.hiddenWeight(now)
      }),
    )
  }

  efficacy(i: number, j: number): number {
    return bcall.efficacy(this.#factors, this.#synapse(i, j).state)
  }

  /** Schedule 1, traces and calcium. */
  decay(k: number): void {
    if (valuesDieAt(k)) {
      for (const pre of this.pre) pre.x = withoutDying(pre.x, this.#floor)
      for (const post of this.post) {
        post.x = withoutDying(post.x, this.#floor)
        post.c = withoutDying(post.c, this.#floor)
      }
    }
    for (const pre of this.pre) bcall.evolvePre(this.#factors, pre)
    for (const post of this.post) bcall.evolvePost(this.#factors, post)
  }

  learnPre(i: number, j: number, k: number): void {
    const post = this.post[j]
    const { stopLearning, etaMinus } = this.#spec.rule
    const changes = etaMinus * post.x > 0 && gateOpen(stopLearning, stopLearning.ltdLow, stopLearning.ltdHigh, post.c)
    if (changes || this.#eager) this.#touch(i, j, k, 'learnPre')
  }

  learnPost(i: number, j: number, k: number): void {
    const { stopLearning } = this.#spec.rule
    const { c } = this.post[j]
    const changes = this.pre[i].x > 0 && gateOpen(stopLearning, stopLearning.ltpLow, stopLearning.ltpHigh, c)
    if (changes || this.#eager) this.#touch(i, j, k, 'learnPost')
  }

  /** Schedule 4, traces and calcium. */
  jump(arrived: number[], fired: number[]): void {
    for (const i of arrived) bcall.jumpPre(this.#factors, this.pre[i])
    for (const j of fired) bcall.jumpPost(this.#factors, this.post[j])
  }

  /** Drift since the last touch, then learning. */
  #touch(i: number, j: number, k: number, learn: 'learnPre' | 'learnPost'): void {
    const synapse = this.#synapse(i, j)
    const wasOpen = synapse.state.w > this.#spec.rule.thetaW
    bcall.evolveSynapse(this.#drift(synapse.touched, k), this.pre[i], this.post[j], synapse.state)
    bcall[learn](this.#factors, this.pre[i], this.post[j], synapse.state)
    synapse.touched = k
    const isOpen = synapse.state.w > this.#spec.rule.thetaW
    if (isOpen && !wasOpen) this.flips.up++
    if (wasOpen && !isOpen) this.flips.down++
  }

  /** Drift between two steps. Time is read off a clock, k dt, and subtracted, as Brian2 does. */
  #drift(from: number, to: number): BcallFactors {
    const { bistable, driftPerS } = this.#spec.rule
    const elapsedS = to * this.#stepS - from * this.#stepS
    return { ...this.#factors, drift: bistable ? driftPerS * elapsedS : 0 }
  }

  #synapse(i: number, j: number): Synapse {
    return this.#rows[j].get(i)!
  }
}
