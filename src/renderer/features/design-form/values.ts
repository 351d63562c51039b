import type { FieldInfo } from '../../../contract/design/index.ts'

/** As it would be typed. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

const STEPS = 1000
const ZERO_STEPS = 40

/** Where a slider stands, from 0 to 1000, for fields with both ends; logarithmic ones give small values their room. */
export function sliderScale(
  field: FieldInfo,
): { toStep: (value: number) => number; toValue: (step: number) => number } | null {
  const { min, max } = field
  if (min === undefined || max === undefined || !(max > min)) return null
  const round = (value: number): number =>
    field.type === 'whole' ? Math.round(value) : Number(value.toPrecision(value === 0 ? 1 : 3))
  if (field.scale !== 'log') {
    return {
      toStep: (value) => ((value - min) / (max - min)) * STEPS,
      toValue: (step) => round(min + (step / STEPS) * (max - min)),
    }
  }
  // A range from zero has no logarithm: zero stands apart at the left, and what follows spans six decades.
  const zero = min > 0 ? 0 : ZERO_STEPS
  const low = min > 0 ? min : max / 1e6
  const decades = Math.log10(max / low)
  return {
    toStep: (value) => (value < low ? 0 : zero + (Math.log10(value / low) / decades) * (STEPS - zero)),
    toValue: (step) => {
      if (step < zero / 2 || step <= 0) return min
      return round(low * 10 ** ((Math.max(0, step - zero) / (STEPS - zero)) * decades))
    },
  }
}
