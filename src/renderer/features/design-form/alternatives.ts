import type { Design, FieldInfo } from '../../../contract/design/index.ts'
import { brokenCondition, withField } from '../../../contract/design/index.ts'

/** Another value of a choice, and the fields that only count with it. */
export interface Alternative {
  option: string
  fields: FieldInfo[]
}

/**
 * The choice that a field belongs to another value of: it is not shown then. What is merely switched off stays where it is, with the
 * reason. null: it is shown.
 */
export function alternativeOf(design: Design, fields: readonly FieldInfo[], field: FieldInfo): FieldInfo | null {
  const path = brokenCondition(design, field)?.path
  if (path === undefined) return null
  return fields.find((other) => other.path === path && other.type === 'choice') ?? null
}

/** What a choice would show with its other values. */
export function alternativesOf(design: Design, fields: readonly FieldInfo[], choice: FieldInfo): Alternative[] {
  const hidden = fields.filter((field) => alternativeOf(design, fields, field)?.path === choice.path)
  return (choice.options ?? [])
    .map((option) => {
      const changed = withField(design, choice.path, option)
      return { option, fields: hidden.filter((field) => alternativeOf(changed, fields, field) === null) }
    })
    .filter((alternative) => alternative.fields.length > 0)
}
