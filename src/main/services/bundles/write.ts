import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { LabError } from '../../../contract/errors.ts'
import { designFile } from '../../../contract/design/index.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import { getArtifact, listArtifacts } from '../../db/artifacts.ts'
import { getCheckpoint } from '../../db/checkpoints.ts'
import type { ProjectFile, Reader } from '../../db/connection.ts'
import { listEvents } from '../../db/events.ts'
import { listMetrics } from '../../db/metrics.ts'
import { findRun, getRun } from '../../db/runs.read.ts'
import { fileNameOf } from '../files/name.ts'
import { writeNpy } from '../files/npy.ts'
import type { BundledArray, BundledCheckpoint, BundledRun } from './format.ts'
import { bundleVersion } from './format.ts'

/** Without the 64-bit extension a zip file ends here. */
const maximumBytes = 2 ** 32 - 1
/** The oldest date that a zip file knows: the same runs give the same file. */
const noDate = '1980-01-01T00:00:00'

interface Bundle {
  fileName: string
  bytes: Uint8Array
}

/** Runs by themselves, with all that belongs to them. */
export function bundleRuns(project: ProjectFile, references: readonly string[], program: string): Bundle {
  return project.read((db) => {
    const files: Record<string, Uint8Array> = {}
    let total = 0
    const runs = [...new Set(references.map((run) => findRun(db, project.file, run).number))].map((run) =>
      getRun(db, run),
    )
    for (const details of runs) {
      for (const [name, bytes] of filesOf(db, details)) {
        total += bytes.length
        if (total > maximumBytes) throw new LabError('ARTIFACT_TOO_LARGE', { name, bytes: total, limit: maximumBytes })
        files[`${details.id}/${name}`] = bytes
      }
    }
    const manifest = {
      ...{ format: 'bistable-bundle', version: bundleVersion, program, runs: runs.map(({ id }) => id) },
      files: Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    }
    const bytes = zipSync({ 'manifest.json': json(manifest), ...files }, { level: 6, mtime: noDate })
    const first = `${fileNameOf(runs[0].name)}-${runs[0].id}`
    return { fileName: `${runs.length === 1 ? first : `${runs.length}-runs`}.zip`, bytes }
  })
}

function* filesOf(db: Reader, details: RunDetails): Generator<[name: string, bytes: Uint8Array]> {
  const { number, design, results } = details
  yield ['run.json', json(runOf(details))]
  yield ['design.json', Buffer.from(designFile(design))]
  yield ['results.json', json(results)]
  yield ['metrics.json', json(listMetrics(db, number))]
  yield ['events.json', json(listEvents(db, number))]
  yield ['checkpoints.json', json(details.checkpoints.map((known) => checkpointOf(db, number, known)))]
  const arrays: BundledArray[] = []
  for (const [place, { role, name, step, label, unit, axes }] of listArtifacts(db, number).entries()) {
    const path = `${role}/${String(place).padStart(4, '0')}-${fileNameOf(name)}-${step}.npy`
    arrays.push({ path, role, name, step, label, unit, axes })
    yield [path, writeNpy(getArtifact(db, number, role, name, step)!)]
  }
  yield ['arrays.json', json(arrays)]
}

function runOf({ lineage, ...run }: RunDetails): BundledRun {
  const { id, name, preset, seed, status, progress, createdAtMs, startedAtMs, endedAtMs, wallMs, simulatedMs } = run
  const { workers, digest, tags, starred, folder, notes, engineVersion, error } = run
  return {
    ...{ id, name, preset, seed, status, progress, createdAtMs, startedAtMs, endedAtMs, wallMs, simulatedMs },
    ...{ workers, digest, tags, starred, folder, notes, engineVersion, error },
    parent: lineage.parent === null ? null : { runId: lineage.parent.runId, done: lineage.parent.done },
  }
}

function checkpointOf(
  db: Reader,
  run: number,
  { done, atMs, pinned }: Pick<BundledCheckpoint, 'done' | 'atMs' | 'pinned'>,
): BundledCheckpoint {
  const { kind, progress } = getCheckpoint(db, run, done)
  return { done, atMs, kind, pinned, progress }
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
