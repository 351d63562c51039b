import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import { conductDigits } from '../digits/conductor.ts'
import type { DigitsContext } from '../digits/experiment.ts'
import { testDigits } from '../digits/order.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { admitRecurrent } from './admit.ts'
import { RecurrentCrew } from './crew.ts'
import { RecallExamination } from './examine.ts'
import { recurrentResults } from './results.ts'

/** Trains a recurrent network, tests it, and looks at how it completes and remembers digits. */
export async function* conductRecurrent(
  design: RecurrentDesign,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const { data, ports } = context
  admitRecurrent(design, data)
  const crew = new RecurrentCrew(design, seed, data, ports)
  const examination = new RecallExamination(design, crew, data.test, testDigits(design, data.test))
  return yield* conductDigits(
    {
      kind: 'recurrent',
      ...{ design, crew, examination },
      results: (findings) => recurrentResults(design, seed, findings, examination),
    },
    seed,
    context,
  )
}
