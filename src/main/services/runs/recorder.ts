import type { PlainError } from '../../../contract/errors.ts'
import { hasCode } from '../../../contract/errors.ts'
import type { RunProgress } from '../../../contract/runs.ts'
import type { RunEvent, RunOutcome } from '../../../engine/index.ts'
import { insertArtifact } from '../../db/artifacts.ts'
import { insertCheckpoint } from '../../db/checkpoints.ts'
import type { ProjectFile, Writer } from '../../db/connection.ts'
import { appendEvent } from '../../db/events.ts'
import { heartbeatEveryMs } from '../../db/liveness.ts'
import type { MetricPoint } from '../../db/metrics.ts'
import { insertMetrics } from '../../db/metrics.ts'
import { insertResults } from '../../db/results.ts'
import { getRun } from '../../db/runs.read.ts'
import type { RunEnd } from '../../db/runs.write.ts'
import { endRun, saveProgress } from '../../db/runs.write.ts'

/** More than this and a run that measures densely would hold too much in memory between two heartbeats. */
const mostPending = 2_000

export interface RunRecorder {
  /** `pinned`: a checkpoint that a person has asked for. */
  take: (event: RunEvent, pinned?: boolean) => void
  /** Everything that is left, the results and the end of the run, in one transaction. */
  end: (outcome: RunOutcome, digest: string) => void
  fail: (error: PlainError) => void
  close: () => void
}

/** Collects what a run tells and saves it in transactions, each also a sign of life. */
export function createRunRecorder(project: ProjectFile, run: number, keep: number): RunRecorder {
  // A resumed run has spent some time before.
  const startedAtMs = performance.now() - project.read((db) => getRun(db, run).wallMs)
  const wallMs = (): number => performance.now() - startedAtMs
  let progress: RunProgress = { phase: '', done: 0, total: 0, unit: '' }
  let simulatedMs = 0
  let points: MetricPoint[] = []
  let others: (Exclude<RunEvent, { type: 'progress' | 'metric' }> & { pinned: boolean })[] = []
  /** A disk that was full when the timer fired; told to whoever brings the next event. */
  let fault: unknown

  const savePending = (db: Writer): void => {
    const nowMs = Date.now()
    insertMetrics(db, run, points)
    for (const event of others) {
      switch (event.type) {
        case 'artifact':
          insertArtifact(db, run, 'recording', event.name, event.step, event.array)
          break
        case 'checkpoint':
          insertCheckpoint(db, run, event.checkpoint, { pinned: event.pinned, keep }, nowMs)
          break
        case 'notice':
          appendEvent(db, run, nowMs, 'notice', { code: event.code, message: event.message })
          break
      }
    }
    saveProgress(db, run, progress, { wallMs: wallMs(), simulatedMs }, nowMs)
  }
  /** What was pending is dropped only once it is on the disk. */
  const save = (alsoWrite?: (db: Writer) => void): void => {
    project.write((db) => {
      savePending(db)
      alsoWrite?.(db)
    })
    points = []
    others = []
  }
  const writeEnd = (db: Writer, status: RunEnd['status'], digest: string | null, error: PlainError | null): void =>
    endRun(db, run, { status, digest, error, wallMs: wallMs(), simulatedMs }, Date.now())
  const timer = setInterval(() => {
    try {
      save()
    } catch (error) {
      // Another program that writes for long delays us: what is pending waits for the next time.
      if (!hasCode(error, 'PROJECT_BUSY')) fault = error
    }
  }, heartbeatEveryMs)

  return {
    take: (event, pinned = false) => {
      if (fault !== undefined) throw fault as Error
      switch (event.type) {
        case 'progress':
          progress = { phase: event.phase, done: event.done, total: event.total, unit: event.unit }
          simulatedMs = event.simulatedMs
          return
        case 'metric':
          points.push(event)
          break
        case 'artifact':
        case 'checkpoint':
        case 'notice':
          others.push({ ...event, pinned })
          break
      }
      if (points.length >= mostPending || event.type === 'artifact' || event.type === 'checkpoint') save()
    },
    end: (outcome, digest) => {
      simulatedMs = outcome.simulatedMs
      save((db) => {
        insertResults(db, run, outcome.results)
        for (const [name, array] of Object.entries(outcome.state)) insertArtifact(db, run, 'state', name, 0, array)
        writeEnd(db, outcome.status, digest, null)
      })
    },
    fail: (error) => {
      try {
        save((db) => writeEnd(db, 'failed', null, error))
      } catch {
        // What could not be saved may be the very reason; the end of the run has to be told all the same. Where not even that
        // can be written, the file says that the run goes on until its process has ended.
        try {
          project.write((db) => writeEnd(db, 'failed', null, error))
        } catch {
          return
        }
      }
    },
    close: () => clearInterval(timer),
  }
}
