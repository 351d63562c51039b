import type { OscillationDesign } from '../../../contract/design/oscillation.ts'
import { type Estimate, estimate, halfWidth95, jackknife } from '../pairs/statistics.ts'
import type { OscillationFound } from './task.ts'

/** Amplitude 0: none, the condition that all others are compared with. */
export interface Condition {
  amplitudeMv: number
  frequencyHz: number
}

/** First the one without, then every amplitude at every frequency. */
export function conditionsOf({ oscillation }: OscillationDesign): Condition[] {
  const { amplitudesMv, frequenciesHz } = oscillation
  return [
    { amplitudeMv: 0, frequencyHz: 0 },
    ...amplitudesMv.flatMap((amplitudeMv) => frequenciesHz.map((frequencyHz) => ({ amplitudeMv, frequencyHz }))),
  ]
}

/** A mean and half of its 95% confidence interval over replicates. */
export interface Interval {
  mean: number
  half: number
}

export interface Summary extends Condition {
  /** Relative to the condition without: ratios of means, replicate by replicate in pairs. */
  flipFactor: Interval
  changeFactor: Interval
  rateRatio: Interval
  rateHz: Interval
  synchrony: Interval
  nullSynchrony: Interval
  driveMv: number
  spikesWithoutNoise: number
  events: number
  flips: number
  trace: number[]
}

export function summarise(conditions: Condition[], found: OscillationFound[][]): Summary[] {
  const [control] = found
  return conditions.map((condition, c) => {
    const own = found[c]
    const ratio = (pick: (one: OscillationFound) => number): Interval =>
      intervalOf(
        jackknife(
          own.map((one, r) => [pick(one), pick(control[r])]),
          ([with_, without]) => with_ / without,
        ),
      )
    const mean = (pick: (one: OscillationFound) => number): Interval => intervalOf(estimate(own.map(pick)))
    const sum = (pick: (one: OscillationFound) => number): number => own.reduce((total, one) => total + pick(one), 0)
    return {
      ...condition,
      flipFactor: ratio(({ flipsPerS }) => flipsPerS),
      changeFactor: ratio(({ changePerS }) => changePerS),
      rateRatio: ratio(({ rateHz }) => rateHz),
      rateHz: mean(({ rateHz }) => rateHz),
      synchrony: mean(({ synchrony }) => synchrony),
      nullSynchrony: mean(({ nullSynchrony }) => nullSynchrony),
      driveMv: sum(({ driveMv }) => driveMv) / own.length,
      spikesWithoutNoise: sum(({ spikesWithoutNoise }) => spikesWithoutNoise),
      events: sum(({ events }) => events),
      flips: sum(({ flips }) => flips),
      trace: own[0].trace,
    }
  })
}

/** The t distribution is summed for even degrees of freedom; one fewer is on the safe side. */
function intervalOf({ mean, error, degrees }: Estimate): Interval {
  const half = halfWidth95({ mean, error, degrees: degrees - (degrees % 2) })
  return { mean, half: error === 0 ? 0 : half }
}

/** The strongest: the largest amplitude at the frequency that the membrane follows best, the lowest. */
export function strongestOf(summaries: Summary[]): Summary {
  return summaries.reduce((best, one) =>
    one.amplitudeMv > best.amplitudeMv || (one.amplitudeMv === best.amplitudeMv && one.frequencyHz < best.frequencyHz)
      ? one
      : best,
  )
}
