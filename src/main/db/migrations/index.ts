import type Database from 'better-sqlite3'
import { LabError } from '../../../contract/errors.ts'
import { experimentsAndRuns } from './0001-experiments-and-runs.ts'
import { measurements } from './0002-measurements.ts'
import { checkpoints } from './0003-checkpoints.ts'
import { history } from './0004-history.ts'
import { durableCheckpoints } from './0005-durable-checkpoints.ts'
import { designs } from './0006-designs.ts'
import { sweeps } from './0007-sweeps.ts'
import { largeSweeps } from './0008-large-sweeps.ts'
import { quickPacking } from './0009-quick-packing.ts'

/** Append only: projects of every age are brought up to date by the steps they lack. */
const migrations: readonly string[] = [
  experimentsAndRuns,
  measurements,
  checkpoints,
  history,
  durableCheckpoints,
  designs,
  sweeps,
  largeSweeps,
  quickPacking,
]

export const newestVersion = migrations.length

/** Brings a project to a version, the newest unless said otherwise; one transaction for each step. */
export function migrate(file: string, database: Database.Database, target = newestVersion): void {
  const found = versionOf(database)
  if (found > newestVersion) throw new LabError('PROJECT_TOO_NEW', { file, version: found, supported: newestVersion })
  for (let version = found + 1; version <= target; version++) {
    database
      .transaction(() => {
        // Another program may have done this step while we waited for our turn.
        if (versionOf(database) >= version) return
        database.exec(migrations[version - 1])
        database.pragma(`user_version = ${version}`)
      })
      .immediate()
  }
}

export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}
