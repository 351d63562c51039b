import { LabError, plainError } from '../../../contract/errors.ts'
import type { Checkpoint, RunOutcome } from '../../../engine/index.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { setLiveStatus, setWorkers } from '../../db/runs.write.ts'
import { usualCheckpoints } from './checkpoint-policy.ts'
import type { RunLever } from './control.ts'
import { digestOf } from './digest.ts'
import type { EndedRun, PreparedDesign, RunDependencies, StartOptions, WorkerPool } from './index.ts'
import type { RunRecorder } from './recorder.ts'
import { createRunRecorder } from './recorder.ts'
import { reportOf } from './report.ts'

/** A wish to go on with another number of threads. */
export interface Move {
  workers: number
  settle: (moved: boolean) => void
}

export interface Journey {
  run: number
  seed: number
  prepared: PreparedDesign
  options: StartOptions
  lever: RunLever
  /** Looked at whenever there is a checkpoint to move from. */
  takeMove: () => Move | undefined
  /** Whether a person has asked for the checkpoint that comes. */
  takePinned: () => boolean
}

/** From the first thread to the last transaction. Never rejects because of the run: a failed run is a report too. */
export async function carry(project: ProjectFile, dependencies: RunDependencies, journey: Journey): Promise<EndedRun> {
  const { run, lever } = journey
  const { keep } = journey.options.checkpoints ?? usualCheckpoints
  const recorder = createRunRecorder(project, run, keep)
  const report = () => project.read((db) => reportOf(db, run))
  try {
    project.write((db) => setLiveStatus(db, run, 'running', Date.now()))
    const setOut = (workers: number): void => project.write((db) => setWorkers(db, run, workers))
    const outcome = await conductAll(dependencies, journey, recorder, setOut)
    recorder.end(outcome, digestOf(outcome.state, outcome.results.scalars))
    return { report: report(), error: null, cause: undefined }
  } catch (cause) {
    const error = plainError(cause)
    recorder.fail(error)
    return { report: { ...report(), status: 'failed' }, error, cause }
  } finally {
    recorder.close()
    lever.close(new LabError('RUN_ENDED', { run: `#${run}` }))
    journey.takeMove()?.settle(false)
  }
}

/** One leg after the other, each on its own threads: results do not depend on how many. */
async function conductAll(
  dependencies: RunDependencies,
  journey: Journey,
  recorder: RunRecorder,
  setOut: (workers: number) => void,
): Promise<RunOutcome> {
  let { workers, resumeFrom } = journey.options
  for (;;) {
    setOut(workers)
    const pool = dependencies.openPool(workers)
    try {
      const leg = await conductLeg(dependencies, journey, recorder, pool, resumeFrom)
      if ('outcome' in leg) return leg.outcome
      workers = leg.move.workers
      resumeFrom = leg.checkpoint
      leg.move.settle(true)
    } finally {
      await pool.close()
    }
  }
}

async function conductLeg(
  { conduct }: RunDependencies,
  { seed, prepared, options, lever, takeMove, takePinned }: Journey,
  recorder: RunRecorder,
  { ports }: WorkerPool,
  resumeFrom: Checkpoint | undefined,
): Promise<{ outcome: RunOutcome } | { move: Move; checkpoint: Checkpoint }> {
  const events = conduct(prepared.design, seed, {
    ...{ ports, data: prepared.data, control: lever, resumeFrom },
    checkpointEveryMs: (options.checkpoints ?? usualCheckpoints).everyMs,
    now: () => performance.now(),
  })
  let step = await events.next()
  for (; step.done !== true; step = await events.next()) {
    recorder.take(step.value, step.value.type === 'checkpoint' && takePinned())
    options.onEvent?.(step.value)
    // A stop has the last word: it wants results, and not another leg.
    if (step.value.type !== 'checkpoint' || lever.stopRequested) continue
    const move = takeMove()
    if (move === undefined) continue
    await events.return(undefined as never)
    return { move, checkpoint: step.value.checkpoint }
  }
  return { outcome: step.value }
}
