import { describe, expect, it } from 'vitest'
import type { Condition } from '../../src/contract/fields.ts'
import type { DesignKind, FieldInfo } from '../../src/contract/design/index.ts'
import { describeFields, designJsonSchema, designKinds, readFieldValue } from '../../src/contract/design/index.ts'

const all = designKinds.flatMap((kind) =>
  describeFields(kind).map((field): [string, DesignKind, FieldInfo] => [`${kind}: ${field.path}`, kind, field]),
)

/** What the end of a name promises. */
const unitsByName: [ending: RegExp, unit: string][] = [
  [/Ms$/, 'ms'],
  [/Hz$/, 'Hz'],
  [/Mv$/, 'mV'],
  [/PerS$/, '1/s'],
  [/[a-z]S$/, 's'],
  [/Mb$/, 'MB'],
  [/Px$/, 'px'],
  [/Steps$/, 'steps'],
  [/Samples$/, 'digits'],
]
/** Shipped with the fonts, or drawn (ui/MathText.ts). */
const shown = /^[\u0020-\u00ff\u0370-\u03ff\u2010-\u2027−ᵢⱼₘₛ₊₋₀₁₂₃⁺⁻←≥]*$/

function alternatives(condition: Condition): Condition[] {
  return condition.or === undefined ? [condition] : [condition, ...alternatives(condition.or)]
}

const written = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

describe('every field of every design', () => {
  it.each(all)('%s has a name, tells what it does, and is written with signs that are shown', (_, __, field) => {
    expect(field.label).not.toBe('')
    expect(field.label).not.toBe(field.path)
    expect(field.doc).toMatch(/^\S.{10,}\.$/)
    for (const text of [field.label, field.doc, field.unit, field.symbol ?? '', field.equation ?? '']) {
      expect(text).toMatch(shown)
    }
  })

  it.each(all)('%s has the unit of its name, and a range that holds its default', (_, kind, field) => {
    const ending = unitsByName.find(([pattern]) => pattern.test(field.path))
    if (ending !== undefined) expect(field.type === 'choice' ? ending[1] : field.unit).toBe(ending[1])
    const ranged = field.type === 'list' ? field.element! : field
    if (ranged.type === 'number' || ranged.type === 'whole') {
      expect(ranged.min).toBeTypeOf('number')
      expect(ranged.max).toBeGreaterThan(ranged.min!)
      if (field.scale === 'log') expect(ranged.max).toBeGreaterThan(0)
    }
    expect(readFieldValue(field, written(field.default))).toEqual({ value: field.default })
  })

  it.each(all)('%s names fields and values of its conditions that there are', (_, kind, field) => {
    for (const { path, is = [], not = [] } of field.when.flatMap((condition) => alternatives(condition))) {
      const other = describeFields(kind).find((info) => info.path === path)!
      expect(other, path).toBeDefined()
      const one = other.type === 'list' ? other.element! : other
      for (const value of [...is, ...not]) expect(readFieldValue(one, value)).toHaveProperty('value')
    }
    if (field.idle !== undefined) expect(field.idle).toMatch(/^[A-Z].{20,}\.$/)
  })
})

describe('the schema for editors', () => {
  interface Node {
    type?: string
    title?: string
    description?: string
    default?: unknown
    const?: unknown
    additionalProperties?: boolean
    properties?: Record<string, Node>
  }

  function leaves(node: Node, path: string): [string, Node][] {
    return Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
      child.properties === undefined ? [[`${path}${name}`, child] as [string, Node]] : leaves(child, `${path}${name}.`),
    )
  }

  function parts(node: Node): Node[] {
    return [node, ...Object.values(node.properties ?? {}).flatMap((child) => (child.properties ? parts(child) : []))]
  }

  it.each(designKinds)('of %s has every field with its title, words and default, and knows no others', (kind) => {
    const schema = designJsonSchema(kind) as Node
    for (const part of parts(schema)) expect(part.additionalProperties).toBe(false)
    const found = new Map(leaves(schema, ''))
    for (const { path, label, doc, when } of describeFields(kind)) {
      expect(found.get(path)).toMatchObject({ title: label, description: doc })
      expect(found.get(path)).toHaveProperty('default')
      if (when.length > 0) expect(found.get(path)).toMatchObject({ when })
    }
    const settings = [...found.keys()].filter((path) => !['$schema', 'kind', 'version'].includes(path))
    expect(settings.sort()).toEqual(
      describeFields(kind)
        .map(({ path }) => path)
        .sort(),
    )
  })
})
