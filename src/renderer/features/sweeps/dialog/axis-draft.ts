import type { Design, FieldInfo } from '../../../../contract/design/index.ts'
import { valueAt } from '../../../../contract/design/index.ts'
import type { SweepAxis } from '../../../../contract/sweep/index.ts'
import { readAxisText } from '../../../../contract/sweep/index.ts'

/** One field as it is being chosen, in the words that stand in the dialog. */
export interface AxisDraft {
  key: number
  field: FieldInfo
  spread: 'list' | 'linear' | 'log'
  /** Of a list. */
  values: string
  from: string
  to: string
  points: string
  /** Of a choice or a switch. */
  chosen: string[]
}

/** What a choice or a switch can be; null for numbers. */
export function optionsOf(field: FieldInfo): string[] | null {
  return field.type === 'boolean' ? ['true', 'false'] : field.type === 'choice' ? field.options! : null
}

/** Begins around the value that the design has. */
export function draftOf(key: number, field: FieldInfo, design: Design): AxisDraft {
  const value = valueAt(design, field.path)
  const spread = field.scale === 'log' ? 'log' : 'linear'
  const [from, to] = typeof value === 'number' ? rangeAround(field, value) : [0, 1]
  return {
    ...{ key, field, spread, values: String(value) },
    ...{ from: String(from), to: String(to), points: '5', chosen: optionsOf(field) ?? [] },
  }
}

export function draftOfAxis(key: number, field: FieldInfo, axis: SweepAxis, design: Design): AxisDraft {
  const draft = draftOf(key, field, design)
  if (axis.spread !== 'list') {
    return { ...draft, spread: axis.spread, from: String(axis.from), to: String(axis.to), points: String(axis.points) }
  }
  const values = axis.values.map(String)
  return { ...draft, spread: 'list', values: values.join(', '), chosen: values }
}

export function readDraft(draft: AxisDraft): SweepAxis | { problem: string } {
  const { field, spread, values, from, to, points, chosen } = draft
  if (optionsOf(field) !== null) {
    return chosen.length === 0 ? { problem: 'Choose at least one value.' } : readAxisText(field, chosen.join(','))
  }
  if (spread === 'list') return readAxisText(field, values)
  return /^\d+$/.test(points.trim())
    ? readAxisText(field, `${spread}:${from}..${to}:${points.trim()}`)
    : { problem: 'How many values? A whole number from 1 to 1000.' }
}

function rangeAround({ min, max, scale, type }: FieldInfo, value: number): [number, number] {
  if (value === 0) return [scale === 'log' ? Math.max(min ?? 0, (max ?? 1) / 1000) : (min ?? 0), max ?? 1]
  const [low, high] =
    scale === 'log' && value > 0 ? [value / 3, value * 3] : [value / 2, value * 1.5].sort((a, b) => a - b)
  const round = (end: number): number => (type === 'whole' ? Math.round(end) : Number(end.toPrecision(3)))
  return [Math.max(min ?? -Infinity, round(low)), Math.min(max ?? Infinity, round(high))]
}
