import type { ContinuousPresentationDesign } from '../../../contract/design/continuous.ts'
import { conductTrainings } from '../classification/trainings.ts'
import type { DigitsContext } from '../digits/experiment.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { type Measured, measure } from './measure.ts'
import { presentationsOf } from './presentations.ts'
import { continuousResults, continuousState } from './results.ts'

/** Digits streamed without gap or rest against digits shown one by one: overlap between classes, and accuracy. */
export function conductContinuous(
  design: ContinuousPresentationDesign,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const variants = presentationsOf(design)
  const { seeds } = design.comparison
  return conductTrainings(
    {
      ...{ kind: 'continuous-presentation', variants, seeds, measure },
      outcome: (found: readonly (Measured | undefined)[]) => ({
        results: continuousResults(variants, seeds, found),
        state: continuousState(variants, seeds, found),
      }),
    },
    seed,
    context,
  )
}
