import type { CurvePoint } from '../digits/experiment.ts'
import type { RunOutcome } from '../run.ts'
import type { Presentation } from './presentations.ts'

/** What one training came to. Plain JSON: it goes into checkpoints. */
export interface Measured {
  accuracy: number
  rateOwnHz: number
  rateOthersHz: number
  flipsPerDigit: number
  eventsPerInference: number
  /** Estimate of the energy of an inference at 23.6 pJ per event, and of a dense network in 8-bit integers: see costs.ts. */
  energyLoihiUj: number
  energyDense8Uj: number
  simulatedMs: number
  curve: CurvePoint[]
}

/** One way of showing digits over its seeds. */
export interface Shown {
  presentation: Presentation
  runs: Measured[]
}

/** At the end of training. */
export function finalOverlap({ curve }: Measured): number {
  return curve.at(-1)!.overlap
}

export function measure({ results, simulatedMs }: RunOutcome): Measured {
  const { scalars, series } = results
  const value = (name: string): number => scalars[name].value
  return {
    accuracy: value('accuracy'),
    rateOwnHz: value('rateOwnHz'),
    rateOthersHz: value('rateOthersHz'),
    flipsPerDigit: (value('flipsUp') + value('flipsDown')) / Math.max(1, value('trainedDigits')),
    eventsPerInference: value('eventsPerInference'),
    energyLoihiUj: value('energyLoihiUj'),
    energyDense8Uj: value('energyDense8Uj'),
    simulatedMs,
    curve: series.accuracy.x.map((digits, p) => ({
      digits,
      accuracy: series.accuracy.y[p],
      overlap: series.overlap.y[p],
      shuffledOverlap: series.shuffledOverlap.y[p],
    })),
  }
}
