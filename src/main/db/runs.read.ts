import type { Design, DesignKind } from '../../contract/design/index.ts'
import type { PlainError } from '../../contract/errors.ts'
import { LabError } from '../../contract/errors.ts'
import type { RunDetails, RunStatus, RunSummary } from '../../contract/runs.ts'
import { lineageOf } from './branches.ts'
import { listCheckpoints } from './checkpoints.ts'
import type { Reader, SqlValue } from './connection.ts'
import { getLightResults } from './results.ts'
import type { RunKey } from './runs.write.ts'

interface Row {
  number: number
  id: string
  name: string
  kind: DesignKind
  preset: string | null
  seed: number
  status: RunStatus
  phase: string
  done: number
  total: number
  progress_unit: string
  created_at_ms: number
  started_at_ms: number | null
  ended_at_ms: number | null
  wall_ms: number
  simulated_ms: number
  workers: number
  digest: string | null
  starred: number
  folder: string
  notes: string
  trashed_at_ms: number | null
  /** JSON of an object by name. */
  metrics: string
  /** JSON of a list. */
  tags: string
  sweep: string | null
}

const columns = `number, id, name, kind, preset, seed, status, phase, done, total, progress_unit, created_at_ms, started_at_ms,
  ended_at_ms, wall_ms, simulated_ms, workers, digest, starred, folder, notes, trashed_at_ms,
  (SELECT json_group_object(name, value) FROM (SELECT name, value FROM scalars WHERE run = number ORDER BY position)) AS metrics,
  (SELECT json_group_array(tag) FROM run_tags WHERE run = number) AS tags,
  (SELECT json_object('id', sweeps.id, 'number', sweeps.number, 'trial', trial) FROM sweep_runs
   JOIN sweeps ON sweeps.number = sweep WHERE run = runs.number ORDER BY sweep DESC LIMIT 1) AS sweep`

/** Newest first; without those in the trash. */
export function listRuns(db: Reader): RunSummary[] {
  return (db.all(`SELECT ${columns} FROM runs WHERE trashed_at_ms IS NULL ORDER BY number DESC`) as Row[]).map(
    summaryOf,
  )
}

/** Those with these numbers, in this order. */
export function getSummaries(db: Reader, runs: readonly number[]): RunSummary[] {
  const rows = db.all(
    `SELECT ${columns} FROM runs WHERE number IN (SELECT value FROM json_each(?))`,
    JSON.stringify(runs),
  ) as Row[]
  const found = new Map(rows.map((row) => [row.number, row]))
  return runs.flatMap((run) => (found.has(run) ? [summaryOf(found.get(run)!)] : []))
}

/** Frozen when the runs began: as they were, not as today's schema would complete them. */
export function getDesigns(db: Reader, runs: readonly number[]): { id: string; seed: number; design: Design }[] {
  const rows = db.all(
    'SELECT number, id, seed, design FROM runs WHERE number IN (SELECT value FROM json_each(?))',
    JSON.stringify(runs),
  ) as { number: number; id: string; seed: number; design: string }[]
  const found = new Map(rows.map((row) => [row.number, row]))
  const designs = new Map<string, Design>()
  const read = (text: string): Design => {
    const design = designs.get(text) ?? (JSON.parse(text) as Design)
    designs.set(text, design)
    return design
  }
  return runs.flatMap((run) => {
    const row = found.get(run)
    return row === undefined ? [] : [{ id: row.id, seed: row.seed, design: read(row.design) }]
  })
}

export function getRun(db: Reader, run: number): RunDetails {
  type DetailRow = Row & { design: string; engine_version: string; error: string | null }
  const row = db.get(`SELECT ${columns}, design, engine_version, error FROM runs WHERE number = ?`, run) as
    DetailRow | undefined
  if (row === undefined) throw new LabError('RUN_LOST', { run })
  return {
    ...summaryOf(row),
    // Frozen when the run began: shown as it was, not as today's schema would complete it.
    design: JSON.parse(row.design) as Design,
    engineVersion: row.engine_version,
    error: row.error === null ? null : (JSON.parse(row.error) as PlainError),
    results: getLightResults(db, run),
    lineage: lineageOf(db, run, row.id),
    checkpoints: listCheckpoints(db, run),
  }
}

/** What a person may type: a number with or without #, an id or the beginning of one, `latest`. */
export function findRun(db: Reader, project: string, reference: string): RunKey {
  const one = (condition: string, ...values: SqlValue[]): RunKey | undefined =>
    db.get(`SELECT number, id FROM runs WHERE ${condition} ORDER BY number DESC LIMIT 1`, ...values) as
      RunKey | undefined
  // The plus keeps SQLite from sorting all runs by way of an index: the last row is the newest.
  const latest = (): RunKey | undefined => one('+trashed_at_ms IS NULL')
  const number = /^#?(\d{1,9})$/.exec(reference)?.[1]
  const found =
    (reference === 'latest' ? latest() : one('id = ?', reference)) ??
    (number === undefined ? undefined : one('number = ?', Number(number)))
  if (found !== undefined) return found
  const matches = db.all(
    'SELECT number, id FROM runs WHERE substr(id, 1, max(3, ?)) = ? ORDER BY number LIMIT 10',
    ...[reference.length, reference],
  ) as RunKey[]
  if (matches.length > 1) {
    throw new LabError('RUN_AMBIGUOUS', { run: reference, project, matches: matches.map(({ id }) => id) })
  }
  if (matches.length === 1) return matches[0]
  const last = latest()
  const known = last === undefined ? 'it has no runs yet' : `its runs are #1 to #${last.number}; "runs" lists them`
  throw new LabError('RUN_NOT_FOUND', { run: reference, project, known })
}

function summaryOf(row: Row): RunSummary {
  const { number, id, name, kind, preset, seed, status, workers, digest, folder, notes } = row
  return {
    ...{ id, number, name, kind, preset, seed, status, workers, digest, folder, notes },
    progress: { phase: row.phase, done: row.done, total: row.total, unit: row.progress_unit },
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    wallMs: row.wall_ms,
    simulatedMs: row.simulated_ms,
    metrics: JSON.parse(row.metrics) as RunSummary['metrics'],
    tags: JSON.parse(row.tags) as string[],
    starred: row.starred === 1,
    trashedAtMs: row.trashed_at_ms,
    sweep: row.sweep === null ? null : (JSON.parse(row.sweep) as RunSummary['sweep']),
  }
}
