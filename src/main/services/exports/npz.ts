import { zipSync } from 'fflate'
import { LabError } from '../../../contract/errors.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import type { ArtifactInfo } from '../../db/artifacts.ts'
import { getArtifact, listArtifacts } from '../../db/artifacts.ts'
import type { Reader } from '../../db/connection.ts'
import { listMetrics } from '../../db/metrics.ts'
import { plainName } from '../files/name.ts'
import type { NpyArray } from '../files/npy.ts'
import { writeNpy } from '../files/npy.ts'

/** Without the 64-bit extension a zip file ends here. */
const maximumBytes = 2 ** 32 - 1
/** The oldest date that a zip file knows: the same run gives the same file. */
const noDate = '1980-01-01T00:00:00'

/**
 * Names in the file: results as they are (`confusion`), final state as `state/...`, recordings as `recordings/name/step`,
 * curves as `series/name/x|y|error`, measurements over time as `metrics/name/step|value`.
 */
export function npzFile(db: Reader, run: number, { results }: RunDetails): Uint8Array {
  const entries: Record<string, Uint8Array> = {}
  let total = 0
  const add = (name: string, array: NpyArray): void => {
    const bytes = writeNpy(array)
    total += bytes.length
    if (total > maximumBytes) throw new LabError('ARTIFACT_TOO_LARGE', { name, bytes: total, limit: maximumBytes })
    entries[`${name}.npy`] = bytes
  }
  for (const info of listArtifacts(db, run)) {
    // Checkpoints serve to continue, not to look at.
    if (info.role !== 'checkpoint') add(entryName(info), getArtifact(db, run, info.role, info.name, info.step)!)
  }
  for (const [name, { x, y, error }] of Object.entries(results?.series ?? {})) {
    add(`series/${plainName(name)}/x`, vector(x))
    add(`series/${plainName(name)}/y`, vector(y))
    if (error !== undefined) add(`series/${plainName(name)}/error`, vector(error))
  }
  for (const { name, steps, values } of listMetrics(db, run)) {
    add(`metrics/${plainName(name)}/step`, vector(steps))
    add(`metrics/${plainName(name)}/value`, vector(values))
  }
  return zipSync(entries, { level: 6, mtime: noDate })
}

function entryName({ role, name: given, step }: ArtifactInfo): string {
  const name = plainName(given)
  switch (role) {
    case 'result':
      return name
    case 'state':
      return `state/${name}`
    case 'recording':
    case 'checkpoint':
      return `recordings/${name}/${String(step).padStart(8, '0')}`
  }
}

function vector(values: number[]): NpyArray {
  return { shape: [values.length], data: Float64Array.from(values) }
}
