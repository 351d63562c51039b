import type { Ref } from 'vue'
import { onScopeDispose, shallowReactive, shallowRef, watch } from 'vue'
import { REST_MS } from './question.ts'
import type { Answer, ClosedForms, Order, RuleQuestion, Simulated } from './rule.worker.ts'

type PieceOf<T extends { piece: string }, P extends T['piece']> = Extract<T, { piece: P }>
type Pieces<T extends { piece: string }> = { [P in T['piece']]?: PieceOf<T, P> }

/** What is known of a rule so far: lines from closed forms, dots from simulation. */
export interface RuleAnswers {
  lines: Pieces<ClosedForms>
  dots: Pieces<Simulated>
  /** What stands in the way, such as a browser without workers. */
  failure: Readonly<Ref<string | null>>
}

/**
 * Asks two threads, so that a line never waits for a simulation. Every change of the question starts both anew; answers to older
 * questions are dropped, and so are dots as soon as there are newer lines. The question is written as JSON: equal ones are one.
 */
export function useRuleAnswers(question: Readonly<Ref<string | null>>): RuleAnswers {
  const lines = shallowReactive<Pieces<ClosedForms>>({})
  const dots = shallowReactive<Pieces<Simulated>>({})
  const failure = shallowRef<string | null>(null)
  let resting: ReturnType<typeof setTimeout> | undefined
  /** There are lines of the newest question. */
  let isDrawn = false
  const forms = asker('closed forms', lines)
  const simulation = asker('simulation', dots)

  function asker(work: Order['work'], pieces: object) {
    const worker = new Worker(new URL('./rule.worker.ts', import.meta.url), { type: 'module' })
    let asked = 0
    worker.onmessage = ({ data: { id, pieces: found } }: MessageEvent<Answer>) => {
      if (id === asked) Object.assign(pieces, Object.fromEntries(found.map((piece) => [piece.piece, piece])))
    }
    worker.onerror = (event) => {
      failure.value = event.message || 'the thread that computes the rule did not start'
    }
    onScopeDispose(() => worker.terminate())
    const order = (of: RuleQuestion | null): void =>
      worker.postMessage({ id: ++asked, work, question: of } satisfies Order)
    return {
      ask: (now: RuleQuestion) => order(now),
      /** What is still on its way is an answer to an older question. */
      drop: () => order(null),
    }
  }

  watch(
    question,
    (now) => {
      if (now === null) return
      forms.ask(JSON.parse(now) as RuleQuestion)
      clearTimeout(resting)
      simulation.drop()
      isDrawn = false
      // While a slider moves, every bit of time belongs to the lines.
      resting = setTimeout(() => simulation.ask(JSON.parse(now) as RuleQuestion), dots.scope ? REST_MS : 0)
    },
    // At once, so that the answer is found while the form is still being drawn.
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(() => clearTimeout(resting))
  // Dots of an older question beside new lines would contradict them for no reason. The scope is no comparison, and stays.
  watch(
    () => lines.pairs,
    () => {
      if (isDrawn) return
      isDrawn = true
      Object.assign(dots, { pairs: undefined, rates: undefined, transition: undefined, map: undefined })
    },
  )
  return { lines, dots, failure }
}
