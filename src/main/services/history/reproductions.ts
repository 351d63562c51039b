import type { ReproductionCard } from '../../../contract/history.ts'
import type { Reader } from '../../db/connection.ts'
import { canonicalJson } from '../../db/json.ts'
import { ofToday } from '../../db/known-runs.ts'
import { getRun } from '../../db/runs.read.ts'
import type { Preset } from '../presets.ts'

/** For each preset: what is expected, what its newest run gave, and how its main metric varies over the seeds of that run's design. */
export function reproductionsOf(db: Reader, presets: readonly Preset[]): ReproductionCard[] {
  return presets.map((preset) => {
    const { name, title, description, expected, minutes } = preset
    const last = db.get(
      'SELECT number, design FROM runs WHERE preset = ? AND trashed_at_ms IS NULL ORDER BY number DESC LIMIT 1',
      name,
    ) as { number: number; design: string } | undefined
    return {
      ...{ preset: name, title, expected: expected || description, minutes },
      lastRun: last ? lastRunOf(db, last.number, ofToday(last.design) !== canonicalJson(preset.design)) : null,
      spread: last ? spreadOf(db, name, last.design) : null,
    }
  })
}

function lastRunOf(db: Reader, number: number, changed: boolean): ReproductionCard['lastRun'] {
  const { id, status, results, wallMs, endedAtMs } = getRun(db, number)
  return { runId: id, status, checks: results?.checks ?? [], wallMs, endedAtMs, changed }
}

/** The newest completed run of each seed counts. */
function spreadOf(db: Reader, preset: string, design: string): ReproductionCard['spread'] {
  const rows = db.all(
    `SELECT scalars.name AS name, label, unit, value FROM scalars
     JOIN (SELECT max(number) AS number FROM runs
           WHERE preset = ? AND design = ? AND status = 'completed' AND trashed_at_ms IS NULL GROUP BY seed) AS newest
       ON newest.number = scalars.run
     WHERE position = 0 AND value IS NOT NULL`,
    ...[preset, design],
  ) as { name: string; label: string; unit: string; value: number }[]
  const [first] = rows
  if (first === undefined) return null
  const values = rows.filter(({ name }) => name === first.name).map(({ value }) => value)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const sd = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0
  const { name, label, unit } = first
  return { metric: name, label, unit, mean, sd, runs: values.length }
}
