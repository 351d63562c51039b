import type { DesignKind, FieldInfo } from '../design/index.ts'
import { describeFields } from '../design/index.ts'
import { suggestPaths } from '../design/parse.ts'
import { readFieldValue } from '../design/settings.ts'
import { drawFor } from './draw.ts'
import type { SweepAxis, SweepValue } from './plan.ts'

/** An axis together with the field it varies. */
export interface ReadAxis {
  axis: SweepAxis
  field: FieldInfo
}

/** Fields a sweep can vary: numbers and choices. */
export function sweepableFields(kind: DesignKind): FieldInfo[] {
  return describeFields(kind).filter(({ type }) => type !== 'text' && type !== 'list')
}

/** The field of an axis, or what is wrong with the axis. */
export function readAxis(kind: DesignKind, axis: SweepAxis): ReadAxis | { problem: string } {
  const field = describeFields(kind).find(({ path }) => path === axis.path)
  if (field === undefined) return { problem: `${axis.path} does not exist.${suggestPaths(kind, axis.path)}` }
  if (field.type === 'text' || field.type === 'list') {
    return { problem: `${axis.path} cannot be swept: only numbers and choices can.` }
  }
  const problem = problemOf(axis, field)
  return problem === undefined ? { axis, field } : { problem }
}

function problemOf(axis: SweepAxis, field: FieldInfo): string | undefined {
  const { path } = axis
  for (const value of axis.spread === 'list' ? axis.values : [axis.from, axis.to]) {
    const read = readFieldValue(field, String(value))
    if ('problem' in read) return read.problem
  }
  if (axis.spread === 'list') return undefined
  if (field.type !== 'number' && field.type !== 'whole') {
    return `${path} has no range: list its values, such as ${path}=${(field.options ?? ['true', 'false']).join(',')}.`
  }
  if (axis.from > axis.to) return `${path} goes from ${axis.from} down to ${axis.to}: give the lower end first.`
  return axis.spread === 'log' && axis.from <= 0
    ? `${path} begins at ${axis.from}: a logarithmic range begins above 0.`
    : undefined
}

/** The values of a grid, each once. */
export function gridValues({ axis, field }: ReadAxis): SweepValue[] {
  if (axis.spread === 'list') return [...new Set(axis.values.map((value) => typed(field, value)))]
  const last = axis.points - 1
  return [
    ...new Set(Array.from({ length: axis.points }, (_, i) => between({ axis, field }, last === 0 ? 0 : i / last))),
  ]
}

export function randomValue({ axis, field }: ReadAxis, seed: number, trial: number): SweepValue {
  const drawn = drawFor(seed, axis.path, trial)
  if (axis.spread !== 'list') return between({ axis, field }, drawn)
  const values = gridValues({ axis, field })
  return values[Math.floor(drawn * values.length)]
}

/**
 * At a fraction of the range. Six digits: what is shown is what runs, and the last bits of a host's logarithm do not make another
 * trial of it. The ends are taken as they were given.
 */
function between({ axis, field }: ReadAxis, fraction: number): number {
  if (axis.spread === 'list') throw new Error('A list has no range.')
  const { from, to } = axis
  if (fraction === 0) return from
  if (fraction === 1) return to
  const exact = axis.spread === 'log' ? from * (to / from) ** fraction : from + (to - from) * fraction
  const rounded = field.type === 'whole' ? Math.round(exact) : Number(exact.toPrecision(6))
  return Math.min(to, Math.max(from, rounded))
}

/** 'true' may come from a file or a form as text. */
function typed(field: FieldInfo, value: SweepValue): SweepValue {
  const read = readFieldValue(field, String(value))
  return 'value' in read ? (read.value as SweepValue) : value
}
