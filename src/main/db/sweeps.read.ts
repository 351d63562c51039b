import type { Design, DesignKind } from '../../contract/design/index.ts'
import { LabError } from '../../contract/errors.ts'
import type { RunStatus } from '../../contract/runs.ts'
import type { SweepDetails, SweepInfo, SweepPlan, SweepRun, SweepValue } from '../../contract/sweep/index.ts'
import type { Reader } from './connection.ts'

interface InfoRow {
  number: number
  id: string
  name: string
  kind: DesignKind
  preset: string | null
  paths: string
  createdAtMs: number
  trashedAtMs: number | null
  trials: number
  refused: number
}

const infoColumns = `number, id, coalesce(name, design ->> 'name') AS name, design ->> 'kind' AS kind, preset, paths, created_at_ms AS createdAtMs,
  trashed_at_ms AS trashedAtMs,
  (SELECT count(*) FROM sweep_trials WHERE sweep = number) AS trials,
  (SELECT count(*) FROM sweep_trials WHERE sweep = number AND problems <> '[]') AS refused`

/** Newest first, with those in the trash. */
export function listSweeps(db: Reader): SweepInfo[] {
  const rows = db.all(`SELECT ${infoColumns} FROM sweeps ORDER BY number DESC`) as InfoRow[]
  return rows.map((row) => infoOf(db, row))
}

/** By its id, or its number with or without #. */
export function findSweep(db: Reader, project: string, reference: string): SweepInfo {
  const number = Number(/^#?(\d{1,9})$/.exec(reference)?.[1] ?? -1)
  const row = db.get(
    `SELECT ${infoColumns} FROM sweeps WHERE id = ? OR number = ? ORDER BY id = ? DESC LIMIT 1`,
    ...[reference, number, reference],
  ) as InfoRow | undefined
  if (row === undefined) throw new LabError('SWEEP_NOT_FOUND', { sweep: reference, project })
  return infoOf(db, row)
}

export function getSweep(db: Reader, info: SweepInfo): SweepDetails {
  const { design } = db.get('SELECT design FROM sweeps WHERE number = ?', info.number) as { design: string }
  const plans = db.all('SELECT plan FROM sweep_plans WHERE sweep = ? ORDER BY sequence', info.number) as {
    plan: string
  }[]
  const trials = db.all(
    'SELECT trial, field_values AS fieldValues, problems FROM sweep_trials WHERE sweep = ? ORDER BY trial',
    info.number,
  ) as { trial: number; fieldValues: string; problems: string }[]
  const runs = runsByTrial(db, info.number)
  return {
    ...info,
    design: JSON.parse(design) as Design,
    plans: plans.map(({ plan }) => JSON.parse(plan) as SweepPlan),
    list: trials.map(({ trial, fieldValues, problems }) => ({
      trial,
      values: JSON.parse(fieldValues) as SweepValue[],
      problems: JSON.parse(problems) as string[],
      runs: runs.get(trial) ?? [],
    })),
  }
}

/** A run that was thrown away is none of its sweep's, unless it went with the sweep. */
const countsWith = `runs.trashed_at_ms IS (SELECT sweeps.trashed_at_ms FROM sweeps WHERE sweeps.number = sweep)`

function runsByTrial(db: Reader, sweep: number): Map<number, SweepRun[]> {
  const rows = db.all(
    `SELECT trial, runs.id AS runId, runs.number AS number, seed, status, wall_ms AS wallMs,
       (SELECT json_group_object(name, value) FROM scalars WHERE scalars.run = runs.number) AS metrics
     FROM sweep_runs JOIN runs ON runs.number = run WHERE sweep = ? AND ${countsWith} ORDER BY trial, seed, runs.number`,
    sweep,
  ) as (Omit<SweepRun, 'metrics'> & { trial: number; metrics: string })[]
  const runs = new Map<number, SweepRun[]>()
  for (const { trial, metrics, ...run } of rows) {
    const known = runs.get(trial) ?? []
    known.push({ ...run, metrics: JSON.parse(metrics) as SweepRun['metrics'] })
    runs.set(trial, known)
  }
  return runs
}

function infoOf(db: Reader, { paths, ...row }: InfoRow): SweepInfo {
  const counts = db.all(
    `SELECT status, count(*) AS count FROM sweep_runs JOIN runs ON runs.number = run
     WHERE sweep = ? AND ${countsWith} GROUP BY status`,
    row.number,
  ) as { status: RunStatus; count: number }[]
  return {
    ...row,
    paths: JSON.parse(paths) as string[],
    runs: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
  }
}
