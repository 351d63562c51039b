/** What may be typed next, and which part of the filter it takes the place of. */
export interface Completions {
  from: number
  to: number
  options: Completion[]
}

export interface Completion {
  text: string
  hint: string
}

export interface Vocabulary {
  /** Names of fields, with a word about each. */
  fields: readonly Completion[]
  /** Of fields with few values. */
  values: Readonly<Record<string, readonly string[]>>
}

const MOST = 8

/** For a caret in a filter such as `accuracy > 0.8 sta|`. */
export function completionsAt(filter: string, caret: number, { fields, values }: Vocabulary): Completions | null {
  const before = filter.slice(0, caret)
  const value = /(?:^|[\s-])([\w.]+):([^\s:]*)$/.exec(before)
  if (value !== null) {
    const [, field, typed] = value
    const given = typed.slice(typed.lastIndexOf(',') + 1)
    const options = (values[field] ?? []).filter((one) => one !== given).map((text) => ({ text, hint: '' }))
    return offer(quoted(matching(options, given)), caret - given.length, filter, caret)
  }
  // After an operator with a space a number is expected, and nothing can be offered.
  const name = /(?:^|\s)-?([A-Za-z][\w.]*)$/.exec(before)
  if (name === null || /[<>=]\s*$/.test(before.slice(0, -name[1].length))) return null
  return offer(matching(fields, name[1]), caret - name[1].length, filter, caret)
}

function offer(options: Completion[], from: number, filter: string, caret: number): Completions | null {
  const rest = /^[\w.]*/.exec(filter.slice(caret))?.[0].length ?? 0
  const typed = filter.slice(from, caret + rest)
  const news = options.filter(({ text }) => text !== typed).slice(0, MOST)
  return news.length === 0 ? null : { from, to: caret + rest, options: news }
}

/** Those that begin with what was typed first, then those that have it anywhere. */
function matching(options: readonly Completion[], typed: string): Completion[] {
  const wanted = typed.toLowerCase()
  const rank = ({ text }: Completion): number => {
    const name = text.toLowerCase()
    if (name.startsWith(wanted)) return 0
    return name.includes(`.${wanted}`) ? 1 : name.includes(wanted) ? 2 : 3
  }
  return options.filter((option) => rank(option) < 3).sort((a, b) => rank(a) - rank(b))
}

function quoted(options: Completion[]): Completion[] {
  return options.map((option) => (/\s/.test(option.text) ? { ...option, text: `"${option.text}"` } : option))
}
