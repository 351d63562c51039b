import type { RunDetails } from '../../../contract/runs.ts'
import { listArtifacts } from '../../db/artifacts.ts'
import type { Reader } from '../../db/connection.ts'
import { listEvents } from '../../db/events.ts'

/** Everything about a run that is not an array: enough to know what the arrays are, and to run it again. */
export function describeRun(db: Reader, details: RunDetails): Record<string, unknown> {
  return { ...details, artifacts: listArtifacts(db, details.number), events: listEvents(db, details.number) }
}
