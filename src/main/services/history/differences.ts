import type { ParameterDifference } from '../../../contract/history.ts'
import { asReadToday, compareDesigns } from '../../../contract/design/index.ts'
import type { RunDetails } from '../../../contract/runs.ts'

/** Parameters that are not the same in all of these runs, by path, and the seed. Runs that share a design object are told apart by it once. */
export function differencesOf(runs: readonly Pick<RunDetails, 'id' | 'seed' | 'design'>[]): ParameterDifference[] {
  const designs = [...new Set(runs.map(({ design }) => design))]
  const place = new Map(designs.map((design, at) => [design, at]))
  const byRun = (valueOf: (run: (typeof runs)[number]) => unknown): Record<string, unknown> =>
    Object.fromEntries(runs.map((run) => [run.id, valueOf(run)]))
  const differences = compareDesigns(designs.map(asReadToday)).map(({ values, ...difference }) => ({
    ...difference,
    values: byRun(({ design }) => values[place.get(design)!]),
  }))
  if (new Set(runs.map(({ seed }) => seed)).size > 1) {
    differences.push({ path: 'seed', part: '', label: 'Seed', unit: '', values: byRun(({ seed }) => seed) })
  }
  return differences
}
