import type { Condition } from '../fields.ts'
import type { FieldInfo } from './describe.ts'
import { describeFields } from './describe.ts'
import type { Design } from './kinds.ts'
import { valueAt } from './path.ts'

/** Whether a field does anything in a design: the parameters of a rule do while that rule is chosen. */
export function countsIn(design: object, { when, idle }: FieldInfo): boolean {
  return idle === undefined && when.every((condition) => holds(design, condition))
}

/** Why a field does nothing in a design, in a sentence; null: it counts. */
export function whyIdle(design: Design, field: FieldInfo): string | null {
  if (field.idle !== undefined) return field.idle
  const condition = brokenCondition(design, field)
  return condition === undefined ? null : `No effect while ${stateOf(design, condition.path)}.`
}

/** The first condition of a field that does not hold in a design. */
export function brokenCondition(design: object, { when }: FieldInfo): Condition | undefined {
  return when.find((condition) => !holds(design, condition))
}

function holds(design: object, { path, is, not, or }: Condition): boolean {
  const value = valueAt(design, path)
  const values = (Array.isArray(value) ? value : [value]).map(String)
  const fits = values.some((one) => (is?.includes(one) ?? true) && !(not?.includes(one) ?? false))
  return fits || (or !== undefined && holds(design, or))
}

/** 'Inhibition is off (inhibition.on)'. */
function stateOf(design: Design, path: string): string {
  const label = describeFields(design.kind).find((field) => field.path === path)?.label ?? path
  return `${label} is ${words(valueAt(design, path))} (${path})`
}

function words(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.join(', ')
  return String(value)
}
