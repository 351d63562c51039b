import Database from 'better-sqlite3'
import { LabError } from '../../contract/errors.ts'
import { migrate } from './migrations/index.ts'

let expected: Map<string, string[]> | undefined

/** Every table with every column that this program asks for; a file may have more. */
export function checkTables(file: string, database: Database.Database): void {
  expected ??= expectedTables()
  const found = columnsOf(database)
  for (const [table, columns] of expected) {
    const missing = columns.find((column) => found.get(table)?.includes(column) !== true)
    if (missing === undefined) continue
    const what = found.has(table) ? `its table ${table} has no column ${missing}` : `its table ${table} is missing`
    throw new LabError('PROJECT_DAMAGED', { file, found: what })
  }
}

function expectedTables(): Map<string, string[]> {
  const database = new Database(':memory:')
  try {
    migrate('memory', database)
    return columnsOf(database)
  } finally {
    database.close()
  }
}

function columnsOf(database: Database.Database): Map<string, string[]> {
  const rows = database
    .prepare(
      `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`,
    )
    .all() as { table: string; column: string }[]
  return new Map(
    [...Map.groupBy(rows, ({ table }) => table)].map(([name, of]) => [name, of.map(({ column }) => column)]),
  )
}
