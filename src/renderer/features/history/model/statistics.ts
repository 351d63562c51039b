export interface Spread {
  mean: number
  /** Of the sample, n − 1; NaN for a single value. */
  sd: number
  count: number
}

/** Of the values that are numbers; null when there are none. */
export function spreadOf(values: readonly (number | null | undefined)[]): Spread | null {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  if (known.length === 0) return null
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : Number.NaN, count: known.length }
}

export interface MetricCurve {
  step: number[]
  value: number[]
}

export interface MeanCurve {
  x: number[]
  y: number[]
  /** Standard deviation; zero where only one curve reaches. */
  sd: number[]
}

/** Point by point, over the steps that any of the curves has. */
export function meanCurve(curves: readonly MetricCurve[]): MeanCurve {
  const at = new Map<number, number[]>()
  for (const { step, value } of curves) {
    step.forEach((x, index) => {
      const values = at.get(x)
      if (values === undefined) at.set(x, [value[index]])
      else values.push(value[index])
    })
  }
  const x = [...at.keys()].sort((a, b) => a - b)
  const spreads = x.map((step) => spreadOf(at.get(step)!))
  return {
    x,
    y: spreads.map((spread) => spread?.mean ?? Number.NaN),
    sd: spreads.map((spread) => (spread === null || Number.isNaN(spread.sd) ? 0 : spread.sd)),
  }
}
