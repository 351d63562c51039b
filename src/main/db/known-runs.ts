import type { Design } from '../../contract/design/index.ts'
import { asReadToday } from '../../contract/design/index.ts'
import type { RunStatus } from '../../contract/runs.ts'
import type { Reader } from './connection.ts'
import { fingerprintOf } from './fingerprint.ts'
import { canonicalJson } from './json.ts'

export interface KnownRun {
  number: number
  id: string
  status: RunStatus
}

/** What the designs of experiments come to today, by number: they never change, and reading thousands of them takes its time. */
export type TodaysDesigns = Map<number, string>

/**
 * Runs of the project that are not in its trash, by frozen design and seed: the one that has come furthest. A branch learned something
 * else at first, and is none of these.
 */
export function knownRuns(
  db: Reader,
  todays: TodaysDesigns,
): (fingerprint: string, seed: number) => KnownRun | undefined {
  const experiments = Map.groupBy(numbersOf(db), (number) => todaysOf(db, number, todays))
  const runs = new Map<string, KnownRun>()
  const rows = db.all(
    `SELECT number, id, status, experiment, seed FROM runs WHERE trashed_at_ms IS NULL AND experiment IS NOT NULL
       AND number NOT IN (SELECT run FROM branches)
     ORDER BY status = 'completed', status IN ('queued', 'running', 'paused'), done, number`,
  ) as (KnownRun & { experiment: number; seed: number })[]
  for (const { experiment, seed, ...run } of rows) runs.set(`${experiment}/${seed}`, run)
  return (fingerprint, seed) => {
    const found = (experiments.get(fingerprint) ?? []).flatMap((experiment) => runs.get(`${experiment}/${seed}`) ?? [])
    return found.find(({ status }) => status === 'completed') ?? found.at(0)
  }
}

function numbersOf(db: Reader): number[] {
  return (db.all('SELECT number FROM experiments') as { number: number }[]).map(({ number }) => number)
}

function todaysOf(db: Reader, number: number, todays: TodaysDesigns): string {
  let known = todays.get(number)
  if (known === undefined) {
    const { design } = db.get('SELECT design FROM experiments WHERE number = ?', number) as { design: string }
    known = fingerprintOf(ofToday(design))
    todays.set(number, known)
  }
  return known
}

/** What knownRuns finds a design by. */
export function fingerprintOfDesign(design: Design): string {
  return fingerprintOf(canonicalJson(design))
}

/** So that designs of older programs are known again. */
export function ofToday(design: string): string {
  return canonicalJson(asReadToday(JSON.parse(design) as Design))
}
