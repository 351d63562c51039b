import { EngineError } from '../../errors.ts'
import type { NamedArray } from '../../results.ts'
import { allFinite, runawayHz } from '../vitals.ts'
import type { Vitals } from './crew.ts'
import type { SupervisedDesign } from './design.ts'
import { unitsOf } from './design.ts'
import { stepsOf } from './timing.ts'

/** Presentations whose rates are kept as evidence. */
const REMEMBERED = 200

/**
 * Stops a run whose numbers mean nothing any more. It looks at each presentation by itself, so that it finds the same whatever the
 * number of workers and wherever blocks end.
 */
export class Guard {
  readonly #hzPerSpike: number
  #rates: number[] = []

  constructor(design: SupervisedDesign) {
    // Before a digit the teacher is alone, and behind it there may be silence: neither hides what the digit sets off.
    const { presentation } = stepsOf(design)
    const { dtMs } = design.schedule
    this.#hzPerSpike = 1000 / (presentation * dtMs * unitsOf(design))
  }

  /** What is wrong with a block that began with presentation `from`, if anything is. */
  look({ spikes, mostHz, finite }: Vitals, from: number): EngineError | undefined {
    const limitHz = runawayHz(mostHz)
    const rates = Array.from(spikes, (n) => n * this.#hzPerSpike)
    this.#rates = [...this.#rates, ...rates].slice(-REMEMBERED)
    const first = rates.findIndex((rate) => rate > limitHz)
    if (first >= 0) {
      const rateHz = Math.round(rates[first])
      return new EngineError('RUNAWAY', { presentation: from + first, rateHz, limitHz: Math.round(limitHz) })
    }
    return finite ? undefined : new EngineError('NOT_FINITE', { presentation: from, variable: 'a unit' })
  }

  /** Mean rates of the output units while the last digits were shown, the newest last. */
  get recentRates(): NamedArray {
    const data = Float32Array.from(this.#rates)
    const label = 'Mean rate of the output units while a digit is shown, before the run was stopped'
    return {
      label,
      unit: 'Hz',
      dtype: 'float32',
      shape: [data.length],
      axes: [{ name: 'presentation', unit: '' }],
      data,
    }
  }
}

/** Refuses a state that holds anything but numbers: it must never become a checkpoint or a result. */
export function refuseNotFinite(arrays: Record<string, NamedArray>, presentation: number): void {
  for (const [variable, { data }] of Object.entries(arrays))
    if (!allFinite(data)) throw new EngineError('NOT_FINITE', { presentation, variable })
}
