import type { HistoryPage, HistoryQuery } from '../../../contract/history.ts'
import type { Reader } from '../../db/connection.ts'
import { getSummaries } from '../../db/runs.read.ts'
import type { Sql } from './filter/fields.ts'
import { findField } from './filter/fields.ts'
import { all, compileFilter } from './filter/compile.ts'
import { FilterProblem } from './filter/tokens.ts'

/** One page of the runs that match. */
export function queryRuns(db: Reader, query: HistoryQuery): HistoryPage {
  const metrics = metricNames(db)
  try {
    const where = all([...placeOf(query), compileFilter(query.filter, metrics)])
    const order = orderOf(query.sort, metrics)
    if (query.bySeeds) return groupedPage(db, query, where, order)
    // Designs are read once for each run, whatever is asked of them.
    const rows = db.all(
      `WITH matched AS MATERIALIZED (SELECT number, ${order.text} AS place FROM runs WHERE ${where.text})
       SELECT number, (SELECT count(*) FROM matched) AS total FROM matched
       ORDER BY place ${query.sort.descending ? 'DESC' : 'ASC'} NULLS LAST, number DESC LIMIT ? OFFSET ?`,
      ...[...order.values, ...where.values, query.limit, query.offset],
    ) as { number: number; total: number }[]
    // A page behind the last one is empty, and does not know how many there are.
    const total = rows[0]?.total ?? countOf(db, where)
    const runs = getSummaries(
      db,
      rows.map(({ number }) => number),
    )
    return { total, runs, sizes: runs.map(() => 1), filterProblem: null }
  } catch (error) {
    if (!(error instanceof FilterProblem)) throw error
    return { total: 0, runs: [], sizes: [], filterProblem: { at: error.at, message: error.message } }
  }
}

/** Names and notes are for people. */
const bare = `json_remove(design, '$.name', '$.notes')`

/** Rows of runs whose designs are equal but for name and notes. */
function groupedPage(db: Reader, { sort, offset, limit }: HistoryQuery, where: Sql, order: Sql): HistoryPage {
  const rows = db.all(
    `SELECT number, experiment, CASE WHEN experiment IS NULL THEN ${bare} END AS design FROM runs WHERE ${where.text}
     ORDER BY ${order.text} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST, number DESC`,
    ...[...where.values, ...order.values],
  ) as { number: number; experiment: number | null; design: string | null }[]
  // Designs are long, and there are fewer of them than runs.
  const designs = new Map(
    (
      db.all(`SELECT number, ${bare} AS design FROM experiments`) as {
        number: number
        design: string
      }[]
    ).map((row) => [row.number, row.design]),
  )
  const groups = [...Map.groupBy(rows, ({ experiment, design }) => design ?? designs.get(experiment ?? 0)).values()]
  const page = groups.slice(offset, offset + limit)
  const runs = getSummaries(
    db,
    page.flat().map(({ number }) => number),
  )
  return { total: groups.length, runs, sizes: page.map(({ length }) => length), filterProblem: null }
}

function countOf(db: Reader, where: Sql): number {
  const row = db.get(`SELECT count(*) AS total FROM runs WHERE ${where.text}`, ...where.values) as { total: number }
  return row.total
}

/** What classifications measure can be asked for before the first of them has ended. */
const usualMetrics = ['accuracy', 'heldOutAccuracy']

function metricNames(db: Reader): ReadonlySet<string> {
  const rows = db.all('SELECT DISTINCT name FROM scalars') as { name: string }[]
  return new Set([...usualMetrics, ...rows.map(({ name }) => name)])
}

const newestOfSweep = `(number NOT IN (SELECT run FROM sweep_runs) OR number IN (SELECT max(run) FROM sweep_runs
  JOIN runs AS swept ON swept.number = run WHERE swept.trashed_at_ms IS NULL GROUP BY sweep))`

function placeOf({ folder, only, collapseSweeps }: HistoryQuery): Sql[] {
  const places: Sql[] = [{ text: only === 'trash' ? 'trashed_at_ms IS NOT NULL' : 'trashed_at_ms IS NULL', values: [] }]
  if (only === 'starred') places.push({ text: 'starred = 1', values: [] })
  if (only === 'interrupted') places.push({ text: "status = 'interrupted'", values: [] })
  if (folder !== undefined && folder !== '') places.push({ text: 'folder = ?', values: [folder] })
  if (collapseSweeps === true) places.push({ text: newestOfSweep, values: [] })
  return places
}

/** What has no value comes last, whichever way round; newest first among equals. */
function orderOf({ by }: HistoryQuery['sort'], metrics: ReadonlySet<string>): Sql {
  const field = findField(by.replace(/^metrics?[.:]/, ''), metrics)
  if (field.type === 'tag') throw new FilterProblem(0, 'Runs cannot be sorted by their tags.')
  return field.sql
}
