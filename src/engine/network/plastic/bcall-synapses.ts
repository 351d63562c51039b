import { exp } from '../../kernels/math.ts'
import * as L from '../../kernels/assembly/layout.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import { type BcallPlace, padded } from '../layout.ts'
import type { BcallPlasticity } from '../spec.ts'
import { type SideState, type SynapseSite, Synapses } from './synapses.ts'

/** Plastic synapses of one projection under the BCaLL rule. */
export class BcallSynapses extends Synapses {
  /** [post] postsynaptic traces */
  readonly xPost: RealArray
  /** [post] stop-learning calcium */
  readonly c: RealArray
  readonly #place: BcallPlace
  readonly #parameters: BcallParameters

  constructor(site: SynapseSite, plastic: BcallPlasticity) {
    super(site, plastic, plastic.rule.thetaW)
    const place = this.rule.bcall!
    this.#place = place
    this.#parameters = plastic.rule
    this.xPost = site.memory.reals(place.xPost, site.nPost)
    this.c = site.memory.reals(place.c, site.nPost)
    this.setSlots({
      [L.RULE_KIND]: L.KIND_BCALL,
      [L.RULE_GATED]: place.gated,
      [L.RULE_X_PRE]: place.xPre,
      [L.RULE_X_POST]: place.xPost,
      [L.RULE_C]: place.c,
      [L.RULE_ACTIVE]: place.active,
      [L.RULE_SLOT]: place.slot,
      [L.RULE_OPEN]: place.open,
      [L.RULE_STEP]: place.step,
      [L.RULE_TOUCH]: place.touch,
    })
    this.#forgetTraces()
    this.#writeParameters(plastic)
  }

  /** Presynaptic traces, [pre]. */
  get xPre(): RealArray {
    const { memory, nPre } = this.site
    const held = memory.reals(this.#place.xPre, nPre)
    const slot = memory.ints(this.#place.slot, nPre)
    return held.map((_, i) => (slot[i] < 0 ? 0 : held[slot[i]]))
  }

  set xPre(traces: ArrayLike<number>) {
    const { memory, nPre } = this.site
    this.#forgetTraces()
    const held = memory.reals(this.#place.xPre, nPre)
    const active = memory.ints(this.#place.active, nPre)
    const slot = memory.ints(this.#place.slot, nPre)
    let count = 0
    for (let i = 0; i < nPre; i++) {
      if (traces[i] === 0) continue
      held[count] = traces[i]
      active[count] = i
      slot[i] = count++
    }
    this.setSlots({ [L.RULE_ACTIVE_COUNT]: count })
  }

  get sides(): { pre: SideState; post: SideState } {
    return { pre: { xPre: this.xPre }, post: { c: this.c.slice(), xPost: this.xPost.slice() } }
  }

  set sides({ pre, post }: { pre: SideState; post: SideState }) {
    this.xPre = pre.xPre
    this.c.set(post.c)
    this.xPost.set(post.xPost)
  }

  rest(): void {
    this.#forgetTraces()
    this.xPost.fill(0)
    this.c.fill(0)
  }

  setLearningScale(scale: number): void {
    const { etaPlus, etaMinus } = this.#parameters
    this.setNumbers({ [L.RULE_ETA_PLUS]: etaPlus * scale, [L.RULE_ETA_MINUS]: etaMinus * scale })
  }

  /** Decay of the traces and the calcium over one step, where another simulator's own values are wanted to the last bit. */
  setDecays(ePre: number, ePost: number, eC: number): void {
    this.setNumbers({ [L.RULE_E_PRE]: ePre, [L.RULE_E_POST]: ePost, [L.RULE_E_C]: eC })
  }

  /** Length of a step, s, where a clock's own value is wanted to the last bit: ms may not give back the same seconds. */
  setStep(stepS: number): void {
    this.setNumbers({ [L.RULE_DT]: stepS })
  }

  #forgetTraces(): void {
    const { memory, nPre } = this.site
    memory.reals(this.#place.xPre, nPre).fill(0)
    memory.ints(this.#place.slot, nPre).fill(-1)
    memory.ints(this.#place.active, padded(nPre)).fill(nPre)
    this.setSlots({ [L.RULE_ACTIVE_COUNT]: 0 })
  }

  #writeParameters({ rule: p, touch }: BcallPlasticity): void {
    const { dtMs } = this.site.network
    const gate = gateBounds(p)
    this.setNumbers({
      [L.RULE_E_PRE]: exp(-dtMs / p.tauPreMs),
      [L.RULE_E_POST]: exp(-dtMs / p.tauPostMs),
      [L.RULE_E_C]: exp(-dtMs / p.stopLearning.tauMs),
      [L.RULE_A_PRE]: p.jumpPre,
      [L.RULE_A_POST]: p.jumpPost,
      [L.RULE_A_C]: p.stopLearning.jump,
      [L.RULE_ETA_PLUS]: p.etaPlus,
      [L.RULE_ETA_MINUS]: p.etaMinus,
      [L.RULE_ALPHA]: p.bistable ? p.driftPerS : 0,
      [L.RULE_DT]: dtMs / 1000,
      [L.RULE_LTP_LOW]: gate.ltpLow,
      [L.RULE_LTP_HIGH]: gate.ltpHigh,
      [L.RULE_LTD_LOW]: gate.ltdLow,
      [L.RULE_LTD_HIGH]: gate.ltdHigh,
      [L.RULE_TOP]: 1,
    })
    const graded = p.efficacy === 'graded'
    const drifts = p.bistable && p.driftPerS > 0
    this.setSlots({
      [L.RULE_BOUNDED]: p.boundedTraces ? 1 : 0,
      [L.RULE_GRADED]: graded ? 1 : 0,
      [L.RULE_EAGER]: touch === 'eager' || (graded && drifts) ? 1 : 0,
    })
  }
}

/** Without stop-learning both gates are open whatever the calcium. */
function gateBounds(p: BcallParameters): { ltpLow: number; ltpHigh: number; ltdLow: number; ltdHigh: number } {
  return p.stopLearning.on
    ? p.stopLearning
    : { ltpLow: -Infinity, ltpHigh: Infinity, ltdLow: -Infinity, ltdHigh: Infinity }
}
