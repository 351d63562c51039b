import { z } from 'zod'
import type { Condition } from '../fields.ts'
import type { DesignKind } from './kinds.ts'
import { schemaOfKind } from './kinds.ts'

/** What a form, a table of parameters or the terminal needs to know about one field of a design. */
export interface FieldInfo {
  /** As in `--set`: `rule.etaPlus`. */
  path: string
  /** Title of the part it belongs to; '' at the top. */
  part: string
  label: string
  doc: string
  unit: string
  symbol?: string
  equation?: string
  scale?: 'linear' | 'log'
  /** The field counts only while all of these hold. */
  when: Condition[]
  /** Why it never does anything in this kind of experiment. */
  idle?: string
  type: 'number' | 'whole' | 'boolean' | 'choice' | 'text' | 'list'
  min?: number
  max?: number
  /** Of a choice. */
  options?: string[]
  /** Of a list: what each element may be. */
  element?: FieldInfo
  default: unknown
}

/** The part of JSON schema that zod writes for designs. */
interface SchemaNode {
  type?: string
  title?: string
  description?: string
  unit?: string
  symbol?: string
  equation?: string
  scale?: 'linear' | 'log'
  when?: Condition[]
  idle?: string
  default?: unknown
  const?: unknown
  enum?: string[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: SchemaNode
  properties?: Record<string, SchemaNode>
}

const described = new Map<DesignKind, FieldInfo[]>()

/** Every field of a kind of design that can be set, in the order of the schema. */
export function describeFields(kind: DesignKind): FieldInfo[] {
  let fields = described.get(kind)
  if (fields === undefined) {
    fields = collect(jsonSchemaOf(kind), '', '')
    described.set(kind, fields)
  }
  return fields
}

/**
 * For editors and other programs; missing fields take their defaults, so none but the kind is required. A design file may say by
 * `$schema` where its schema lies.
 */
export function designJsonSchema(kind: DesignKind): Record<string, unknown> {
  const { properties, ...schema } = jsonSchemaOf(kind)
  const where = { type: 'string', description: 'Where this schema lies, for editors.' }
  return { ...schema, properties: { $schema: where, ...properties } }
}

function jsonSchemaOf(kind: DesignKind): SchemaNode {
  const schema = z.toJSONSchema(schemaOfKind(kind), { io: 'input' }) as SchemaNode
  return withConditions(schema, schema, '', [])
}

/** Every field with all its conditions, those of its part too, by whole paths. */
function withConditions(node: SchemaNode, root: SchemaNode, part: string, outer: Condition[]): SchemaNode {
  if (node.properties === undefined) return outer.length === 0 ? node : { ...node, when: outer }
  const children = Object.entries(node.properties).map(([key, child]): [string, SchemaNode] => {
    const own = (child.when ?? []).flatMap((condition) => wholePaths(condition, root, part))
    return [key, withConditions(child, root, part === '' ? key : `${part}.${key}`, [...outer, ...own])]
  })
  const { when: _, ...rest } = node
  return { ...rest, properties: Object.fromEntries(children) }
}

/** None where the design has no such field. */
function wholePaths({ or, path, ...condition }: Condition, root: SchemaNode, part: string): Condition[] {
  const other = or === undefined ? [] : wholePaths(or, root, part)
  const whole = path.startsWith('.') ? `${part}${path}` : path
  const exists = whole.split('.').reduce<SchemaNode | undefined>((node, key) => node?.properties?.[key], root)
  return exists ? [{ path: whole, ...condition, ...(other.length > 0 && { or: other[0] }) }] : other
}

/** The range of a field in words: 'a number between 0 and 1000 Hz'. */
export function allowedValues(field: FieldInfo): string {
  const unit = field.unit === '' ? '' : ` ${field.unit}`
  switch (field.type) {
    case 'number':
      return `a number${range(field, unit)}`
    case 'whole':
      return `a whole number${range(field, unit)}`
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${field.options!.join(', ')}`
    case 'text':
      return `text of ${field.min ?? 0} to ${field.max ?? 'any number of'} characters`
    case 'list':
      return `a list of ${field.min ?? 0} to ${field.max ?? 'any number of'} values, each ${allowedValues(field.element!)}`
  }
}

function range(field: FieldInfo, unit: string): string {
  const { min, max } = field
  if (min !== undefined && max !== undefined) return ` between ${min} and ${max}${unit}`
  if (min !== undefined) return ` of at least ${min}${unit}`
  if (max !== undefined) return ` of at most ${max}${unit}`
  return unit === '' ? '' : ` (${unit.trim()})`
}

function collect(node: SchemaNode, prefix: string, part: string): FieldInfo[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (child.properties !== undefined) return collect(child, path, child.title ?? key)
    // Kind and version say what a design is; they are not settings.
    return child.const === undefined ? [fieldOf(child, path, part)] : []
  })
}

function fieldOf(node: SchemaNode, path: string, part: string): FieldInfo {
  const info = {
    path,
    part,
    label: node.title ?? path,
    doc: node.description ?? '',
    unit: node.unit ?? '',
    symbol: node.symbol,
    equation: node.equation,
    scale: node.scale,
    when: node.when ?? [],
    idle: node.idle,
    default: node.default,
  }
  if (node.enum !== undefined) return { ...info, type: 'choice', options: node.enum }
  switch (node.type ?? '') {
    case 'number':
      return { ...info, type: 'number', min: node.minimum, max: node.maximum }
    case 'integer':
      return { ...info, type: 'whole', min: node.minimum, max: node.maximum }
    case 'boolean':
      return { ...info, type: 'boolean' }
    case 'string':
      return { ...info, type: 'text', min: node.minLength, max: node.maxLength }
    case 'array':
      return {
        ...info,
        type: 'list',
        min: node.minItems,
        max: node.maxItems,
        element: fieldOf({ unit: node.unit, ...node.items }, path, part),
      }
    default:
      throw new Error(`The design field ${path} has a schema that cannot be described: ${JSON.stringify(node)}`)
  }
}
