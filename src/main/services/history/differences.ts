import type { ParameterDifference } from '../../../contract/api.ts'
import { describeFields } from '../../../contract/design/index.ts'
import type { RunDetails } from '../../../contract/runs.ts'

/** Parameters that are not the same in all of these runs, by path. Notes and names of designs are no parameters. */
export function differencesOf(runs: readonly RunDetails[]): ParameterDifference[] {
  const labels = new Map(
    runs.flatMap(({ kind }) => describeFields(kind).map(({ path, label, unit }) => [path, { label, unit }])),
  )
  const leaves = runs.map(({ id, design, seed }) => ({
    id,
    values: new Map([...leavesOf(design, ''), ['seed', seed]]),
  }))
  const paths = new Set([...labels.keys(), ...leaves.flatMap(({ values }) => [...values.keys()]), 'seed'])
  for (const path of ['name', 'kind', 'version']) paths.delete(path)
  return [...paths].flatMap((path) => {
    const texts = new Set(leaves.map(({ values }) => JSON.stringify(values.get(path) ?? null)))
    if (texts.size <= 1) return []
    const { label, unit } = labels.get(path) ?? { label: path === 'seed' ? 'Seed' : path, unit: '' }
    return [
      { path, label, unit, values: Object.fromEntries(leaves.map(({ id, values }) => [id, values.get(path) ?? null])) },
    ]
  })
}

function leavesOf(part: object, prefix: string): [string, unknown][] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leavesOf(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]],
  )
}
