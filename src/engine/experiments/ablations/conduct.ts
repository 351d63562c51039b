import type { AblationsDesign } from '../../../contract/design/ablations.ts'
import { conductTrainings } from '../classification/trainings.ts'
import type { DigitsContext } from '../digits/experiment.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { type Measured, measure } from './measure.ts'
import { ablationResults, ablationState } from './results.ts'
import { variantsOf } from './variants.ts'

export function conductAblations(
  design: AblationsDesign,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const variants = variantsOf(design)
  const { seeds } = design.comparison
  return conductTrainings(
    {
      ...{ kind: 'ablations', variants, seeds, measure },
      outcome: (found: readonly (Measured | undefined)[]) => ({
        results: ablationResults(variants, seeds, found),
        state: ablationState(variants, seeds, found),
      }),
    },
    seed,
    context,
  )
}
