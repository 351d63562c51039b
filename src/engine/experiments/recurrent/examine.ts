import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { Examination } from '../digits/experiment.ts'
import { stepsOf } from '../digits/timing.ts'
import type { ImageSet } from '../images.ts'
import { RECURRENT } from './build.ts'
import type { RecurrentCrew } from './crew.ts'
import { Completion, Persistence } from './measures.ts'
import { type RecallTask, windowsOf } from './recall.ts'

const BLOCK_DIGITS = 50
const EVERYTHING: readonly string[] = RECURRENT.map(({ name }) => name)
const AMONG_POOLS: readonly string[] = ['output-output']

/** One condition: all digits of a task, and where its measurements go. */
interface Condition {
  kind: RecallTask['kind']
  fraction: number
  silenced: readonly string[]
  digits: Int32Array
  measure: Completion | Persistence
}

/** After the test: digits in part, and digits that go, each with and without the synapses that could help. */
export class RecallExamination implements Examination {
  readonly completions: { fraction: number; recurrent: Completion; silenced: Completion }[]
  readonly persistence: { recurrent: Persistence; silenced: Persistence } | undefined
  readonly total: number
  readonly #crew: RecurrentCrew
  readonly #design: RecurrentDesign
  readonly #conditions: Condition[]
  #done = 0
  #condition = 0
  #place = 0
  #steps = 0

  /** digits: the test digits of the design, in order. */
  constructor(design: RecurrentDesign, crew: RecurrentCrew, images: ImageSet, digits: Int32Array) {
    const { fractions, completionDigits, persistenceDigits } = design.recall
    this.#crew = crew
    this.#design = design
    this.completions = (completionDigits > 0 ? fractions : []).map((fraction) => ({
      fraction,
      recurrent: new Completion(design, images, fraction),
      silenced: new Completion(design, images, fraction),
    }))
    this.persistence =
      persistenceDigits > 0
        ? { recurrent: new Persistence(design, images), silenced: new Persistence(design, images) }
        : undefined
    const shown = digits.subarray(0, completionDigits)
    const gone = digits.subarray(0, persistenceDigits)
    this.#conditions = [
      ...this.completions.flatMap(({ fraction, recurrent, silenced }): Condition[] => [
        { kind: 'complete', fraction, silenced: [], digits: shown, measure: recurrent },
        { kind: 'complete', fraction, silenced: EVERYTHING, digits: shown, measure: silenced },
      ]),
      ...(this.persistence
        ? ([
            { kind: 'persist', fraction: 1, silenced: [], digits: gone, measure: this.persistence.recurrent },
            { kind: 'persist', fraction: 1, silenced: AMONG_POOLS, digits: gone, measure: this.persistence.silenced },
          ] satisfies Condition[])
        : []),
    ]
    this.total = this.#conditions.reduce((sum, condition) => sum + condition.digits.length, 0)
  }

  get done(): number {
    return this.#done
  }

  get simulatedMs(): number {
    return this.#steps * this.#design.schedule.dtMs
  }

  async next(): Promise<void> {
    const { kind, fraction, silenced, digits, measure } = this.#conditions[this.#condition]
    const indices = digits.slice(this.#place, this.#place + BLOCK_DIGITS)
    measure.add(indices, await this.#crew.recall({ kind, fraction, silenced, indices }))
    const { recall, schedule } = this.#design
    const after = kind === 'persist' ? (windowsOf(this.#design) * recall.persistenceWindowMs) / schedule.dtMs : 0
    this.#steps += indices.length * (stepsOf(this.#design).test + Math.round(after))
    this.#done += indices.length
    this.#place += indices.length
    if (this.#place < digits.length) return
    this.#place = 0
    this.#condition++
  }
}
