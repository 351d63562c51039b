import type { ParameterDifference } from '../../../../contract/history.ts'
import type { RunSummary } from '../../../../contract/runs.ts'

/** Runs of one design that differ in their seeds alone. */
export interface DesignGroup {
  key: string
  runs: RunSummary[]
}

/** Names and notes are for people, and the seed is what runs of one design differ in. */
export function isSetting(path: string): boolean {
  return !['name', 'notes', 'seed'].includes(path)
}

/** Runs of equal design together, in the order in which the first of each group comes. */
export function groupByDesign(runs: readonly RunSummary[], differences: readonly ParameterDifference[]): DesignGroup[] {
  const told = differences.filter(({ path }) => isSetting(path))
  const groups = Map.groupBy(runs, ({ id, kind }) =>
    JSON.stringify([kind, told.map(({ values }) => values[id] ?? null)]),
  )
  return [...groups].map(([key, members]) => ({ key, runs: members }))
}

/** Parameters that still differ once seeds are grouped, each with its value in every group. */
export function differencesOf(
  groups: readonly DesignGroup[],
  differences: readonly ParameterDifference[],
): { difference: ParameterDifference; values: unknown[] }[] {
  return differences
    .filter(({ path }) => isSetting(path))
    .map((difference) => ({ difference, values: groups.map(({ runs }) => difference.values[runs[0].id]) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1)
}
