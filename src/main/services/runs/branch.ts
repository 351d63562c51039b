import { admitBranch, applySettings, parseDesign } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { Checkpoint } from '../../../engine/index.ts'
import { bareCheckpoint } from '../../../engine/index.ts'
import { insertBranch } from '../../db/branches.ts'
import { getCheckpoint, insertCheckpoint, latestCheckpoint, listCheckpoints } from '../../db/checkpoints.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { experimentOf } from '../../db/experiments.ts'
import { findRun, getRun } from '../../db/runs.read.ts'
import type { RunKey } from '../../db/runs.write.ts'
import { insertRun } from '../../db/runs.write.ts'
import { usualCheckpoints } from './checkpoint-policy.ts'
import type { PreparedDesign, RunDependencies } from './index.ts'

/** A new run that goes on from a checkpoint of another with some parameters changed. */
export interface BranchPlan {
  parent: RunKey
  prepared: PreparedDesign
  seed: number
  resumeFrom: Checkpoint
}

export interface BranchRequest {
  /** As typed: its number, id, or the beginning of it. */
  run: string
  /** Which checkpoint; null: the newest. */
  done: number | null
  /** `path=value` */
  settings: readonly string[]
}

/** Finds everything a branch needs, or refuses; writes nothing. The seed stays: it has wired the network. */
export function planBranch(
  project: ProjectFile,
  prepare: (design: PreparedDesign['design'], preset: null) => PreparedDesign,
  { run, done, settings }: BranchRequest,
): BranchPlan {
  const { parent, details, checkpoint } = project.read((db) => {
    const key = findRun(db, project.file, run)
    const kept = listCheckpoints(db, key.number).map((known) => known.done)
    const missing = (): LabError =>
      new LabError('CHECKPOINT_NOT_FOUND', { run: `#${key.number}`, done: done ?? 'latest', kept })
    if (done !== null && !kept.includes(done)) throw missing()
    const found = done === null ? latestCheckpoint(db, key.number).checkpoint : getCheckpoint(db, key.number, done)
    if (found === undefined) throw missing()
    return { parent: key, details: getRun(db, key.number), checkpoint: found }
  })
  const from = parseDesign(details.design, `The design of run #${parent.number}`)
  const design = applySettings(from, settings)
  admitBranch(from, design, checkpoint.done)
  return { parent, prepared: prepare(design, null), seed: details.seed, resumeFrom: bareCheckpoint(checkpoint) }
}

/** Writes it down, with a copy of the checkpoint: it can go on from there whatever becomes of the other run. */
export function addBranch(
  project: ProjectFile,
  { engineVersion, carrier }: Pick<RunDependencies, 'engineVersion' | 'carrier'>,
  { parent, prepared: { design, preset }, seed, resumeFrom }: BranchPlan,
  workers: number,
): RunKey {
  return project.write((db) => {
    const nowMs = Date.now()
    const experiment = experimentOf(db, design, preset, nowMs)
    const key = insertRun(db, { experiment, design, preset, seed, workers, engineVersion, carrier }, nowMs)
    insertBranch(db, key.number, parent, resumeFrom.done)
    insertCheckpoint(db, key.number, resumeFrom, { pinned: true, keep: usualCheckpoints.keep }, nowMs)
    return key
  })
}
