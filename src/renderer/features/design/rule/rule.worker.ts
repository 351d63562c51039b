import type { ClosedForms, RuleQuestion, Simulated } from '../../../../engine/index.ts'
import { closedForms, simulated } from '../../../../engine/index.ts'

export type { ClosedForms, Dots, Line, RuleChoice, RuleQuestion, Scope, Simulated } from '../../../../engine/index.ts'

/** The one place where the window computes: closed forms or simulations of a rule, in a thread of their own. */
export interface Order {
  id: number
  work: 'closed forms' | 'simulation'
  question: RuleQuestion
}

/** Answers arrive piece by piece, with the number of their order. */
export interface Answer {
  id: number
  piece: ClosedForms | Simulated
}

/** After so long the worker looks whether there is a newer order. */
const SLICE_MS = 8

let current: { id: number; pieces: Generator<ClosedForms | Simulated | null, void> } | null = null
// A macrotask that is not held back as timers are.
const { port1, port2 } = new MessageChannel()
port1.onmessage = work

self.onmessage = ({ data: { id, work: kind, question } }: MessageEvent<Order>) => {
  const idle = current === null
  current = { id, pieces: kind === 'simulation' ? simulated(question) : closedForms(question) }
  if (idle) work()
}

function work(): void {
  const until = performance.now() + SLICE_MS
  while (current !== null && performance.now() < until) {
    const { id, pieces } = current
    const step = pieces.next()
    if (step.done) current = null
    else if (step.value !== null) self.postMessage({ id, piece: step.value } satisfies Answer)
  }
  if (current !== null) port2.postMessage(null)
}
