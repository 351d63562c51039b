import { liveStatuses } from '../../contract/runs.ts'
import type { Reader } from './connection.ts'
import type { ProcessIdentity, SignOfLife } from './liveness.ts'

/** A run that another program carries, or carried when it was last looked at. */
export interface ForeignRun extends SignOfLife {
  id: string
  number: number
  isLive: boolean
  /** Anything that a person would see change. */
  state: string
}

/** Those that live, those of `known`, and those that are newer than `newest`. */
export function listForeignRuns(
  db: Reader,
  self: ProcessIdentity,
  known: readonly number[],
  newest: number,
): ForeignRun[] {
  const marks = liveStatuses.map(() => '?').join(', ')
  const rows = db.all(
    `SELECT id, number, status IN (${marks}) AS isLive, status || ' ' || phase || ' ' || done AS state, host,
       process_id AS processId, process_token AS processToken, heartbeat_at_ms AS heartbeatAtMs
     FROM runs
     WHERE (number IN (SELECT number FROM runs WHERE status IN (${marks})) OR number IN (SELECT value FROM json_each(?)) OR number > ?)
       AND NOT (host = ? AND process_id = ? AND process_token = ?)`,
    ...[...liveStatuses, ...liveStatuses, JSON.stringify(known), newest],
    ...[self.host, self.processId, self.processToken],
  ) as (Omit<ForeignRun, 'isLive'> & { isLive: number })[]
  return rows.map((row) => ({ ...row, isLive: row.isLive === 1 }))
}
