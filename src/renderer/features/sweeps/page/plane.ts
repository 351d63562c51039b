import type { SweepValue } from '../../../../contract/sweep/index.ts'
import { short } from '../../../ui/format.ts'
import { valueText } from '../../history/model/values.ts'
import type { RatedTrial } from './sweep.ts'

/** More columns than this cannot be told apart: the values of a random sweep are put into as many classes as fit. */
const mostSteps = 16
const classes = 8

/** One axis of the map: what its cells are called, and into which a value falls. */
export interface Steps {
  names: string[]
  indexOf: (value: SweepValue) => number
}

export function stepsOf(values: readonly SweepValue[], scale: 'linear' | 'log'): Steps {
  const distinct = [...new Set(values)]
  const numbers = distinct.filter((value) => typeof value === 'number')
  if (numbers.length < distinct.length) {
    return { names: distinct.map(valueText), indexOf: (value) => distinct.indexOf(value) }
  }
  numbers.sort((a, b) => a - b)
  if (numbers.length <= mostSteps) {
    return { names: numbers.map((value) => short(value)), indexOf: (value) => numbers.indexOf(Number(value)) }
  }
  const along = (value: number): number => (scale === 'log' ? Math.log(value) : value)
  const back = (value: number): number => (scale === 'log' ? Math.exp(value) : value)
  const low = along(numbers[0])
  const width = (along(numbers.at(-1)!) - low) / classes
  return {
    names: Array.from({ length: classes }, (_, i) => short(back(low + (i + 0.5) * width), 2)),
    indexOf: (value) => Math.min(classes - 1, Math.floor((along(Number(value)) - low) / width)),
  }
}

/** Means over all trials that fall into a cell, row by row; NaN where there is none. */
export function planeOf(
  trials: readonly RatedTrial[],
  [x, y]: readonly [number, number],
  steps: readonly [Steps, Steps],
) {
  const [columns, rows] = [steps[0].names.length, steps[1].names.length]
  const sums = new Float64Array(columns * rows)
  const counts = new Float64Array(columns * rows)
  for (const { trial, spread } of trials) {
    if (spread === null) continue
    const cell = steps[1].indexOf(trial.values[y]) * columns + steps[0].indexOf(trial.values[x])
    sums[cell] += spread.mean
    counts[cell] += 1
  }
  return { columns, rows, values: sums.map((sum, cell) => (counts[cell] > 0 ? sum / counts[cell] : Number.NaN)) }
}
