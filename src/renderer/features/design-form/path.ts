/** Designs are plain nested data; fields are named as on the terminal: `rule.etaPlus`. */
export function valueAt(design: object, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], design)
}

/** A copy with one field changed; what does not change is shared. */
export function withValue<T extends object>(design: T, path: string, value: unknown): T {
  const [name, ...rest] = path.split('.')
  const part = (design as Record<string, object | undefined>)[name]
  return { ...design, [name]: rest.length === 0 ? value : withValue(part ?? {}, rest.join('.'), value) }
}

export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
