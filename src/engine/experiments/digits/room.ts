import type { Precision } from '../../kernels/kernels.ts'
import type { SupervisedDesign } from './design.ts'

/** Half the spacing of the numbers just below 1. */
const HALF_ULP = { f32: 1 / 0x2000000, f64: Number.EPSILON / 4 }

/** What a trace in [0, 1] cannot resolve is zero. */
export const floorOf = (precision: Precision): number => HALF_ULP[precision]

/** Room for the most spikes a window can hold in practice: the mean, were every input on, and twelve standard deviations. */
export function windowSpikes(inputs: number, steps: number, { stimulus, schedule }: SupervisedDesign): number {
  const rateHz = Math.max(stimulus.onRateHz, stimulus.offRateHz)
  const mean = Math.min(1, (rateHz * schedule.dtMs) / 1000) * inputs * steps
  return Math.min(inputs * steps, Math.ceil(mean + 12 * Math.sqrt(mean) + 64))
}
