/** What a filter is made of, with the place where each piece begins. */
export type Token = { at: number } & (
  | { type: 'word'; text: string }
  | { type: 'quoted'; text: string }
  | { type: 'operator'; text: Operator }
  | { type: 'not' }
  | { type: 'end' }
)

export type Operator = ':' | '=' | '!=' | '>' | '>=' | '<' | '<='

/** A filter that cannot be read: where, and what was expected. */
export class FilterProblem extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const operator = /!=|>=|<=|[:=><]/y
// A value may hold anything but spaces, quotes and operators; a minus in front of a term turns it round.
const word = /[^\s"':=<>!]+/y
const blank = /\s+/y

export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(filter)?.[0]
  }
  while (at < filter.length) {
    const space = match(blank)
    if (space !== undefined) {
      at += space.length
      continue
    }
    const token = next()
    tokens.push(token)
  }
  return [...tokens, { type: 'end', at: filter.length }]

  function next(): Token {
    const begin = at
    const quote = filter[at]
    if (quote === '"' || quote === "'") {
      const end = filter.indexOf(quote, at + 1)
      if (end < 0) throw new FilterProblem(begin, `This ${quote} has no partner: close the text with another one.`)
      at = end + 1
      return { type: 'quoted', text: filter.slice(begin + 1, end), at: begin }
    }
    const found = match(operator)
    if (found !== undefined) {
      at += found.length
      return { type: 'operator', text: found as Operator, at: begin }
    }
    if (quote === '-' && beginsTerm(begin) && /[^\s\d.:=<>!]/.test(filter[at + 1] ?? ' ')) {
      at += 1
      return { type: 'not', at: begin }
    }
    const text = match(word)
    if (text === undefined)
      throw new FilterProblem(begin, `"${quote}" has no meaning here: expected a field, a text or !=.`)
    at += text.length
    return { type: 'word', text, at: begin }
  }

  /** A minus after an operator belongs to a number. */
  function beginsTerm(begin: number): boolean {
    return (begin === 0 || /\s/.test(filter[begin - 1])) && tokens.at(-1)?.type !== 'operator'
  }
}
