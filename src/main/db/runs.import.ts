import type { Design } from '../../contract/design/index.ts'
import type { PlainError } from '../../contract/errors.ts'
import type { RunSummary } from '../../contract/runs.ts'
import type { Writer } from './connection.ts'
import { canonicalJson } from './json.ts'
import type { RunEnd } from './runs.write.ts'

type EndedRun = Pick<
  RunSummary,
  | 'id'
  | 'name'
  | 'preset'
  | 'seed'
  | 'progress'
  | 'createdAtMs'
  | 'startedAtMs'
  | 'endedAtMs'
  | 'wallMs'
  | 'simulatedMs'
  | 'workers'
  | 'digest'
> & {
  experiment: number
  design: Design
  status: RunEnd['status']
  engineVersion: string
  error: PlainError | null
}

/** A run that was carried out elsewhere, under its own id. Gives its number here. */
export function insertEndedRun(db: Writer, run: EndedRun): number {
  const { progress } = run
  return db.run(
    `INSERT INTO runs (id, experiment, name, kind, preset, design, seed, engine_version, workers, status, phase, done, total,
       progress_unit, created_at_ms, started_at_ms, ended_at_ms, wall_ms, simulated_ms, digest, error, host, process_id,
       process_token, heartbeat_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, '', ?)`,
    ...[run.id, run.experiment, run.name, run.design.kind, run.preset, canonicalJson(run.design), run.seed],
    ...[run.engineVersion, run.workers, run.status, progress.phase, progress.done, progress.total, progress.unit],
    ...[run.createdAtMs, run.startedAtMs, run.endedAtMs, run.wallMs, run.simulatedMs],
    ...[run.digest, run.error === null ? null : JSON.stringify(run.error), run.createdAtMs],
  ).inserted
}
