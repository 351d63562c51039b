import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NumericArray } from '../../../contract/results.ts'
import type { NpyArray } from '../files/npy.ts'
import { readArray } from './recording.ts'

/** One file against the recording's own. */
export interface FileComparison {
  file: string
  /** All bits are the same. */
  equal: boolean
  values: number
  /** Values whose bits differ; a difference in length counts as a difference of each value that is missing or too much. */
  differing: number
  /** Largest absolute difference of the values that both have. */
  maxDifference: number
}

/** Compares with what the other simulator has left in the recording's folder, as far as it has left anything. */
export function compareDump(folder: string, dump: ReadonlyMap<string, NpyArray>): FileComparison[] {
  return [...dump].flatMap(([name, { data, shape }]) => {
    const file = join(folder, name)
    if (!existsSync(file)) return []
    const type = data instanceof Int32Array ? Int32Array : Float64Array
    return [compareValues(name, data, readArray<NumericArray>(file, type, shape.length).data)]
  })
}

function compareValues(file: string, ours: NumericArray, theirs: NumericArray): FileComparison {
  const common = Math.min(ours.length, theirs.length)
  let differing = Math.max(ours.length, theirs.length) - common
  let maxDifference = 0
  for (let a = 0; a < common; a++) {
    // Tells 0 from -0, and takes NaN for NaN.
    if (Object.is(ours[a], theirs[a])) continue
    differing++
    maxDifference = Math.max(maxDifference, Math.abs(ours[a] - theirs[a]))
  }
  return { file, equal: differing === 0, values: theirs.length, differing, maxDifference }
}
