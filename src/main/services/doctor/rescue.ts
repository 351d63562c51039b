import type Database from 'better-sqlite3'
import type { SqlValue, Writer } from '../../db/connection.ts'

/** In an order in which rows come after those they belong to. */
const tables = [
  ...['experiments', 'runs', 'run_tags', 'events', 'metric_series', 'metrics', 'scalars', 'results', 'artifacts'],
  ...['checkpoints', 'branches', 'saved_filters'],
]

/** After so many rows in a row that cannot be read the rest of a table is given up. */
const mostFailures = 1000

/**
 * Copies row by row whatever can be read into a new project. Of a table with a row that cannot be read, the rows behind it are asked
 * for by their keys, one after the other.
 */
export function rescue(from: Database.Database, to: Writer): { kept: Record<string, number>; lost: string[] } {
  const kept: Record<string, number> = {}
  const lost: string[] = []
  const present = new Set(names(to, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
  const others = [...present].filter((table) => !tables.includes(table))
  for (const table of [...tables, ...others]) {
    if (!present.has(table)) continue
    kept[table] = 0
    let refused = 0
    const { rows, complete } = readable(from, table)
    for (const row of rows) {
      if (insert(to, table, row)) kept[table]++
      else refused++
    }
    if (!complete) lost.push(`${table}: not all rows can be read`)
    if (refused > 0) lost.push(`${table}: ${refused} rows belong to something that is lost`)
  }
  return { kept, lost }
}

type Row = Record<string, SqlValue>

function readable(from: Database.Database, table: string): { rows: Iterable<Row>; complete: boolean } {
  try {
    return { rows: from.prepare(`SELECT * FROM "${table}"`).all() as Row[], complete: true }
  } catch {
    return { rows: oneByOne(from, table), complete: false }
  }
}

function* oneByOne(from: Database.Database, table: string): Generator<Row> {
  let one: Database.Statement
  try {
    one = from.prepare(`SELECT * FROM "${table}" WHERE rowid = ?`)
  } catch {
    // Tables without row numbers give what comes before the damage.
    yield* untilDamage(from, table)
    return
  }
  for (let number = 1, failures = 0; failures < mostFailures; number++) {
    try {
      const row = one.get(number) as Row | undefined
      if (row === undefined) failures++
      else {
        failures = 0
        yield row
      }
    } catch {
      failures++
    }
  }
}

function* untilDamage(from: Database.Database, table: string): Generator<Row> {
  try {
    for (const row of from.prepare(`SELECT * FROM "${table}"`).iterate()) yield row as Row
  } catch {
    // What follows cannot be reached.
  }
}

/** False when it does not fit: its like is there already, or what it belongs to is not. */
function insert(to: Writer, table: string, row: Row): boolean {
  const columns = names(to, `SELECT name FROM pragma_table_info('${table}')`).filter((name) => Object.hasOwn(row, name))
  const marks = columns.map(() => '?').join(', ')
  try {
    to.run(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${marks})`,
      ...columns.map((name) => row[name]),
    )
    return true
  } catch {
    return false
  }
}

function names(db: Writer, sql: string): string[] {
  return (db.all(sql) as { name: string }[]).map(({ name }) => name)
}
