import { z } from 'zod'

/** What a schema says, as JSON Schema: enough to make values from. */
interface Shape {
  type?: 'object' | 'array' | 'integer' | 'number' | 'string' | 'boolean' | 'null'
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** Values that mean something to the core, by the name of the field they belong to. */
export type Vocabulary = Record<string, readonly unknown[]>

export type Random = () => number

export const below = (random: Random, n: number): number => Math.floor(random() * n)
export const pick = <T>(random: Random, values: readonly T[]): T => values[below(random, values.length)]

export function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Shape
}

/** A value that the schema takes, as far as JSON Schema can say. */
export function validOf(shape: Shape, name: string, vocabulary: Vocabulary, random: Random): unknown {
  const known = vocabulary[name]
  if (known !== undefined && shape.type !== 'array' && random() < 0.9) return pick(random, known)
  if (shape.const !== undefined) return shape.const
  if (shape.enum !== undefined) return pick(random, shape.enum)
  const options = shape.anyOf ?? shape.oneOf
  if (options !== undefined) return validOf(pick(random, options), name, vocabulary, random)
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([key]) => (shape.required ?? []).includes(key) || random() < 0.5)
          .map(([key, part]) => [key, validOf(part, key, vocabulary, random)]),
      )
    case 'array': {
      const length = Math.min(shape.maxItems ?? 4, Math.max(shape.minItems ?? 0, below(random, 4)))
      return Array.from({ length }, () => validOf(shape.items ?? {}, singular(name), vocabulary, random))
    }
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 1000 } = shape
      const value = pick(random, [minimum, minimum + 1, minimum + random() * 20, maximum])
      return shape.type === 'integer' ? Math.floor(value) : value
    }
    case 'string':
      return pick(random, ['a', 'rule.etaPlus', 'word '.repeat(1 + below(random, 30)), 'ünï 漢字 🧠'])
    case 'boolean':
      return random() < 0.5
    case 'null':
    case undefined:
      return null
  }
}

function singular(name: string): string {
  return name.replace(/s$/, '')
}

const proto = JSON.parse(
  '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
) as object

/** What no field expects. */
const hostile: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => undefined,
  () => Number.NaN,
  () => Infinity,
  () => -0,
  () => -1,
  () => 2 ** 53,
  () => 1e308,
  () => 0.1,
  () => 10n ** 18n,
  () => '',
  () => '\0',
  () => '__proto__',
  () => 'constructor',
  () => '../'.repeat(40) + 'etc/passwd',
  () => '/proc/self/environ',
  () => 'file:///etc/passwd',
  () => "'; DROP TABLE runs; --",
  () => '\ud800',
  () => '(('.repeat(400),
  (random) => 'x'.repeat(10 ** (3 + below(random, 4))),
  () => [],
  () => ({}),
  () => proto,
  () => ({ toString: 'no', valueOf: 3, length: 1e9 }),
  (random) => Array.from({ length: 1 + below(random, 30_000) }, (_, k) => k),
  (random) => nested(50 + below(random, 400), random),
  () => new Uint8Array(5),
  () => new Float64Array([Number.NaN, Infinity]),
  () => new Map([['__proto__', 1]]),
  () => new Date(Number.NaN),
  () => true,
]

function nested(depth: number, random: Random): unknown {
  const asArray = random() < 0.5
  let value: unknown = 1
  for (let k = 0; k < depth; k++) value = asArray ? [value] : { kind: value }
  return value
}

export function hostileValue(random: Random): unknown {
  return pick(random, hostile)(random)
}

/** A copy with something wrong in one place: another value, a part missing, or one too many. */
export function mutated(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random() < 0.9) {
    const at = below(random, value.length)
    return value.map((item: unknown, k) => (k === at ? mutated(item, random) : item))
  }
  if (isPlain(value) && Object.keys(value).length > 0 && random() < 0.9) {
    const key = pick(random, Object.keys(value))
    const act = random()
    if (act < 0.1) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
    if (act < 0.2) return { ...value, [pick(random, ['surplus', 'constructor', 'toString'])]: hostileValue(random) }
    return { ...value, [key]: mutated(value[key], random) }
  }
  if (typeof value === 'number' && random() < 0.5) return pick(random, [-value, value * 1e6, value + 0.5, value / 1e6])
  if (typeof value === 'string' && random() < 0.5) return garbled(value, random)
  return hostileValue(random)
}

/** A text with some of its characters replaced, left out or doubled. */
function garbled(text: string, random: Random): string {
  const characters = Array.from(text)
  for (let k = 1 + below(random, 4); k > 0; k--) {
    const at = below(random, characters.length + 1)
    characters.splice(
      at,
      below(random, 3),
      pick(random, ['"', '(', ')', ':', '..', '\\', '\0', '=', '-', 'e9', '💥', '']),
    )
  }
  return characters.join('')
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
