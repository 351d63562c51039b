import type { Design } from '../../contract/design/index.ts'
import type { SweepPlan, SweepValue } from '../../contract/sweep/index.ts'
import type { Reader, Writer } from './connection.ts'
import { newId } from './ids.ts'
import { canonicalJson } from './json.ts'
import { ofToday } from './known-runs.ts'

export interface SweepKey {
  number: number
  id: string
  /** The order of the values of its trials. */
  paths: string[]
}

/** The newest sweep over the same fields of the same design: more values or seeds are added to it. */
export function sweepOf(db: Reader, design: Design, paths: readonly string[]): SweepKey | undefined {
  const text = canonicalJson(design)
  const rows = db.all(
    'SELECT number, id, paths, design FROM sweeps WHERE trashed_at_ms IS NULL ORDER BY number DESC',
  ) as {
    number: number
    id: string
    paths: string
    design: string
  }[]
  return rows
    .filter((row) => ofToday(row.design) === text)
    .map((row) => ({ ...row, paths: JSON.parse(row.paths) as string[] }))
    .find((sweep) => sweep.paths.length === paths.length && sweep.paths.every((path) => paths.includes(path)))
}

export function insertSweep(
  db: Writer,
  { design, preset, paths }: { design: Design; preset: string | null; paths: string[] },
  nowMs: number,
): SweepKey {
  const id = newId(nowMs)
  const { inserted: number } = db.run(
    'INSERT INTO sweeps (id, preset, design, paths, created_at_ms) VALUES (?, ?, ?, ?, ?)',
    ...[id, preset, canonicalJson(design), JSON.stringify(paths), nowMs],
  )
  return { number, id, paths }
}

/** A plan that is repeated is not another one. */
export function insertPlan(db: Writer, sweep: number, plan: SweepPlan, nowMs: number): void {
  const text = canonicalJson(plan)
  db.run(
    `INSERT INTO sweep_plans (sweep, sequence, plan, at_ms)
     SELECT ?, (SELECT coalesce(max(sequence), 0) + 1 FROM sweep_plans WHERE sweep = ?), ?, ?
     WHERE NOT EXISTS (SELECT 1 FROM sweep_plans WHERE sweep = ? AND plan = ?)`,
    ...[sweep, sweep, text, nowMs, sweep, text],
  )
}

/** The number of the trial with these values, new or known. */
export function trialOf(db: Writer, sweep: number, values: readonly SweepValue[], problems: readonly string[]): number {
  const text = JSON.stringify(values)
  db.run(
    `INSERT INTO sweep_trials (sweep, trial, field_values, problems)
     VALUES (?, (SELECT coalesce(max(trial), 0) + 1 FROM sweep_trials WHERE sweep = ?), ?, ?)
     ON CONFLICT (sweep, field_values) DO UPDATE SET problems = excluded.problems`,
    ...[sweep, sweep, text, JSON.stringify(problems)],
  )
  const row = db.get('SELECT trial FROM sweep_trials WHERE sweep = ? AND field_values = ?', sweep, text)
  return (row as { trial: number }).trial
}

export function linkRun(db: Writer, sweep: number, trial: number, run: number): void {
  db.run('INSERT INTO sweep_runs (sweep, trial, run) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', sweep, trial, run)
}

/** null: called as its design is. */
export function nameSweep(db: Writer, sweep: number, name: string | null): void {
  db.run('UPDATE sweeps SET name = ? WHERE number = ?', name, sweep)
}

/**
 * With its runs, but for those that also belong to a sweep that stays. The time tells what went with it: it is later than that of any
 * run that was thrown away before, be it in the same millisecond.
 */
export function trashSweep(db: Writer, sweep: number, nowMs: number): void {
  const { last } = db.get(
    'SELECT coalesce(max(trashed_at_ms), 0) AS last FROM runs JOIN sweep_runs ON run = runs.number WHERE sweep = ?',
    sweep,
  ) as { last: number }
  const atMs = Math.max(nowMs, last + 1)
  db.run('UPDATE sweeps SET trashed_at_ms = ? WHERE number = ?', atMs, sweep)
  db.run(
    `UPDATE runs SET trashed_at_ms = ? WHERE trashed_at_ms IS NULL AND number IN (SELECT run FROM sweep_runs WHERE sweep = ?)
       AND number NOT IN (SELECT run FROM sweep_runs JOIN sweeps ON sweeps.number = sweep WHERE sweeps.trashed_at_ms IS NULL)`,
    ...[atMs, sweep],
  )
}

/** With the runs that went with it: what was thrown away before stays there. */
export function restoreSweep(db: Writer, sweep: number): void {
  db.run(
    `UPDATE runs SET trashed_at_ms = NULL WHERE number IN (SELECT run FROM sweep_runs WHERE sweep = ?)
       AND trashed_at_ms = (SELECT trashed_at_ms FROM sweeps WHERE number = ?)`,
    ...[sweep, sweep],
  )
  db.run('UPDATE sweeps SET trashed_at_ms = NULL WHERE number = ?', sweep)
}
