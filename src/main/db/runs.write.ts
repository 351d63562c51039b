import type { Design } from '../../contract/design/index.ts'
import type { PlainError } from '../../contract/errors.ts'
import type { RunProgress, RunStatus } from '../../contract/runs.ts'
import { liveStatuses } from '../../contract/runs.ts'
import type { Writer } from './connection.ts'
import { appendEvent } from './events.ts'
import { newId } from './ids.ts'
import { canonicalJson } from './json.ts'
import type { ProcessIdentity, SignOfLife } from './liveness.ts'

export interface NewRun {
  experiment: number
  design: Design
  preset: string | null
  seed: number
  workers: number
  engineVersion: string
  carrier: ProcessIdentity
}

export interface RunKey {
  number: number
  id: string
}

export function insertRun(db: Writer, run: NewRun, nowMs: number): RunKey {
  const id = newId(nowMs)
  const { inserted: number } = db.run(
    `INSERT INTO runs (id, experiment, name, kind, preset, design, seed, engine_version, workers, status,
       created_at_ms, host, process_id, process_token, heartbeat_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
    id,
    run.experiment,
    run.design.name,
    run.design.kind,
    run.preset,
    canonicalJson(run.design),
    run.seed,
    run.engineVersion,
    run.workers,
    nowMs,
    run.carrier.host,
    run.carrier.processId,
    run.carrier.processToken,
    nowMs,
  )
  appendEvent(db, number, nowMs, 'queued')
  return { number, id }
}

/** Between the live statuses: queued, running, paused. */
export function setLiveStatus(db: Writer, run: number, status: (typeof liveStatuses)[number], nowMs: number): void {
  db.run(
    'UPDATE runs SET status = ?, started_at_ms = coalesce(started_at_ms, ?), heartbeat_at_ms = ? WHERE number = ?',
    status,
    status === 'queued' ? null : nowMs,
    nowMs,
    run,
  )
  appendEvent(db, run, nowMs, status)
}

export function setWorkers(db: Writer, run: number, workers: number): void {
  db.run('UPDATE runs SET workers = ? WHERE number = ?', workers, run)
}

export interface RunTimes {
  wallMs: number
  simulatedMs: number
}

/** Says at the same time that the run is alive. */
export function saveProgress(db: Writer, run: number, progress: RunProgress, times: RunTimes, nowMs: number): void {
  db.run(
    `UPDATE runs SET phase = ?, done = ?, total = ?, progress_unit = ?, wall_ms = ?, simulated_ms = ?, heartbeat_at_ms = ?
     WHERE number = ?`,
    progress.phase,
    progress.done,
    progress.total,
    progress.unit,
    times.wallMs,
    times.simulatedMs,
    nowMs,
    run,
  )
}

export interface RunEnd extends RunTimes {
  status: Exclude<RunStatus, (typeof liveStatuses)[number]>
  digest: string | null
  error: PlainError | null
}

export function endRun(db: Writer, run: number, end: RunEnd, nowMs: number): void {
  db.run(
    // A clock that was set back does not make a run end before it began.
    `UPDATE runs SET status = ?, digest = ?, error = ?, wall_ms = ?, simulated_ms = ?,
       ended_at_ms = max(?, coalesce(started_at_ms, created_at_ms)), heartbeat_at_ms = ? WHERE number = ?`,
    end.status,
    end.digest,
    end.error === null ? null : JSON.stringify(end.error),
    end.wallMs,
    end.simulatedMs,
    nowMs,
    nowMs,
    run,
  )
  appendEvent(db, run, nowMs, end.status, end.error === null ? {} : { ...end.error })
}

/** Where a run goes on: `from` undefined: at its beginning; `damaged`: checkpoints that had to be passed over. */
export interface Reopening {
  from: number | undefined
  damaged: number[]
  engineVersion: string
}

/**
 * A run that ended early waits for its turn again, as it was at the checkpoint it goes on from: what it came to and what it measured
 * after that is taken back, and will be measured again.
 */
export function reopenRun(db: Writer, run: number, carrier: ProcessIdentity, to: Reopening, nowMs: number): void {
  const { from, damaged } = to
  const after = from ?? -1
  db.run('DELETE FROM scalars WHERE run = ?', run)
  db.run('DELETE FROM results WHERE run = ?', run)
  db.run("DELETE FROM artifacts WHERE run = ? AND role IN ('result', 'state')", run)
  db.run("DELETE FROM artifacts WHERE run = ? AND role IN ('recording', 'checkpoint') AND step > ?", run, after)
  db.run('DELETE FROM checkpoints WHERE run = ? AND done > ?', run, after)
  db.run(
    'DELETE FROM metrics WHERE series IN (SELECT number FROM metric_series WHERE run = ?) AND step > ?',
    run,
    after,
  )
  db.run(
    `UPDATE runs SET status = 'queued', ended_at_ms = NULL, digest = NULL, error = NULL, done = ?, host = ?, process_id = ?,
       process_token = ?, heartbeat_at_ms = ? WHERE number = ?`,
    ...[from ?? 0, carrier.host, carrier.processId, carrier.processToken, nowMs, run],
  )
  appendEvent(db, run, nowMs, 'resumed', { from: from ?? null, damaged, engineVersion: to.engineVersion })
}

/** Runs that say they live, but whose process is gone. They ended with their last sign of life. */
export function markInterrupted(db: Writer, isAlive: (carrier: SignOfLife) => boolean, nowMs: number): number[] {
  const marks = liveStatuses.map(() => '?').join(', ')
  const living = db.all(
    `SELECT number, host, process_id AS processId, process_token AS processToken, heartbeat_at_ms AS heartbeatAtMs
     FROM runs WHERE status IN (${marks}) ORDER BY number`,
    ...liveStatuses,
  ) as (SignOfLife & { number: number })[]
  const lost = living.filter((run) => !isAlive(run)).map(({ number }) => number)
  for (const run of lost) {
    db.run(
      "UPDATE runs SET status = 'interrupted', ended_at_ms = max(heartbeat_at_ms, coalesce(started_at_ms, created_at_ms)) WHERE number = ?",
      run,
    )
    appendEvent(db, run, nowMs, 'interrupted', { reason: 'its process is gone' })
  }
  return lost
}
