import type { FolderCount, LabelChange, SavedFilter } from '../../contract/history.ts'
import type { Reader, Writer } from './connection.ts'

/** What a person has written on a run; nothing of it changes what the run is. */
export function labelRun(db: Writer, run: number, change: LabelChange): void {
  const { addTags = [], removeTags = [], folder, starred, notes, name } = change
  for (const tag of addTags) db.run('INSERT INTO run_tags (run, tag) VALUES (?, ?) ON CONFLICT DO NOTHING', run, tag)
  for (const tag of removeTags) db.run('DELETE FROM run_tags WHERE run = ? AND tag = ?', run, tag)
  if (folder !== undefined) db.run('UPDATE runs SET folder = ? WHERE number = ?', folder, run)
  if (starred !== undefined) db.run('UPDATE runs SET starred = ? WHERE number = ?', starred ? 1 : 0, run)
  if (notes !== undefined) db.run('UPDATE runs SET notes = ? WHERE number = ?', notes, run)
  if (name !== undefined) db.run('UPDATE runs SET name = ? WHERE number = ?', name, run)
}

/** null: back from the trash. */
export function trashRun(db: Writer, run: number, atMs: number | null): void {
  db.run('UPDATE runs SET trashed_at_ms = ? WHERE number = ?', atMs, run)
}

/** All runs first, under the name ''; then each folder. Only `trashed` counts what is in the trash. */
export function countFolders(db: Reader): FolderCount[] {
  const counts = `sum(trashed_at_ms IS NULL) AS runs, sum(trashed_at_ms IS NULL AND starred) AS starred,
    sum(trashed_at_ms IS NULL AND status = 'interrupted') AS interrupted, sum(trashed_at_ms IS NOT NULL) AS trashed`
  const everything = db.get(`SELECT '' AS folder, ${counts} FROM runs`) as FolderCount
  const folders = db.all(
    `SELECT folder, ${counts} FROM runs WHERE folder <> '' GROUP BY folder ORDER BY folder`,
  ) as FolderCount[]
  const { runs, starred, interrupted, trashed } = everything
  return [
    { folder: '', runs: runs ?? 0, starred: starred ?? 0, interrupted: interrupted ?? 0, trashed: trashed ?? 0 },
    ...folders,
  ]
}

export function listFilters(db: Reader): SavedFilter[] {
  return db.all('SELECT name, filter FROM saved_filters ORDER BY name') as SavedFilter[]
}

export function saveFilter(db: Writer, { name, filter }: SavedFilter): void {
  db.run(
    'INSERT INTO saved_filters (name, filter) VALUES (?, ?) ON CONFLICT DO UPDATE SET filter = excluded.filter',
    ...[name, filter],
  )
}

export function deleteFilter(db: Writer, name: string): void {
  db.run('DELETE FROM saved_filters WHERE name = ?', name)
}
