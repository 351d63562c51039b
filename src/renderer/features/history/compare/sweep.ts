import type { ParameterDifference } from '../../../../contract/history.ts'

/** A numeric parameter that the compared designs go through, with its value in each of them. */
export interface SweepAxis {
  label: string
  unit: string
  values: number[]
  /** Each value once, in order. */
  steps: number[]
}

/** The one or two numeric parameters that take most values; none for fewer than three designs. */
export function sweepAxes(
  differences: readonly { difference: ParameterDifference; values: readonly unknown[] }[],
): SweepAxis[] {
  return differences
    .filter(({ values }) => values.length > 2 && values.every((value) => typeof value === 'number'))
    .map(({ difference: { label, unit }, values }) => {
      const numbers = values as number[]
      return { label, unit, values: numbers, steps: [...new Set(numbers)].sort((a, b) => a - b) }
    })
    .sort((a, b) => b.steps.length - a.steps.length)
    .slice(0, 2)
}
