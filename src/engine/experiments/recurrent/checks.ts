import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { Check } from '../../results.ts'
import type { Score } from '../digits/readout.ts'
import type { RecallExamination } from './examine.ts'

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
const hz = (value: number): string => `${value.toFixed(1)} Hz`
/** Half of the digits in windows after so long still count as remembered. */
const REMEMBERED_AFTER_MS = 100

export function recallChecks(design: RecurrentDesign, test: Score, examination: RecallExamination): Check[] {
  const { leastAccuracy } = design.recall
  // A neuron whose refractory time is all that holds it fires at this rate.
  const ceilingHz = 1000 / (design.neuron.refractorySteps * design.schedule.dtMs)
  return [
    {
      name: 'classifies without a teacher',
      expected: `accuracy of at least ${percent(leastAccuracy)}`,
      got: percent(test.accuracy),
      pass: test.accuracy >= leastAccuracy,
    },
    {
      name: 'rates stay bounded',
      expected: `units of the shown class below half of what refractoriness allows, ${hz(ceilingHz / 2)}, others below a tenth of it`,
      got: `${hz(test.rateOwnHz)}, others ${hz(test.rateOthersHz)}`,
      pass: test.rateOwnHz < ceilingHz / 2 && test.rateOthersHz < ceilingHz / 10,
    },
    ...completionChecks(examination),
    ...persistenceChecks(examination),
  ]
}

function completionChecks({ completions }: RecallExamination): Check[] {
  const partial = completions.filter(({ recurrent }) => recurrent.separation !== undefined)
  if (partial.length === 0) return []
  const half = partial.reduce((best, one) =>
    Math.abs(one.fraction - 0.5) < Math.abs(best.fraction - 0.5) ? one : best,
  )
  const [found, null_] = [half.recurrent.separation!, half.silenced.separation!]
  const { on, off } = half.recurrent.ratesHz
  return [
    {
      name: `fills in what is hidden (${percent(half.fraction)} shown)`,
      expected:
        'hidden pixels of the digit fire more than others: separation at least 0.1 above that without recurrence',
      got: `${found.toFixed(3)} against ${null_.toFixed(3)}; ${hz(on)} and ${hz(off)}`,
      pass: found > null_ + 0.1,
    },
  ]
}

function persistenceChecks({ persistence }: RecallExamination): Check[] {
  if (!persistence) return []
  const { recurrent, silenced } = persistence
  const { timesMs } = recurrent
  const last = timesMs.findLastIndex((time) => time <= REMEMBERED_AFTER_MS)
  if (last < 0) return []
  const [found, without] = [recurrent.accuracy[last], silenced.accuracy[last]]
  return [
    {
      name: 'remembers what has gone',
      expected: `more than half of the digits can be named ${timesMs[last]} ms after they have gone, and fewer than a tenth without synapses among the pools`,
      got: `${percent(found)}, ${percent(without)} without`,
      pass: found > 0.5 && without < 0.1,
    },
  ]
}
