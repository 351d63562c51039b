import { saveBlob } from '../ui/save-blob.ts'

/** Columns of numbers as a CSV file. */
export function saveTable(name: string, columns: Record<string, ArrayLike<number>>): void {
  const names = Object.keys(columns)
  const rows = Math.max(0, ...Object.values(columns).map(({ length }) => length))
  const lines = Array.from({ length: rows }, (_, row) => names.map((column) => columns[column][row] ?? '').join(','))
  saveBlob(new Blob([[names.join(','), ...lines].join('\n'), '\n'], { type: 'text/csv' }), `${name}.csv`)
}
