import type { Check } from '../../results.ts'
import { meanAndSd } from '../mean-and-sd.ts'
import { type Shown, finalOverlap } from './measure.ts'

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`
const fixed = (x: number): string => x.toFixed(3)
/** Difference of overlaps that counts although there is but one seed. */
const LEAST = 0.01

export function continuousChecks(rows: readonly Shown[]): Check[] {
  return [...rows.flatMap(ownChecks), ...againstSeparated(rows)]
}

/** That a network learned, that the overlap of its classes means something, and that the measure finds nothing where nothing is. */
function ownChecks({ presentation, runs }: Shown): Check[] {
  const { output, evaluation } = presentation.design
  const accuracy = meanAndSd(runs.map((run) => run.accuracy)).mean
  const chance = 1 / output.classes
  const least = chance + 5 * Math.sqrt((chance * (1 - chance)) / (evaluation.testSamples * runs.length))
  const overlap = meanAndSd(runs.map(finalOverlap)).mean
  const shuffled = runs.map(({ curve }) => curve.at(-1)!.shuffledOverlap)
  return [
    {
      name: `learns (${presentation.label})`,
      expected: `accuracy above ${percent(least)}`,
      got: percent(accuracy),
      pass: accuracy > least,
    },
    {
      name: `tells classes apart (${presentation.label})`,
      expected: 'overlap below half of that with shuffled labels, which is 1 within 0.25',
      got: `${fixed(overlap)} against ${fixed(Math.min(...shuffled))} to ${fixed(Math.max(...shuffled))}`,
      pass: overlap < Math.min(...shuffled) / 2 && shuffled.every((value) => Math.abs(value - 1) < 0.25),
    },
  ]
}

function againstSeparated(rows: readonly Shown[]): Check[] {
  const of = (id: string): number[] | undefined =>
    rows.find(({ presentation }) => presentation.id === id)?.runs.map(finalOverlap)
  const [continuous, separated] = [of('continuous'), of('separated')]
  if (!continuous || !separated) return []
  // Seed by seed: both saw the same digits from the same weights.
  const { mean, sd } = meanAndSd(continuous.map((overlap, s) => overlap - separated[s]))
  const least = Math.max(LEAST, (2 * sd) / Math.sqrt(continuous.length))
  return [
    {
      name: 'overlap goes down under continuous presentation',
      expected: `overlap lower by more than ${fixed(least)} than with gap and rest`,
      got: `${fixed(meanAndSd(continuous).mean)} against ${fixed(meanAndSd(separated).mean)}`,
      pass: -mean > least,
    },
  ]
}
