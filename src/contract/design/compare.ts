import { describeFields } from './describe.ts'
import { countsIn } from './effect.ts'
import type { Design } from './kinds.ts'

/** One field that is not the same in all designs of a comparison. */
export interface DesignDifference {
  path: string
  /** Title of the part it belongs to; '' at the top. */
  part: string
  label: string
  unit: string
  /** In the order of the designs; null where a design has no such field. */
  values: unknown[]
}

/** What says which design it is, and not what it does. */
const labels = new Set(['name', 'kind', 'version', 'notes'])

/**
 * Only the fields that differ and count in one of the designs, in the order of the schema. Designs frozen by older programs may have
 * fields that are no longer known.
 */
export function compareDesigns(designs: readonly Design[]): DesignDifference[] {
  const kinds = [...new Set(designs.map(({ kind }) => kind))]
  const known = new Map(kinds.flatMap((kind) => describeFields(kind).map((field) => [field.path, field])))
  const leaves = designs.map((design) => new Map(leavesOf(design, '')))
  const paths = new Set([...known.keys(), ...leaves.flatMap((values) => [...values.keys()])])
  return [...paths].flatMap((path) => {
    const values = leaves.map((fields) => fields.get(path) ?? null)
    const isSame = new Set(values.map((value) => JSON.stringify(value))).size <= 1
    if (isSame || labels.has(path)) return []
    const field = known.get(path)
    if (field === undefined) return [{ path, part: '', label: path, unit: '', values }]
    const { part, label, unit } = field
    return designs.some((design) => countsIn(design, field)) ? [{ path, part, label, unit, values }] : []
  })
}

function leavesOf(part: object, prefix: string): [string, unknown][] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leavesOf(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]],
  )
}
