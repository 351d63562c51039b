import { scaleLinear, scaleLog } from 'd3-scale'
import type { PlotAxis } from '../../../contract/results.ts'
import { axisTitle, withMinus } from './text.ts'

/** One axis of a panel, laid out: where a value stands, and what is written beside it. */
export interface Scaled {
  at(value: number): number
  ticks: { at: number; label: string }[]
  title: string
  min: number
  max: number
  /** The ticks are names: too long to stand side by side. */
  named: boolean
}

interface AxisRange {
  axis: PlotAxis
  /** Values to be covered where the axis does not set its own limits. */
  values: readonly number[]
  from: number
  to: number
  tickCount: number
  /** Room between the outermost value and the frame, as a fraction of the range. */
  margin?: number
}

export function layOutAxis({ axis, values, from, to, tickCount, margin = 0 }: AxisRange): Scaled {
  if (axis.names) return namedAxis(axis, axis.names, from, to)
  return axis.scale === 'log' ? logAxis(axis, values, from, to) : linearAxis(axis, values, from, to, tickCount, margin)
}

function linearAxis(
  axis: PlotAxis,
  values: readonly number[],
  from: number,
  to: number,
  tickCount: number,
  margin: number,
): Scaled {
  let [min, max] = extent(values)
  if (min === max) [min, max] = min === 0 ? [-1, 1] : [min - Math.abs(min) / 2, max + Math.abs(max) / 2]
  const pad = margin * (max - min)
  min = axis.min ?? min - pad
  max = axis.max ?? max + pad
  const scale = scaleLinear([min, max], [from, to])
  const ticks = scale.ticks(tickCount)
  const exponent = commonExponent(Math.max(Math.abs(min), Math.abs(max)))
  const unit = Math.pow(10, exponent)
  const step = ticks.length > 1 ? (ticks[1] - ticks[0]) / unit : 1
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return {
    at: (value) => scale(value),
    ticks: ticks.map((tick) => ({ at: scale(tick), label: withMinus((tick / unit + 0).toFixed(decimals)) })),
    title: axisTitle(axis.label, axis.unit, exponent),
    min,
    max,
    named: false,
  }
}

function namedAxis(axis: PlotAxis, names: readonly string[], from: number, to: number): Scaled {
  const [min, max] = [-0.5, names.length - 0.5]
  const scale = scaleLinear([min, max], [from, to])
  const ticks = names.map((label, k) => ({ at: scale(k), label }))
  return { at: (value) => scale(value), ticks, title: axisTitle(axis.label, axis.unit), min, max, named: true }
}

function logAxis(axis: PlotAxis, values: readonly number[], from: number, to: number): Scaled {
  const [low, high] = extent(values.filter((value) => value > 0))
  const min = axis.min ?? low
  const max = axis.max ?? (high > low ? high : low * 10)
  const scale = scaleLog([min, max], [from, to])
  const decades = Math.log10(max / min)
  const pxPerDecade = Math.abs(to - from) / decades
  const steps = pxPerDecade < 36 ? [1] : pxPerDecade < 72 ? [1, 3] : pxPerDecade < 150 ? [1, 2, 5] : [1, 2, 3, 5, 7]
  const ticks: Scaled['ticks'] = []
  for (let exponent = Math.floor(Math.log10(min)); exponent <= Math.ceil(Math.log10(max)); exponent++) {
    for (const step of steps) {
      const value = Number(`${step}e${exponent}`)
      if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) ticks.push({ at: scale(value), label: String(value) })
    }
  }
  return { at: (value) => scale(value), ticks, title: axisTitle(axis.label, axis.unit), min, max, named: false }
}

/** Multiples of three, so that ticks read 0.5, 1.0, ... and the factor stands once, in the title. */
function commonExponent(largest: number): number {
  if (largest === 0 || (largest >= 0.1 && largest < 10000)) return 0
  // Half of a unit still reads well: 0.5, 1.0 rather than 500, 1000.
  return 3 * Math.floor(Math.log10(2 * largest) / 3)
}

export function extent(values: readonly number[]): [min: number, max: number] {
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  return min <= max ? [min, max] : [0, 1]
}
