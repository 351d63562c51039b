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
  /** The field counts only while another one has one of these values; absent: always. */
  when?: Condition
}

export interface Condition {
  /** As in `--set`: `rule.kind`. */
  path: string
  is: string[]
}

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
  when?: Condition,
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

function metaOf(doc: FieldDoc): Record<string, unknown> {
  const { label, doc: description, unit = '', symbol, equation, scale, when } = doc
  return { title: label, description, unit, symbol, equation, scale, when }
}
