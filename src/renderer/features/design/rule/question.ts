import type { Design } from '../../../../contract/design/index.ts'
import type { RuleChoice, RuleQuestion } from './rule.worker.ts'

/** When a slider has rested so long, all that is no line begins: while it moves, the machine belongs to drawing the lines. */
export const REST_MS = 80

/** What a person has chosen to look at; it is no part of the design. */
export interface RuleLook {
  /** Distances of the spikes of the SRDP pairs. */
  lagsMs: number[]
  /** Whether the gates of stop-learning act, as designed, or stand open. */
  gates: boolean
  preHz: number
  postHz: number
  seed: number
}

export const firstLook: RuleLook = { lagsMs: [10], gates: false, preHz: 20, postHz: 20, seed: 1 }

const PAIRS = 60
const SCOPE_MS = 1000

/** The parts of a design that say how its synapses learn; null: nothing in it learns by a rule. */
export function ruleOf(design: Design | null): RuleChoice | null {
  if (design === null || !('rule' in design)) return null
  const { rule } = design
  const hasGates = 'stopLearning' in design && (!('kind' in rule) || rule.kind === 'bcall')
  return { rule, stopLearning: hasGates ? design.stopLearning : null }
}

export function questionOf({ rule, stopLearning }: RuleChoice, look: RuleLook): RuleQuestion {
  const { lagsMs, preHz, postHz, seed } = look
  return {
    choice: { rule, stopLearning: look.gates ? stopLearning : null },
    lagsMs,
    pairs: PAIRS,
    pair: { preHz, postHz, seed, durationMs: SCOPE_MS },
  }
}
