import type { Measured } from './measure.ts'
import type { Variant } from './variants.ts'

/** A variant over its seeds. */
export interface Summary {
  variant: Variant
  runs: Measured[]
}

export interface Spread {
  mean: number
  sd: number
}

export type Quantity = Exclude<keyof Measured, 'histogram'>

export function spread({ runs }: Summary, quantity: Quantity): Spread {
  const values = runs.map((run) => run[quantity])
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const squares = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0)
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 }
}

/** Variants with at least one finished run. */
export function summaries(
  variants: readonly Variant[],
  seeds: number,
  found: readonly (Measured | undefined)[],
): Summary[] {
  return variants
    .map((variant, v) => ({
      variant,
      runs: found.slice(v * seeds, (v + 1) * seeds).filter((one) => one !== undefined),
    }))
    .filter(({ runs }) => runs.length > 0)
}
