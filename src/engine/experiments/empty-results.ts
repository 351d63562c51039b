import type { Results } from '../results.ts'

export function emptyResults(): Results {
  return { scalars: {}, series: {}, arrays: {}, figures: [], checks: [] }
}
