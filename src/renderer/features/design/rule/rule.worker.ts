import type { ClosedForms, RuleQuestion, Simulated } from '../../../../engine/index.ts'
import { closedForms, simulated } from '../../../../engine/index.ts'
import { REST_MS } from './question.ts'

export type { ClosedForms, Dots, Line, RuleChoice, RuleQuestion, Scope, Simulated } from '../../../../engine/index.ts'

/** The one place where the window computes: closed forms or simulations of a rule, in a thread of their own. */
export interface Order {
  id: number
  work: 'closed forms' | 'simulation'
  /** Null: leave what is being done. */
  question: RuleQuestion | null
}

/** What has been found meanwhile, with the number of the order. */
export interface Answer {
  id: number
  pieces: (ClosedForms | Simulated)[]
}

/** After so long the worker looks whether there is a newer order. */
const SLICE_MS = 8

let current: { id: number; pieces: Generator<ClosedForms | Simulated | null, void> } | null = null
let resting: ReturnType<typeof setTimeout> | undefined
let isDue = false
// A macrotask that is not held back as timers are.
const { port1, port2 } = new MessageChannel()
port1.onmessage = () => {
  isDue = false
  work()
}

self.onmessage = ({ data: { id, work: kind, question } }: MessageEvent<Order>) => {
  clearTimeout(resting)
  current =
    question === null ? null : { id, pieces: kind === 'simulation' ? simulated(question) : closedForms(question) }
  goOn()
}

function goOn(): void {
  if (isDue || current === null) return
  isDue = true
  port2.postMessage(null)
}

function work(): void {
  if (current === null) return
  const { id, pieces } = current
  const found: Answer['pieces'] = []
  const until = performance.now() + SLICE_MS
  let linesAreThere = false
  while (performance.now() < until && !linesAreThere) {
    const step = pieces.next()
    if (step.done) {
      current = null
      break
    }
    if (step.value !== null) found.push(step.value)
    linesAreThere = step.value?.piece === 'net'
  }
  // Together, so that what shows several of them is drawn once.
  if (found.length > 0) self.postMessage({ id, pieces: found } satisfies Answer)
  if (linesAreThere) resting = setTimeout(goOn, REST_MS)
  else goOn()
}
