import type { Spread } from '../../src/main/services/bench/spread.ts'

/** What a part of the program has promised, in the unit of the measurement. */
export type Target = { atMost: number } | { atLeast: number }

export interface Measurement {
  what: string
  unit: string
  value: number
  /** Quartiles, where it is the median of several. */
  low?: number
  high?: number
  target?: Target
  /** Null: nothing was promised. */
  holds: boolean | null
}

export interface SectionReport {
  /** What was done, for who wants to do it again. */
  setup: string
  measurements: Measurement[]
}

export interface SectionOptions {
  quick: boolean
  /** Frames of the long stream. */
  frames: number
  /** Runs in the long history. */
  runs: number
  /** Of the long run. */
  minutes: number
  say: (line: string) => void
}

export type Section = (options: SectionOptions) => Promise<SectionReport>

export function measured(what: string, unit: string, given: number | Spread, target?: Target): Measurement {
  const { median, ...quartiles } = typeof given === 'number' ? { median: given } : given
  return {
    what,
    unit,
    value: median,
    ...quartiles,
    ...(target && { target }),
    holds: target ? keeps(median, target) : null,
  }
}

function keeps(value: number, target: Target): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

/** For people: a line per measurement, what was promised, and whether it holds. */
export function describeSection(name: string, { setup, measurements }: SectionReport): string {
  const rows = measurements.map(({ what, unit, value, low, high, target, holds }) => [
    what,
    `${number(value)} ${unit}`,
    low === undefined || high === undefined ? '' : `(${number(low)} to ${number(high)})`,
    target === undefined ? '' : `${'atMost' in target ? 'at most' : 'at least'} ${number(bound(target))} ${unit}`,
    holds === null ? '' : holds ? 'holds' : 'MISSED',
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map(([what, value, spread, target, verdict]) =>
    `  ${what.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${spread.padEnd(widths[2])}  ${target.padEnd(widths[3])}  ${verdict}`.trimEnd(),
  )
  return [`${name}: ${setup}.`, ...lines, ''].join('\n')
}

function bound(target: Target): number {
  return 'atMost' in target ? target.atMost : target.atLeast
}

function number(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)
}
