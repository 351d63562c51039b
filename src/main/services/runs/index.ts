import { abilitiesOf } from '../../../contract/abilities.ts'
import type { Design } from '../../../contract/design/index.ts'
import type { PlainError } from '../../../contract/errors.ts'
import { parseDesign } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { RunDetails, RunReport } from '../../../contract/runs.ts'
import { resumableStatuses } from '../../../contract/runs.ts'
import type {
  Checkpoint,
  conduct,
  DataSet,
  ProbeResponse,
  RunControl,
  RunEvent,
  WorkerPort,
} from '../../../engine/index.ts'
import { latestCheckpoint } from '../../db/checkpoints.ts'
import type { ProjectFile, Reader } from '../../db/connection.ts'
import { experimentOf } from '../../db/experiments.ts'
import type { ProcessIdentity } from '../../db/liveness.ts'
import { isAlive } from '../../db/liveness.ts'
import { getRun } from '../../db/runs.read.ts'
import type { RunKey } from '../../db/runs.write.ts'
import { endRun, insertRun, markInterrupted, reopenRun, setLiveStatus } from '../../db/runs.write.ts'
import type { BranchPlan } from './branch.ts'
import { addBranch } from './branch.ts'
import type { CheckpointPolicy } from './checkpoint-policy.ts'
import type { Move } from './carry.ts'
import { carry } from './carry.ts'
import { createRunLever } from './control.ts'

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

export interface StartOptions {
  workers: number
  /** Sees every event after it was taken for saving. */
  onEvent?: (event: RunEvent) => void
  /** Those who look at it. */
  live?: RunControl['live']
  /** Go on from here. */
  resumeFrom?: Checkpoint
  checkpoints?: CheckpointPolicy
}

export interface ActiveRun {
  id: string
  number: number
  seed: number
  pause: () => void
  resume: () => void
  /** The run ends at the next block of work, with everything up to then. */
  stop: () => void
  /** Saves, between two blocks of work, all that is needed to go on from there. */
  checkpoint: () => void
  /** Shows it a picture on the side. Rejects when the run ends without having looked. */
  probe: (pixels: Uint8Array) => Promise<ProbeResponse>
  /** Goes on with another number of threads, by way of a checkpoint; false when it ended before, or cannot. */
  rescale: (workers: number) => Promise<boolean>
  /** Never rejects because of the run: a failed run is a report too. */
  ended: Promise<EndedRun>
}

export interface EndedRun {
  report: RunReport
  error: PlainError | null
  /** For the log. */
  cause: unknown
}

/** What a run that ended early goes on from; without a checkpoint it begins anew. */
export interface LastState {
  key: RunKey
  design: Design
  preset: string | null
  seed: number
  /** The version that began it. */
  engineVersion: string
  resumeFrom: Checkpoint | undefined
  /** Checkpoints that cannot be used any more, by the work done. */
  damaged: number[]
}

export interface RunService {
  /** Writes down a run that waits for its turn. */
  add: (prepared: PreparedDesign, seed: number, workers: number) => RunKey
  /** Writes down a branch that waits for its turn. */
  addBranch: (plan: BranchPlan, workers: number) => RunKey
  /** Carries out a run that waits. */
  begin: (key: RunKey, prepared: PreparedDesign, seed: number, options: StartOptions) => ActiveRun
  /** Both at once. */
  start: (prepared: PreparedDesign, seed: number, options: StartOptions) => ActiveRun
  /** Ends a run that waits. */
  cancel: (run: number) => void
  /** What a run would go on from. Refuses one that is complete, or goes on. */
  lastState: (run: number) => LastState
  /** Lets a run that ended early wait for its turn again. Of two programs that ask, one gets it. */
  reopen: (last: LastState) => void
  active: () => ActiveRun[]
}

export function createRunService(project: ProjectFile, dependencies: RunDependencies): RunService {
  const { engineVersion, carrier } = dependencies
  const active = new Map<number, ActiveRun>()

  const add: RunService['add'] = ({ design, preset }, seed, workers) =>
    project.write((db) => {
      const nowMs = Date.now()
      const experiment = experimentOf(db, design, preset, nowMs)
      return insertRun(db, { experiment, design, preset, seed, workers, engineVersion, carrier }, nowMs)
    })

  const begin: RunService['begin'] = ({ number, id }, prepared, seed, options) => {
    const lever = createRunLever(options.live)
    let move: Move | undefined
    const takeMove = (): Move | undefined => {
      const taken = move
      move = undefined
      return taken
    }
    let pinned = false
    const takePinned = (): boolean => {
      const taken = pinned
      pinned = false
      return taken
    }
    const mark = (status: 'running' | 'paused'): void => {
      // A run that has ended meanwhile keeps its end.
      if (active.has(number)) project.write((db) => setLiveStatus(db, number, status, Date.now()))
    }
    const rescale = (workers: number): Promise<boolean> =>
      new Promise((resolve) => {
        if (abilitiesOf(prepared.design.kind).checkpoint !== true || !active.has(number)) {
          resolve(false)
          return
        }
        takeMove()?.settle(false)
        move = { workers, settle: resolve }
        lever.requestCheckpoint()
      })
    const journey = { run: number, seed, prepared, options, lever, takeMove, takePinned }
    const run: ActiveRun = {
      ...{ id, number, seed, rescale },
      pause: () => {
        lever.pause()
        // One that is being stopped does not pause any more.
        if (lever.paused) mark('paused')
      },
      resume: () => {
        mark('running')
        lever.resume()
      },
      stop: lever.requestStop,
      checkpoint: () => {
        pinned = true
        lever.requestCheckpoint()
      },
      probe: lever.probe,
      ended: carry(project, dependencies, journey).finally(() => active.delete(number)),
    }
    active.set(number, run)
    return run
  }

  return {
    add,
    addBranch: (plan, workers) => addBranch(project, dependencies, plan, workers),
    begin,
    start: (prepared, seed, options) => begin(add(prepared, seed, options.workers), prepared, seed, options),
    cancel: (run) => {
      project.write((db) => {
        const { wallMs, simulatedMs } = getRun(db, run)
        endRun(db, run, { status: 'stopped', digest: null, error: null, wallMs, simulatedMs }, Date.now())
      })
    },
    lastState: (run) => {
      if (!project.readOnly) findInterrupted(project, carrier)
      return project.read((db) => {
        const { id, preset, seed, engineVersion: begunBy, ...details } = resumable(db, run)
        const design = parseDesign(details.design, `The design of run #${run}`)
        const { checkpoint: resumeFrom, damaged } = latestCheckpoint(db, run)
        return { key: { number: run, id }, design, preset, seed, engineVersion: begunBy, resumeFrom, damaged }
      })
    },
    reopen: ({ key, resumeFrom, damaged }) =>
      project.write((db) => {
        resumable(db, key.number)
        reopenRun(db, key.number, carrier, { from: resumeFrom?.done, damaged, engineVersion }, Date.now())
      }),
    active: () => [...active.values()],
  }
}

/** Runs whose process has died say so from now on. */
export function findInterrupted(project: ProjectFile, self: ProcessIdentity): number[] {
  return project.write((db) => markInterrupted(db, (carrier) => isAlive(carrier, self, Date.now()), Date.now()))
}

function resumable(db: Reader, run: number): RunDetails {
  const details = getRun(db, run)
  if (isOneOf(resumableStatuses, details.status)) return details
  throw new LabError('RUN_NOT_RESUMABLE', { run: `#${run}`, status: details.status })
}

function isOneOf<T>(values: readonly T[], value: unknown): value is T {
  return (values as readonly unknown[]).includes(value)
}
