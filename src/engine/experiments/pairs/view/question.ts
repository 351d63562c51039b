import type { RuleChoice } from './viewed-rule.ts'

/** What a person wants to see of a rule. */
export interface RuleQuestion {
  choice: RuleChoice
  /** Distances of the two spikes of the SRDP pairs, and how many pairs there are. */
  lagsMs: number[]
  pairs: number
  /** The synapse that is watched over time. */
  pair: { preHz: number; postHz: number; durationMs: number; seed: number }
}
