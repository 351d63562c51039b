import type { Check } from '../../results.ts'
import { type Summary, spread } from './summary.ts'

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`

/** Points of accuracy below which a difference is noise: two standard errors of it, and at least one. */
function margin(one: Summary, other: Summary): number {
  const [a, b] = [spread(one, 'accuracy').sd, spread(other, 'accuracy').sd]
  return Math.max(0.01, 2 * Math.sqrt((a * a) / one.runs.length + (b * b) / other.runs.length))
}

/** Verdicts on what the comparison must show; those on variants that were left out are left out. */
export function ablationChecks(rows: readonly Summary[]): Check[] {
  const [complete, ...others] = rows
  const whole = spread(complete, 'accuracy').mean
  const row = (id: string): Summary | undefined => others.find(({ variant }) => variant.id === id)
  const needed = (id: string, name: string): Check[] => {
    const without = row(id)
    if (!without) return []
    const accuracy = spread(without, 'accuracy').mean
    const least = margin(complete, without)
    return [
      {
        name,
        expected: `accuracy falls by more than ${percent(least)}`,
        got: `${percent(whole)} to ${percent(accuracy)}`,
        pass: whole - accuracy > least,
      },
    ]
  }
  const best = others.reduce((most, one) => Math.max(most, spread(one, 'accuracy').mean - margin(complete, one)), 0)
  return [
    ...needed('stop-learning', 'stop-learning is needed'),
    ...needed('inhibition', 'coding-level-dependent inhibition is needed'),
    ...needed('teacher-lead', 'the teacher has to lead'),
    ...others
      .filter(({ variant }) => variant.kind === 'rule')
      .flatMap(({ variant }) => needed(variant.id, `BCaLL does better than ${variant.label} in its place`)),
    {
      name: 'no variant does better than the complete network',
      expected: `none above ${percent(whole)} by more than the noise`,
      got: best > whole ? `one at ${percent(best)} after subtracting the noise` : 'none',
      pass: best <= whole,
    },
  ]
}
