import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { liveStatuses } from '../../src/contract/runs.ts'
import { getCheckpoint, listCheckpoints } from '../../src/main/db/checkpoints.ts'
import type { MeasuredSeries } from '../../src/contract/history.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { getRun, listRuns } from '../../src/main/db/runs.read.ts'
import { openLab } from '../../src/main/host/cli/lab.ts'

/** What must be true of a project whatever befell it. */
export interface Expected {
  /** Fingerprint of run #1, which was complete before. */
  witness: string
  /** Of the run that was disturbed: what it measures and comes to undisturbed. */
  metrics?: MeasuredSeries[]
  digest?: string
  /** Newest checkpoint that was seen before; work that was saved is not lost. */
  saved?: number
}

export interface Found {
  status: string | null
  saved: number
}

export class Broken extends Error {}

function hold(condition: boolean, what: string): void {
  if (!condition) throw new Broken(what)
}

/** Opens a project as the terminal does, and looks whether everything in it is whole and honest. */
export function examine(file: string, expected: Expected): Found {
  const project = openLab().open(file)
  try {
    return project.store.read((db) => {
      hold(integrity(file) === 'ok', `the file is damaged: ${integrity(file)}`)
      hold(db.all('PRAGMA foreign_key_check').length === 0, 'rows point to nothing')
      hold(fingerprint(file, 1) === expected.witness, 'the run that was complete before has changed')
      for (const { number, status } of listRuns(db))
        hold(!(liveStatuses as readonly string[]).includes(status), `dead run #${number} says it is ${status}`)
      const run = listRuns(db).find(({ number }) => number === 2)
      if (run === undefined) return { status: null, saved: 0 }
      const checkpoints = listCheckpoints(db, 2)
      for (const { done } of checkpoints) getCheckpoint(db, 2, done)
      const saved = checkpoints[0]?.done ?? 0
      hold(saved >= (expected.saved ?? 0), `saved up to ${expected.saved}, and found only ${saved}`)
      const details = getRun(db, 2)
      if (run.status === 'completed') {
        hold(run.digest === expected.digest, `digest ${run.digest} instead of ${expected.digest}`)
        hold(details.results !== null, 'a complete run has no results')
      } else {
        hold(run.digest === null && details.results === null, 'a run that is not complete has results')
      }
      hold(isPartOf(listMetrics(db, 2), expected.metrics ?? []), 'measurements differ from those of an undisturbed run')
      return { status: run.status, saved }
    })
  } finally {
    project.store.close()
  }
}

/** Everything in the file that belongs to a run. */
export function fingerprint(file: string, run: number): string {
  const database = new Database(file, { readonly: true })
  try {
    const hash = createHash('sha256')
    const tables = ['scalars', 'results', 'artifacts', 'events', 'checkpoints']
    for (const table of ['runs', ...tables]) {
      const key = table === 'runs' ? 'number' : 'run'
      for (const row of database.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`).raw().iterate(run)) {
        for (const value of row as unknown[]) hash.update(Buffer.isBuffer(value) ? value : `${String(value)}\n`)
      }
    }
    return hash.digest('hex')
  } finally {
    database.close()
  }
}

function integrity(file: string): string {
  const database = new Database(file, { readonly: true })
  try {
    return database.pragma('integrity_check', { simple: true }) as string
  } finally {
    database.close()
  }
}

/** The same values wherever there is one. */
function isPartOf(part: MeasuredSeries[], whole: MeasuredSeries[]): boolean {
  return part.every(({ name, steps, values }) => {
    const known = whole.find((series) => series.name === name)
    return (
      steps.length === 0 ||
      steps.every((step, k) => {
        const at = known?.steps.indexOf(step) ?? -1
        return at >= 0 && Object.is(known!.values[at], values[k])
      })
    )
  })
}
