import type { ImportedRuns } from '../../../contract/history.ts'
import { LabError } from '../../../contract/errors.ts'
import { liveStatuses } from '../../../contract/runs.ts'
import { insertArtifact } from '../../db/artifacts.ts'
import { insertParent } from '../../db/branches.ts'
import { insertCheckpoint } from '../../db/checkpoints.ts'
import type { ProjectFile, Writer } from '../../db/connection.ts'
import { appendEvent, insertEvent } from '../../db/events.ts'
import { experimentOf } from '../../db/experiments.ts'
import { labelRun } from '../../db/labels.ts'
import { insertMetrics } from '../../db/metrics.ts'
import type { LightResults } from '../../db/results.ts'
import { insertResults } from '../../db/results.ts'
import { insertEndedRun } from '../../db/runs.import.ts'
import type { ReadBundle, RunInBundle } from './read.ts'

/** Adds the runs of a bundle to a project: all of those that it does not have, or none. */
export function importBundle(project: ProjectFile, { file, runs }: ReadBundle): ImportedRuns {
  return project.write((db) => {
    const present = runs.map(({ run }) => run.id).filter((id) => isThere(db, id))
    const fresh = runs.filter(({ run }) => !present.includes(run.id))
    for (const bundled of fresh) insertBundled(db, bundled, file)
    return { added: fresh.map(({ run }) => run.id), present }
  })
}

function isThere(db: Writer, id: string): boolean {
  return db.get('SELECT 1 FROM runs WHERE id = ?', id) !== undefined
}

function insertBundled(db: Writer, bundled: RunInBundle, file: string): void {
  const { run, design, results, metrics, events, checkpoints, arrays } = bundled
  const nowMs = Date.now()
  // What lived elsewhere when it was bundled is carried by nobody here.
  const isLive = (liveStatuses as readonly string[]).includes(run.status)
  const status = isLive ? 'interrupted' : (run.status as Exclude<typeof run.status, (typeof liveStatuses)[number]>)
  const experiment = experimentOf(db, design, run.preset, nowMs)
  const number = insertEndedRun(db, { ...run, experiment, design, status, endedAtMs: run.endedAtMs ?? run.createdAtMs })
  labelRun(db, number, { addTags: run.tags, folder: run.folder, starred: run.starred, notes: run.notes })
  if (run.parent !== null) insertParent(db, number, run.parent.runId, run.parent.done)
  insertMetrics(
    db,
    number,
    metrics.flatMap(({ name, unit, steps, values }) =>
      steps.map((step, k) => ({ name, unit, step, value: values[k] })),
    ),
  )
  for (const event of events) insertEvent(db, number, event)
  appendEvent(db, number, nowMs, 'imported')
  if (results !== null) insertResults(db, number, { ...(results as LightResults), arrays: {} })
  for (const { role, name, step, read } of arrays) {
    if (role !== 'checkpoint') insertArtifact(db, number, role, name, step, read())
    else if (!checkpoints.some(({ done }) => done === step))
      throw new LabError('BUNDLE_INVALID', { file, found: `an array of ${run.id} at a checkpoint that is not listed` })
  }
  for (const { done, atMs, kind, pinned, progress } of checkpoints) {
    const own = arrays.filter(({ role, step }) => role === 'checkpoint' && step === done)
    const checkpoint = { done, kind, progress, arrays: Object.fromEntries(own.map(({ name, read }) => [name, read()])) }
    insertCheckpoint(db, number, checkpoint, { pinned, keep: checkpoints.length }, atMs)
  }
}
