import type { Design } from '../../../contract/design/index.ts'
import type { PlainError } from '../../../contract/errors.ts'
import { plainError } from '../../../contract/errors.ts'
import type { RunReport } from '../../../contract/runs.ts'
import type { conduct, DataSet, RunEvent, WorkerPort } from '../../../engine/index.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { experimentOf } from '../../db/experiments.ts'
import type { ProcessIdentity } from '../../db/liveness.ts'
import { insertRun, setLiveStatus } from '../../db/runs.write.ts'
import type { RunLever } from './control.ts'
import { createRunLever } from './control.ts'
import { digestOf } from './digest.ts'
import { createRunRecorder } from './recorder.ts'
import { reportOf } from './report.ts'

/** The engine's way to carry out a design. */
export type Conduct = typeof conduct

export interface WorkerPool {
  /** One for each thread. */
  ports: WorkerPort[]
  /** Ends the threads, whatever they are doing. */
  close: () => Promise<void>
}

export interface RunDependencies {
  conduct: Conduct
  openPool: (threads: number) => WorkerPool
  engineVersion: string
  carrier: ProcessIdentity
}

/** A design and everything it needs from outside, found good before anything is written. */
export interface PreparedDesign {
  design: Design
  preset: string | null
  data?: DataSet
}

interface StartOptions {
  workers: number
  /** Sees every event after it was taken for saving. */
  onEvent?: (event: RunEvent) => void
}

export interface ActiveRun {
  id: string
  number: number
  seed: number
  pause: () => void
  resume: () => void
  /** The run ends at the next block of work, with everything up to then. */
  stop: () => void
  /** Never rejects because of the run: a failed run is a report too. */
  ended: Promise<EndedRun>
}

export interface EndedRun {
  report: RunReport
  error: PlainError | null
  /** For the log. */
  cause: unknown
}

export interface RunService {
  start: (prepared: PreparedDesign, seed: number, options: StartOptions) => ActiveRun
  active: () => ActiveRun[]
}

export function createRunService(project: ProjectFile, dependencies: RunDependencies): RunService {
  const active = new Map<number, ActiveRun>()
  return {
    start: (prepared, seed, options) => {
      const { engineVersion, carrier } = dependencies
      const { design, preset } = prepared
      const { number, id } = project.write((db) => {
        const nowMs = Date.now()
        const experiment = experimentOf(db, design, preset, nowMs)
        return insertRun(
          db,
          { experiment, design, preset, seed, workers: options.workers, engineVersion, carrier },
          nowMs,
        )
      })
      const lever = createRunLever()
      const mark = (status: 'running' | 'paused'): void => {
        // A run that has ended meanwhile keeps its end.
        if (active.has(number)) project.write((db) => setLiveStatus(db, number, status, Date.now()))
      }
      const run: ActiveRun = {
        ...{ id, number, seed },
        pause: () => {
          lever.pause()
          mark('paused')
        },
        resume: () => {
          mark('running')
          lever.resume()
        },
        stop: lever.requestStop,
        ended: carry(project, dependencies, number, prepared, seed, options, lever).finally(() =>
          active.delete(number),
        ),
      }
      active.set(number, run)
      return run
    },
    active: () => [...active.values()],
  }
}

async function carry(
  project: ProjectFile,
  dependencies: RunDependencies,
  run: number,
  { design, data }: PreparedDesign,
  seed: number,
  { workers, onEvent }: StartOptions,
  control: RunLever,
): Promise<EndedRun> {
  const recorder = createRunRecorder(project, run)
  let pool: WorkerPool | undefined
  try {
    pool = dependencies.openPool(workers)
    project.write((db) => setLiveStatus(db, run, 'running', Date.now()))
    const events = dependencies.conduct(design, seed, {
      ports: pool.ports,
      data,
      control,
      now: () => performance.now(),
    })
    let step = await events.next()
    for (; step.done !== true; step = await events.next()) {
      recorder.take(step.value)
      onEvent?.(step.value)
    }
    const outcome = step.value
    const digest = digestOf(outcome.state, outcome.results.scalars)
    recorder.end(outcome, digest)
    return { report: project.read((db) => reportOf(db, run)), error: null, cause: undefined }
  } catch (cause) {
    const error = plainError(cause)
    recorder.fail(error)
    return { report: project.read((db) => reportOf(db, run)), error, cause }
  } finally {
    recorder.close()
    await pool?.close()
  }
}
