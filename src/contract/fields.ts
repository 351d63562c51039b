import { z } from 'zod'

/**
 * What a person needs to know about one field of a design. It rides on the schema as metadata, so that types, validation,
 * forms, documentation, JSON schema and the terminal's `--set` all come from one place.
 */
export interface FieldDoc {
  /** Short name shown in a form. */
  label: string
  /** What it does, one or two sentences. */
  doc: string
  /** Unit for people: 'ms', 'mV', 'Hz', '1/s', ''. */
  unit?: string
  /** Symbol in the equations, e.g. 'η₊'. */
  symbol?: string
  /** The equation it stands in, plain text. */
  equation?: string
  /** Sliders and sweeps use this scale. */
  scale?: 'linear' | 'log'
  /** The field counts only while all of these hold; absent: always. */
  when?: Condition[]
  /** Why it never does anything in this kind of experiment. */
  idle?: string
}

/** Something about another field. A list is what its elements are: one that fits is enough. */
export interface Condition {
  /** As in `--set`: `rule.kind`; `.on` is the field of that name in the same part. */
  path: string
  /** It has one of these values. */
  is?: string[]
  /** It has another value than these. */
  not?: string[]
  /** Or this holds, where a design has such a field at all. */
  or?: Condition
}

/** While a mechanism of the same part is switched on. */
export const whileOn: Condition = { path: '.on', is: ['true'] }

interface NumberDoc extends FieldDoc {
  min: number
  max: number
  default: number
}

/** A real number with a unit and a range. */
export function quantity(doc: NumberDoc): z.ZodDefault<z.ZodNumber> {
  return z.number().min(doc.min).max(doc.max).default(doc.default).meta(metaOf(doc))
}

/** A whole number with a range. */
export function count(doc: NumberDoc): z.ZodDefault<z.ZodNumber> {
  return z.number().int().min(doc.min).max(doc.max).default(doc.default).meta(metaOf(doc))
}

/** A mechanism that can be switched off on its own. */
export function toggle(doc: FieldDoc & { default: boolean }): z.ZodDefault<z.ZodBoolean> {
  return z.boolean().default(doc.default).meta(metaOf(doc))
}

/** One of a few named alternatives. */
export function choice<const T extends readonly [string, ...string[]]>(
  options: T,
  doc: FieldDoc & { default: T[number] },
) {
  return z
    .enum(options)
    .default(doc.default as never)
    .meta(metaOf(doc))
}

/**
 * A part of a design: an object whose missing fields take their defaults and whose unknown fields are refused. Of each pair in
 * `ascending` the first field must stay below the second.
 */
export function part<T extends z.ZodRawShape>(
  title: string,
  shape: T,
  ascending: [low: keyof T & string, high: keyof T & string][] = [],
  when?: Condition[],
) {
  return z
    .strictObject(shape)
    .superRefine((values: Record<string, unknown>, context) => {
      for (const [low, high] of ascending) {
        const [below, above] = [values[low] as number, values[high] as number]
        if (below < above) continue
        context.addIssue({
          code: 'custom',
          path: [low],
          message: `it is ${below}, and must be below ${high}, which is ${above}.`,
        })
      }
    })
    .prefault({} as never)
    .meta({ title, when })
}

/** The same field or part, which counts only while this holds too. */
export function onlyWhile<T extends z.ZodType>(condition: Condition, schema: T): T {
  const meta = schema.meta() as { when?: Condition[] } | undefined
  return schema.meta({ ...meta, when: [condition, ...(meta?.when ?? [])] })
}

/** The same fields, each of which counts only while this holds too. */
export function allOnlyWhile<T extends Record<string, z.ZodType>>(condition: Condition, fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, onlyWhile(condition, field)])) as T
}

/** The same field in a kind of experiment where it never does anything, and why. */
export function idle<T extends z.ZodType>(why: string, field: T): T {
  return field.meta({ ...field.meta(), idle: why })
}

/** The same part with some of its fields replaced. */
export function refitted<T extends z.ZodPrefault<z.ZodObject>>(schema: T, fields: z.ZodRawShape): T {
  const object = schema.unwrap().safeExtend(fields)
  return object.prefault({}).meta(schema.meta() ?? {}) as unknown as T
}

/** The same part in a kind of experiment where these of its fields never do anything, and why. */
export function withIdle<T extends z.ZodPrefault<z.ZodObject>>(
  schema: T,
  reasons: Partial<Record<keyof z.infer<T> & string, string>>,
): T {
  const { shape } = schema.unwrap()
  return refitted(
    schema,
    Object.fromEntries(
      Object.entries(reasons).map(([name, why]) => [name, idle(why as string, shape[name] as z.ZodType)]),
    ),
  )
}

function metaOf(doc: FieldDoc): Record<string, unknown> {
  const { label, doc: description, unit = '', symbol, equation, scale, when } = doc
  return { title: label, description, unit, symbol, equation, scale, when }
}
