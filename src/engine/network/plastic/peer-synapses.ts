import * as L from '../../kernels/assembly/layout.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import { STREAM, seedWords } from '../../random/streams.ts'
import { FADED_STEPS, type PeerPlace } from '../layout.ts'
import type { LifPopulation } from '../population.ts'
import type { PeerPlasticity, PeerRule } from '../spec.ts'
import { fadedCalcium, peerKinds, peerNumbers, thetaOf } from './peer-parameters.ts'
import { type SideState, type SynapseSite, Synapses } from './synapses.ts'

/** Plastic synapses of one projection under a rule beside BCaLL. */
export class PeerSynapses extends Synapses {
  readonly #place: PeerPlace
  readonly #peer: PeerRule
  readonly #thresholdMv: number

  constructor(site: SynapseSite, plastic: PeerPlasticity, post: LifPopulation) {
    super(site, plastic, thetaOf(plastic))
    const place = this.rule.peer!
    const { peer } = plastic
    this.#place = place
    this.#peer = peer
    this.#thresholdMv = post.thresholdMv
    const [seedLow, seedHigh] = seedWords(site.network.seed)
    this.setSlots({
      [L.RULE_KIND]: peerKinds[peer.kind],
      [L.RULE_PRE_A]: place.preA,
      [L.RULE_PRE_B]: place.preB,
      [L.RULE_PRE_AT]: place.preAt,
      [L.RULE_POST_A]: place.postA,
      [L.RULE_POST_B]: place.postB,
      [L.RULE_POST_AT]: place.postAt,
      [L.RULE_HISTORY_PRE]: place.historyPre,
      [L.RULE_HISTORY_POST]: place.historyPost,
      [L.RULE_STRETCHES]: place.stretches,
      [L.RULE_GRADED]: plastic.efficacy === 'graded' ? 1 : 0,
      [L.RULE_DELAY]: site.learningDelaySteps,
      [L.RULE_SEED_LOW]: seedLow,
      [L.RULE_SEED_HIGH]: seedHigh,
      [L.RULE_STREAM]: STREAM.plasticityNoise,
    })
    this.setLearningScale(1)
    if (peer.kind !== 'calcium') return
    this.#tabulate(peer.parameters.tauCalciumMs)
    this.#forgetJumps()
  }

  get sides(): { pre: SideState; post: SideState } {
    const of = (state: SideState): SideState =>
      Object.fromEntries(Object.entries(state).map(([name, values]) => [name, values.slice()]))
    const { pre, post } = this.#views()
    return { pre: of(pre), post: of(post) }
  }

  set sides({ pre, post }: { pre: SideState; post: SideState }) {
    const views = this.#views()
    for (const [name, values] of Object.entries(pre)) views.pre[name].set(values)
    for (const [name, values] of Object.entries(post)) views.post[name].set(values)
  }

  rest(): void {
    const { pre, post } = this.#views()
    for (const values of Object.values({ ...pre, ...post })) values.fill(0)
    if (this.#peer.kind === 'calcium') this.#forgetJumps()
  }

  setLearningScale(scale: number): void {
    this.setNumbers(peerNumbers(this.#peer, this.site.network.dtMs, this.#thresholdMv, scale))
  }

  #views(): { pre: SideState; post: SideState } {
    const { memory, nPre, nPost } = this.site
    const { preA, preB, preAt, postA, postB, postAt } = this.#place
    const reals = (address: number, n: number): RealArray => memory.reals(address, n)
    switch (this.#peer.kind) {
      case 'triplet':
        return {
          pre: { preFast: reals(preA, nPre), preSlow: reals(preB, nPre) },
          post: { postFast: reals(postA, nPost), postSlow: reals(postB, nPost) },
        }
      case 'sdsp':
        return { pre: {}, post: { postCalcium: reals(postA, nPost) } }
      case 'calcium':
        return {
          pre: { preCalcium: reals(preA, nPre), preCalciumAt: memory.ints(preAt, nPre) },
          post: { postCalcium: reals(postA, nPost), postCalciumAt: memory.ints(postAt, nPost) },
        }
    }
  }

  #tabulate(tauCalciumMs: number): void {
    const { memory, network } = this.site
    const values = fadedCalcium(tauCalciumMs, network.dtMs, FADED_STEPS)
    memory.doubles(this.#place.faded, values.length).set(values)
    this.setSlots({ [L.RULE_FADED]: this.#place.faded, [L.RULE_FADED_COUNT]: values.length })
  }

  /** One jump of nothing at step 0 for every neuron. What counts at the start of learning stands with the neurons. */
  #forgetJumps(): void {
    const { memory, nPre, nPost } = this.site
    const record = L.HISTORY_BYTES / 4
    const head = (L.HISTORY_HEAD + L.HISTORY_JUMP) / 4
    for (const [address, neurons] of [
      [this.#place.historyPre, nPre] as const,
      [this.#place.historyPost, nPost] as const,
    ]) {
      const records = memory.ints(address, neurons * record)
      for (let n = 0; n < neurons; n++) {
        records.fill(0, n * record, n * record + head)
        records[n * record] = 1
      }
    }
  }
}
