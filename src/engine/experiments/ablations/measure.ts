import type { RealArray } from '../../kernels/kernels.ts'
import type { RunOutcome } from '../run.ts'

/** What one run of one variant came to. Plain JSON: it goes into checkpoints. */
export interface Measured {
  accuracy: number
  noAnswer: number
  rateOwnHz: number
  rateOthersHz: number
  potentiated: number
  /** Hidden weights further than a tenth of the range from both bounds. */
  undecided: number
  flipsPerDigit: number
  /** Fraction of the synapses in each of BINS equal parts of [0, 1]. */
  histogram: number[]
  simulatedMs: number
}

export const BINS = 50
const EDGE = 0.1

export function measure({ results, simulatedMs }: RunOutcome): Measured {
  const { scalars, arrays } = results
  const weights = arrays.hiddenWeights.data as RealArray
  const histogram = new Array<number>(BINS).fill(0)
  let undecided = 0
  for (const w of weights) {
    histogram[Math.min(BINS - 1, Math.floor(w * BINS))] += 1 / weights.length
    if (w > EDGE && w < 1 - EDGE) undecided += 1 / weights.length
  }
  const value = (name: string): number => scalars[name].value
  return {
    accuracy: value('accuracy'),
    noAnswer: value('noAnswer'),
    rateOwnHz: value('rateOwnHz'),
    rateOthersHz: value('rateOthersHz'),
    potentiated: value('potentiatedFraction'),
    undecided,
    flipsPerDigit: (value('flipsUp') + value('flipsDown')) / Math.max(1, value('trainedDigits')),
    histogram,
    simulatedMs,
  }
}
