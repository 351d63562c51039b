import type { LabApi } from '../../contract/api.ts'

/** The contract as it is fulfilled here: an answer may be there at once. The wire makes promises of them. */
export type Answers = { [G in keyof LabApi]: GroupAnswers<LabApi[G]> }

type GroupAnswers<G> = {
  [P in keyof G]: G[P] extends (input: infer I) => Promise<infer R> ? (input: I) => R | Promise<R> : G[P]
}
