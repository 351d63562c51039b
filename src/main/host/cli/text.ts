/** Columns as wide as they need to be; the named ones are flush right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (right.includes(head[i]) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd()
  return `${[head, ...rows].map(line).join('\n')}\n`
}

/** '40 ms', '1.4 s', '12 s', '1 min 05 s', '2 h 03 min'. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

/** Accuracies are fractions inside and per cent for people; other numbers keep four digits. */
export function metric(name: string, value: number | null, unit = ''): string {
  if (value === null || Number.isNaN(value)) return 'none'
  if (/accuracy$/i.test(name)) return percent(value)
  const isWhole = Number.isInteger(value) || Math.abs(value) >= 1000
  const digits = isWhole ? wholeNumber(value) : Number(value.toPrecision(4)).toString()
  return unit === '' ? digits : `${digits} ${unit}`
}

export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(2)} %`
}

export function wholeNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 })
}

/** '2026-11-22 08:17', in the time of this place. */
export function dateTime(atMs: number): string {
  const date = new Date(atMs)
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-')
  return `${day} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
