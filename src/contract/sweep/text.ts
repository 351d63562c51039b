import type { DesignKind, FieldInfo } from '../design/index.ts'
import { describeFields } from '../design/index.ts'
import { suggestPaths } from '../design/parse.ts'
import { readFieldValue } from '../design/settings.ts'
import { LabError } from '../errors.ts'
import type { SweepAxis, SweepValue } from './plan.ts'

const defaultPoints = 5
const rangeText = /^(linear|lin|log):(.+?)\.\.(.+?)(?::(\d+))?$/

/**
 * The values of an axis as typed: `1,2,5`, `linear:0..1:5`, `log:0.001..0.02:6` (from, to, how many; five unless said otherwise).
 * Numbers may carry the unit of their field.
 */
export function readAxisText(field: FieldInfo, text: string): SweepAxis | { problem: string } {
  const { path } = field
  const range = rangeText.exec(text.trim())
  if (range === null) {
    if (/^(lin|linear|log)\b/.test(text.trim()) && field.type !== 'choice') {
      return { problem: `${path}=${text} is not a range: write ${path}=log:FROM..TO:POINTS, or linear.` }
    }
    const values = readAll(field, text.split(','))
    return 'problem' in values ? values : { path, spread: 'list', values: values.values }
  }
  const [, spread, from, to, points = String(defaultPoints)] = range
  const ends = readAll(field, [from, to])
  if ('problem' in ends) return ends
  const count = Number(points)
  if (count < 1 || count > 1000) return { problem: `${path} has ${points} points: a range has 1 to 1000.` }
  if (typeof ends.values[0] !== 'number' || typeof ends.values[1] !== 'number') {
    return { problem: `${path} has no range: list its values, separated by commas.` }
  }
  return { path, spread: spread === 'log' ? 'log' : 'linear', from: ends.values[0], to: ends.values[1], points: count }
}

/** The axes of `path=values` texts, as typed on a terminal. All problems are reported together. */
export function readAxes(kind: DesignKind, settings: readonly string[]): SweepAxis[] {
  const read = settings.map((setting): SweepAxis | { problem: string } => {
    const [path, ...rest] = setting.split('=').map((text) => text.trim())
    const text = rest.join('=')
    if (text === '')
      return { problem: `"${setting}" is no axis: write path=values, such as rule.etaPlus=log:0.001..0.02:6.` }
    const field = describeFields(kind).find((candidate) => candidate.path === path)
    return field === undefined
      ? { problem: `${path} does not exist.${suggestPaths(kind, path)}` }
      : readAxisText(field, text)
  })
  const problems = read.flatMap((axis) => ('problem' in axis ? [axis.problem] : []))
  if (problems.length > 0) throw new LabError('SWEEP_INVALID', { problems })
  return read.flatMap((axis) => ('problem' in axis ? [] : [axis]))
}

/** As it would be typed. */
export function axisText(axis: SweepAxis): string {
  return axis.spread === 'list' ? axis.values.join(',') : `${axis.spread}:${axis.from}..${axis.to}:${axis.points}`
}

function readAll(field: FieldInfo, texts: string[]): { values: SweepValue[] } | { problem: string } {
  const values: SweepValue[] = []
  for (const text of texts) {
    const read = readFieldValue(field, text.trim())
    if ('problem' in read) return read
    values.push(read.value as SweepValue)
  }
  return { values }
}
