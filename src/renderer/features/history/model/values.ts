import { percent, short } from '../../../ui/format.ts'

/** A value of a design for people. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'number') return short(value, 6)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueText).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const units: Record<string, string> = { Hz: 'Hz', Ms: 'ms', Mv: 'mV', Uj: 'µJ' }
/** How chips and formats are written. */
const names: Record<string, string> = {
  odin: 'on ODIN',
  loihi: 'on Loihi',
  dense8: 'dense, 8 bit',
  dense32: 'dense, 32 bit',
}

/** 'heldOutAccuracy' → 'Held out accuracy', 'crossingHz' → 'Crossing (Hz)', 'energyOdinUj' → 'Energy on ODIN (µJ)', for metrics that say no more of themselves. */
export function metricTitle(name: string): string {
  const [, quantity, unit] = /^(.+?)(Hz|Ms|Mv|Uj)$/.exec(name) ?? []
  if (unit !== undefined) return `${metricTitle(quantity)} (${units[unit]})`
  const words = name
    .replace(/([a-z\d])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .split(' ')
    .map((word) => names[word] ?? word)
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Fractions are stored as such and read as per cent. */
export function isShare(name: string): boolean {
  return /accuracy|fraction|share|noAnswer/i.test(name)
}

export function metricText(name: string, value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  return isShare(name) ? percent(value) : short(value)
}

/** 85.7 ± 0.3 %; without a spread the value alone. */
export function spreadText(name: string, mean: number, sd: number): string {
  if (!Number.isFinite(sd)) return metricText(name, mean)
  return isShare(name) ? `${(mean * 100).toFixed(1)} ± ${percent(sd)}` : `${short(mean)} ± ${short(sd, 2)}`
}
