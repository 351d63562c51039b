import type { Design, FieldInfo } from '../../../contract/design/index.ts'
import { countsIn, sameValue, valueAt } from '../../../contract/design/index.ts'
import { compact } from '../../ui/format.ts'

export interface DesignPart {
  /** First name of the paths in it; '' for what stands at the top. */
  name: string
  title: string
  fields: FieldInfo[]
}

export interface Difference {
  field: FieldInfo
  value: unknown
  origin: unknown
}

export function partsOf(fields: readonly FieldInfo[]): DesignPart[] {
  const parts = new Map<string, DesignPart>()
  for (const field of fields) {
    const name = partOfPath(field.path)
    const part = parts.get(name) ?? { name, title: field.part === '' ? 'General' : field.part, fields: [] }
    part.fields.push(field)
    parts.set(name, part)
  }
  return [...parts.values()]
}

export function partOfPath(path: string): string {
  return path.includes('.') ? path.split('.')[0] : ''
}

/** What says which design it is, and not what it does. */
export function isLabel({ path }: FieldInfo): boolean {
  return path === 'name' || path === 'notes'
}

export function differencesOf(fields: readonly FieldInfo[], design: Design, origin: Design): Difference[] {
  return fields
    .map((field) => ({ field, value: valueAt(design, field.path), origin: valueAt(origin, field.path) }))
    .filter(({ value, origin: usual }) => !sameValue(value, usual))
}

/** What a part comes to, in a word: whether it is on, of which kind it is, or how many there are. */
export function summaryOf({ name, fields: all }: DesignPart, design: Design): string {
  if (name === '') return ''
  const fields = all.filter((field) => countsIn(design, field))
  const own = (field: string) => fields.find(({ path }) => path === `${name}.${field}`)
  const first = (type: FieldInfo['type']) => fields.find((field) => field.type === type)
  /** Of how many there are, not how long something takes. */
  const number = fields.find(
    ({ type, unit, path }) => type === 'whole' && unit !== 'steps' && Number(valueAt(design, path)) > 0,
  )
  const on = own('on')
  if (on !== undefined) return valueAt(design, on.path) === true ? 'on' : 'off'
  const field = own('kind') ?? first('text') ?? number ?? first('choice')
  const value = field === undefined ? undefined : valueAt(design, field.path)
  if (typeof value === 'number') return compact(value)
  return typeof value === 'string' ? value.split(/[\\/]/).at(-1)! : ''
}
