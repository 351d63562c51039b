import type { LiveFrame } from '../../../../contract/api.ts'
import type { NetworkDesign } from '../../../../contract/abilities.ts'

/** Mean rates of each pool while its own digit, or another, is shown. NaN: not seen yet. */
export interface PoolRates {
  ownHz: Float64Array
  othersHz: Float64Array
  inputHz: number
}

/** How much a new presentation counts in the running mean. */
const NEW = 0.08

export function emptyRates(classes: number): PoolRates {
  return { ownHz: new Float64Array(classes).fill(NaN), othersHz: new Float64Array(classes).fill(NaN), inputHz: NaN }
}

/** Running means, one presentation on. */
export function followRates(rates: PoolRates, { poolRatesHz, shown, inputRateHz }: LiveFrame): PoolRates {
  const next = {
    ownHz: rates.ownHz.slice(),
    othersHz: rates.othersHz.slice(),
    inputHz: mix(rates.inputHz, inputRateHz),
  }
  poolRatesHz.forEach((hz, pool) => {
    const means = pool === shown.label ? next.ownHz : next.othersHz
    means[pool] = mix(means[pool], hz)
  })
  return next
}

function mix(mean: number, value: number): number {
  return Number.isNaN(mean) ? value : mean + NEW * (value - mean)
}

/** A pool that fires more than this, over and above what its teacher makes it do, has run away. */
export const RUNAWAY_HZ = 100
const FRAMES_TO_ALARM = 6

export interface Runaway {
  pool: number
  hz: number
  limitHz: number
}

/** Alarms when a pool stays above its limit for several presentations, and is over when none does. */
export class RunawayWatch {
  readonly #above: number[] = []
  readonly #taughtHz: number

  constructor(taughtHz: number) {
    this.#taughtHz = taughtHz
  }

  take({ poolRatesHz, shown }: LiveFrame): Runaway | null {
    let worst: Runaway | null = null
    poolRatesHz.forEach((hz, pool) => {
      const limitHz = RUNAWAY_HZ + (pool === shown.label ? this.#taughtHz : 0)
      this.#above[pool] = hz > limitHz ? (this.#above[pool] ?? 0) + 1 : 0
      if (this.#above[pool] >= FRAMES_TO_ALARM && hz > (worst?.hz ?? 0)) worst = { pool, hz, limitHz }
    })
    return worst
  }
}

/** Rate that the teacher alone gives a pool on average while its digit is shown, Hz. */
export function taughtRateHz({ teacher, neuron, schedule }: NetworkDesign): number {
  if (teacher.kind === 'spikes') return teacher.fraction * teacher.rateHz
  const range = neuron.thresholdMv - neuron.restMv
  const drive = teacher.currentMv * (1 + teacher.currentSpread)
  if (drive <= range) return 0
  const toReset = drive - (neuron.resetMv - neuron.restMv)
  const intervalMs = neuron.refractorySteps * schedule.dtMs + neuron.tauMembraneMs * Math.log(toReset / (drive - range))
  return (teacher.fraction * 1000) / intervalMs
}
