import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { conductDigits } from '../digits/conductor.ts'
import type { DigitsContext } from '../digits/experiment.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { admitClassification } from './admit.ts'
import { Crew } from './crew.ts'
import { finalResults } from '../digits/results.ts'

/** Trains and tests a feed-forward network, its output units dealt out to the workers. */
export async function* conductClassification(
  design: ClassificationDesign,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  admitClassification(design, context.data)
  const crew = new Crew(design, seed, context.data, context.ports)
  return yield* conductDigits(
    { kind: 'classification', design, crew, results: (findings) => finalResults(design, seed, findings) },
    seed,
    context,
  )
}
