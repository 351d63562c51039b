/** The value at a path; fields are named as on the terminal: `rule.etaPlus`. Undefined where the design has no such field. */
export function valueAt(design: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | null | undefined)?.[name], design)
}

/** A copy with one field changed; what does not change is shared. */
export function withField<D extends object>(design: D, path: string, value: unknown): D {
  const [name, ...rest] = path.split('.')
  const part = (design as Record<string, object>)[name]
  return { ...design, [name]: rest.length === 0 ? value : withField(part, rest.join('.'), value) }
}

/** Whether two values of designs, or two designs, say the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
