import { nearest } from '../../../../contract/nearest.ts'
import type { Field, Sql } from './fields.ts'
import { findField } from './fields.ts'
import type { Term } from './parse.ts'
import { parseFilter } from './parse.ts'
import type { Operator } from './tokens.ts'
import { FilterProblem } from './tokens.ts'

type FieldTerm = Extract<Term, { type: 'field' }>

/** A filter as a condition on the table of runs. Values are bound, never written into the text. Throws a FilterProblem. */
export function compileFilter(filter: string, metrics: ReadonlySet<string>): Sql {
  const conditions = parseFilter(filter).map((term) => {
    const sql =
      term.type === 'text' ? containing(term.text) : fieldCondition(term, findField(term.field, metrics, term.at))
    return term.negated ? { text: `NOT coalesce(${sql.text}, 0)`, values: sql.values } : sql
  })
  return all(conditions)
}

export function all(conditions: Sql[]): Sql {
  return {
    text: conditions.length === 0 ? '1' : conditions.map(({ text }) => `(${text})`).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

/** Anywhere a person may have written it. */
function containing(text: string): Sql {
  const pattern = likePattern(text)
  const places = ['name', "coalesce(preset, '')", 'notes', 'folder', 'id', "('#' || number)"]
  return {
    text: [
      ...places.map((place) => `${place} LIKE ? ESCAPE '\\'`),
      "EXISTS (SELECT 1 FROM run_tags WHERE run = number AND tag LIKE ? ESCAPE '\\')",
    ].join(' OR '),
    values: Array.from({ length: places.length + 1 }, () => pattern),
  }
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

function fieldCondition(term: FieldTerm, field: Field): Sql {
  switch (field.type) {
    case 'number':
      return ordered(term, field.sql, (text, at) => readNumber(text, at, term.field, field.unit))
    case 'date':
      return dateCondition(term, field.sql)
    case 'flag':
      return flagCondition(term, field.sql)
    case 'text':
      return textCondition(term, field)
    case 'tag':
      return tagCondition(term)
  }
}

/** Which end of a range a value is, or the only one. */
type ReadBound = (text: string, at: number, end: 'low' | 'high' | 'only') => number

/** `> 3`, `:3`, `:1..5`, `:1..`, `:..5`. */
function ordered({ operator, value, valueAt }: FieldTerm, { text, values }: Sql, read: ReadBound): Sql {
  const range = /^(.*?)\.\.(.*)$/.exec(value)
  if (range === null) {
    return { text: `${text} ${comparison(operator)} ?`, values: [...values, read(value, valueAt, 'only')] }
  }
  if (operator !== ':' && operator !== '=') {
    throw new FilterProblem(valueAt, `A range goes with ":", as in field:1..5; "${operator}" takes one value.`)
  }
  const [, low, high] = range
  if (low === '' && high === '') throw new FilterProblem(valueAt, 'Expected a number on one side of ".." at least.')
  const bounds = [
    low === '' ? -Infinity : read(low, valueAt, 'low'),
    high === '' ? Infinity : read(high, valueAt + low.length + 2, 'high'),
  ]
  return { text: `${text} BETWEEN ? AND ?`, values: [...values, ...bounds] }
}

function comparison(operator: Operator): string {
  return operator === ':' ? '=' : operator
}

const numberAndUnit = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(.*)$/
const secondsPer: Record<string, number> = { s: 1, min: 60, h: 3600 }

function readNumber(text: string, at: number, field: string, unit: string): number {
  const match = numberAndUnit.exec(text)
  if (match === null) throw new FilterProblem(at, `${field} is a number: expected one instead of "${text}".`)
  const [, digits, suffix] = match
  const value = Number(digits)
  if (suffix === '' || suffix === unit) return value
  if (suffix === '%' && unit === '') return value / 100
  if (unit === 's' && Object.hasOwn(secondsPer, suffix)) return value * secondsPer[suffix]
  const own = unit === '' ? 'it has no unit' : `its unit is ${unit}`
  throw new FilterProblem(at + digits.length, `${field} cannot be given in "${suffix}": ${own}.`)
}

/** A day stands for all of it, in the time of this place. */
function dateCondition(term: FieldTerm, sql: Sql): Sql {
  const { operator, value, valueAt } = term
  if (!value.includes('..') && (operator === ':' || operator === '=')) {
    const bounds = [startOf(value, valueAt), startOf(value, valueAt, 1)]
    return { text: `${sql.text} >= ? AND ${sql.text} < ?`, values: bounds }
  }
  // Up to and including the day, or from the day after it.
  const afterwards = operator === '>' || operator === '<='
  return ordered(term, sql, (text, at, end) =>
    end === 'high' || (end === 'only' && afterwards) ? startOf(text, at, 1) - 1 : startOf(text, at),
  )
}

function startOf(text: string, at: number, daysLater = 0): number {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const time =
    match === null ? NaN : new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + daysLater).getTime()
  if (Number.isNaN(time)) throw new FilterProblem(at, `Expected a day such as 2026-11-22 instead of "${text}".`)
  return time
}

const flags: Record<string, number> = { yes: 1, true: 1, on: 1, '1': 1, no: 0, false: 0, off: 0, '0': 0 }

function flagCondition({ field, operator, value, valueAt }: FieldTerm, { text, values }: Sql): Sql {
  const wanted = flags[value.toLowerCase()]
  if (wanted === undefined) throw new FilterProblem(valueAt, `${field} is yes or no: expected one of them.`)
  return { text: `${text} ${equality(field, operator, valueAt)} ?`, values: [...values, wanted] }
}

/** Several values with commas: any of them. */
function textCondition(
  { field, operator, value, valueAt }: FieldTerm,
  { sql, options }: Extract<Field, { type: 'text' }>,
): Sql {
  const negated = equality(field, operator, valueAt) === '!='
  const wanted = value.split(',').filter((one) => one !== '')
  const stranger = options === undefined ? undefined : wanted.find((one) => !options.includes(one))
  if (stranger !== undefined) {
    const close = nearest(stranger, [...options!])
    const meant = close.length > 0 ? ` Did you mean ${close.join(' or ')}?` : ''
    throw new FilterProblem(valueAt, `${field} is never "${stranger}".${meant} Expected one of ${options!.join(', ')}.`)
  }
  // Names are matched in part, choices as a whole; "=" is always the whole.
  const parts = wanted.map((one): Sql =>
    options === undefined && operator === ':'
      ? { text: `${sql.text} LIKE ? ESCAPE '\\'`, values: [...sql.values, likePattern(one)] }
      : { text: `${sql.text} = ?`, values: [...sql.values, one] },
  )
  const any = {
    text: parts.map(({ text }) => text).join(' OR ') || `${sql.text} = ''`,
    values: parts.flatMap(({ values }) => values),
  }
  return negated ? { text: `NOT (${any.text})`, values: any.values } : any
}

function tagCondition({ field, operator, value, valueAt }: FieldTerm): Sql {
  const not = equality(field, operator, valueAt) === '!=' ? 'NOT ' : ''
  const wanted = value.split(',').filter((one) => one !== '')
  const marks = wanted.map(() => '?').join(', ')
  return { text: `${not}EXISTS (SELECT 1 FROM run_tags WHERE run = number AND tag IN (${marks}))`, values: wanted }
}

function equality(field: string, operator: Operator, at: number): '=' | '!=' {
  if (operator === ':' || operator === '=') return '='
  if (operator === '!=') return '!='
  throw new FilterProblem(at, `${field} is no number: expected ":" or "!=" instead of "${operator}".`)
}
