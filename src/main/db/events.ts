import type { Reader, Writer } from './connection.ts'

export interface StoredEvent {
  sequence: number
  atMs: number
  type: string
  payload: Record<string, unknown>
}

export function appendEvent(
  db: Writer,
  run: number,
  atMs: number,
  type: string,
  payload: Record<string, unknown> = {},
): void {
  db.run(
    `INSERT INTO events (run, sequence, at_ms, type, payload)
     VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE run = ?), ?, ?, ?)`,
    run,
    run,
    atMs,
    type,
    JSON.stringify(payload),
  )
}

/** As it was written elsewhere. */
export function insertEvent(db: Writer, run: number, { sequence, atMs, type, payload }: StoredEvent): void {
  db.run(
    'INSERT INTO events (run, sequence, at_ms, type, payload) VALUES (?, ?, ?, ?, ?)',
    ...[run, sequence, Math.round(atMs), type, JSON.stringify(payload)],
  )
}

type Row = Omit<StoredEvent, 'payload'> & { payload: string }

export function listEvents(db: Reader, run: number): StoredEvent[] {
  const rows = db.all(
    'SELECT sequence, at_ms AS atMs, type, payload FROM events WHERE run = ? ORDER BY sequence',
    run,
  ) as Row[]
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown> }))
}
