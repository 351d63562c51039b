/** Numbers as people write them, with their units. */

const THIN = '\u202f'
// Made once: a table formats hundreds of cells in a frame of scrolling.
const thousands = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** 31,420 */
export function whole(value: number): string {
  return thousands.format(Math.round(value))
}

/** At most so many digits that count, without trailing zeros: 0.012, 17, 1.9. */
export function short(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e6 || size < 1e-4) return minus(value.toExponential(Math.max(0, digits - 1)).replace(/\.?0+e/, 'e'))
  if (size >= 1000) return minus(whole(value))
  return minus(String(Number(value.toPrecision(digits))))
}

/** 1.9 k, 78 k, 2.4 M */
export function compact(value: number): string {
  const size = Math.abs(value)
  for (const [limit, suffix] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e4, 'k'],
  ] as const) {
    if (size >= limit) return `${short(value / (suffix === 'k' ? 1e3 : limit), 3)}${THIN}${suffix}`
  }
  return short(value)
}

/** 0.857 → 85.7 % */
export function percent(fraction: number, digits = 1): string {
  return Number.isFinite(fraction) ? `${(fraction * 100).toFixed(digits)}${THIN}%` : '–'
}

/** 412 digits/s; a unit never hangs on nothing. */
export function withUnit(value: number, unit: string, digits = 3): string {
  return unit === '' ? short(value, digits) : `${short(value, digits)}${THIN}${unit}`
}

/** 48 s, 2 min 31 s, 1 h 04 min */
export function duration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–'
  if (ms < 1000) return `${Math.round(ms)}${THIN}ms`
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(1)}${THIN}s`
  const total = Math.round(seconds)
  if (total < 60) return `${total}${THIN}s`
  if (total < 3600) return `${Math.floor(total / 60)}${THIN}min ${pad(total % 60)}${THIN}s`
  return `${Math.floor(total / 3600)}${THIN}h ${pad(Math.floor((total % 3600) / 60))}${THIN}min`
}

/** What is only known roughly: seconds, 20 s, 2 min, 1.5 h. */
export function roughly(minutes: number): string {
  if (minutes < 0.1) return 'seconds'
  if (minutes < 0.95) return `${Math.round(minutes * 6) * 10}${THIN}s`
  return minutes < 90 ? `${Math.round(minutes)}${THIN}min` : `${short(minutes / 60, 2)}${THIN}h`
}

/** 210 MB, in powers of ten as disks are sold. */
export function bytes(count: number): string {
  if (count < 1000) return `${count}${THIN}B`
  const power = Math.min(4, Math.floor(Math.log10(count) / 3))
  return `${short(count / 1000 ** power, 3)}${THIN}${['B', 'kB', 'MB', 'GB', 'TB'][power]}`
}

/** just now, 10 min ago, yesterday, 3 Mar 2026 */
export function ago(atMs: number, nowMs: number): string {
  const seconds = Math.max(0, (nowMs - atMs) / 1000)
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds)} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  const days = dayOf(nowMs) - dayOf(atMs)
  if (days === 0) return `${Math.floor(seconds / 3600)} h ago`
  if (days === 1) return 'yesterday'
  return (days < 7 ? weekday : day).format(atMs)
}

/** As the terminal prints it: 0142. */
export function runNumber(number: number): string {
  return String(number).padStart(4, '0')
}

function dayOf(ms: number): number {
  const date = new Date(ms)
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function minus(text: string): string {
  return text.replace(/-/g, '−')
}
