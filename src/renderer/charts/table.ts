import { saveBlob } from '../ui/save-blob.ts'

/** Columns of numbers or names as a CSV file. */
export function saveTable(name: string, columns: Record<string, ArrayLike<number | string>>): void {
  const names = Object.keys(columns)
  const rows = Math.max(0, ...Object.values(columns).map(({ length }) => length))
  const lines = Array.from({ length: rows }, (_, row) =>
    names.map((column) => cell(columns[column][row] ?? '')).join(','),
  )
  saveBlob(new Blob([[names.map(cell).join(','), ...lines].join('\n'), '\n'], { type: 'text/csv' }), `${name}.csv`)
}

/** Quoted where a reader would stumble (RFC 4180). */
function cell(value: number | string): string {
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
