import type { ParameterDifference } from '../../../contract/history.ts'
import { asReadToday, compareDesigns } from '../../../contract/design/index.ts'
import type { RunDetails } from '../../../contract/runs.ts'

/** Parameters that are not the same in all of these runs, by path, and the seed. */
export function differencesOf(runs: readonly Pick<RunDetails, 'id' | 'seed' | 'design'>[]): ParameterDifference[] {
  const differences = compareDesigns(runs.map(({ design }) => asReadToday(design)))
  const seeds = runs.map(({ seed }) => seed)
  if (new Set(seeds).size > 1) differences.push({ path: 'seed', part: '', label: 'Seed', unit: '', values: seeds })
  return differences.map(({ values, ...difference }) => ({
    ...difference,
    values: Object.fromEntries(runs.map(({ id }, i) => [id, values[i]])),
  }))
}
