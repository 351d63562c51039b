import type { RunReport } from '../../../contract/runs.ts'
import type { Reader } from '../../db/connection.ts'
import { getRun } from '../../db/runs.read.ts'

export function reportOf(db: Reader, run: number): RunReport {
  const { id, status, preset, seed, metrics, digest, results, wallMs, simulatedMs } = getRun(db, run)
  return { runId: id, status, preset, seed, metrics, digest, checks: results?.checks ?? [], wallMs, simulatedMs }
}
