import type { Design } from '../../contract/design/index.ts'
import { parseDesign } from '../../contract/design/index.ts'
import type { RunStatus } from '../../contract/runs.ts'
import type { SweepPlan, SweepValue } from '../../contract/sweep/index.ts'
import type { Reader, Writer } from './connection.ts'
import { newId } from './ids.ts'
import { canonicalJson } from './json.ts'

export interface SweepKey {
  number: number
  id: string
  /** The order of the values of its trials. */
  paths: string[]
}

/** The newest sweep over the same fields of the same design: more values or seeds are added to it. */
export function sweepOf(db: Reader, design: Design, paths: readonly string[]): SweepKey | undefined {
  const text = canonicalJson(design)
  const rows = db.all('SELECT number, id, paths, design FROM sweeps ORDER BY number DESC') as {
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

export interface KnownRun {
  number: number
  id: string
  status: RunStatus
}

/**
 * Runs of the project that are not in its trash, by frozen design and seed: the one that has come furthest. A branch learned something
 * else at first, and is none of these.
 */
export function knownRuns(db: Reader): (design: Design, seed: number) => KnownRun | undefined {
  const experiments = new Map<string, number[]>()
  for (const { number, design } of db.all('SELECT number, design FROM experiments') as {
    number: number
    design: string
  }[]) {
    const text = ofToday(design)
    experiments.set(text, [...(experiments.get(text) ?? []), number])
  }
  const runs = new Map<string, KnownRun>()
  const rows = db.all(
    `SELECT number, id, status, experiment, seed FROM runs WHERE trashed_at_ms IS NULL AND experiment IS NOT NULL
       AND number NOT IN (SELECT run FROM branches)
     ORDER BY status = 'completed', status IN ('queued', 'running', 'paused'), done, number`,
  ) as (KnownRun & { experiment: number; seed: number })[]
  for (const { experiment, seed, ...run } of rows) runs.set(`${experiment}/${seed}`, run)
  return (design, seed) => {
    const found = (experiments.get(canonicalJson(design)) ?? []).flatMap(
      (experiment) => runs.get(`${experiment}/${seed}`) ?? [],
    )
    return found.find(({ status }) => status === 'completed') ?? found.at(0)
  }
}

/** An older program knew fewer fields: what it froze means the defaults of those it did not know. */
function ofToday(design: string): string {
  try {
    return canonicalJson(parseDesign(JSON.parse(design)))
  } catch {
    return design
  }
}
