import type { Operator, Token } from './tokens.ts'
import { FilterProblem, tokensOf } from './tokens.ts'

/** One condition; a filter is several, all of which have to hold. */
export type Term = { negated: boolean } & (
  | { type: 'text'; text: string }
  | { type: 'field'; field: string; at: number; operator: Operator; value: string; valueAt: number }
)

/**
 * Reads `accuracy > 0.8 seed:3 tag:ablation rule.etaPlus:0.004..0.02 status:completed "some text" -starred:yes`.
 * What the names mean, and whether there are such fields, is not known here.
 */
export function parseFilter(filter: string): Term[] {
  const tokens = tokensOf(filter)
  const terms: Term[] = []
  let place = 0
  const take = (): Token => tokens[place++]
  while (tokens[place].type !== 'end') {
    const negated = tokens[place].type === 'not'
    if (negated) place += 1
    terms.push({ negated, ...term() })
  }
  return terms

  function term():
    Omit<Extract<Term, { type: 'text' }>, 'negated'> | Omit<Extract<Term, { type: 'field' }>, 'negated'> {
    const first = take()
    if (first.type === 'quoted') return { type: 'text', text: first.text }
    if (first.type !== 'word')
      throw new FilterProblem(first.at, 'Expected a field such as seed, a metric, or a text to look for.')
    const next = tokens[place]
    if (next.type !== 'operator') return { type: 'text', text: first.text }
    take()
    const value = take()
    if (value.type !== 'word' && value.type !== 'quoted') {
      throw new FilterProblem(value.at, `Expected a value for ${first.text} after "${next.text}".`)
    }
    return {
      type: 'field',
      ...{ field: first.text, at: first.at, operator: next.text, value: value.text, valueAt: value.at },
    }
  }
}
