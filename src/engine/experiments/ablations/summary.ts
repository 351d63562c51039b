import { type MeanAndSd, meanAndSd } from '../mean-and-sd.ts'
import type { Measured } from './measure.ts'
import type { Variant } from './variants.ts'

/** A variant over its seeds. */
export interface Summary {
  variant: Variant
  runs: Measured[]
}

export type Quantity = Exclude<keyof Measured, 'histogram'>

export function spread({ runs }: Summary, quantity: Quantity): MeanAndSd {
  return meanAndSd(runs.map((run) => run[quantity]))
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
