import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { NamedArray, Results, Series } from '../../results.ts'
import type { Findings } from '../digits/experiment.ts'
import { finalResults } from '../digits/results.ts'
import type { RecallExamination } from './examine.ts'
import { recallChecks } from './checks.ts'
import { recallFigures } from './figures.ts'

/** What a run comes to: as of any run that learned digits, and what it recalls. A stopped run has not been asked to. */
export function recurrentResults(
  design: RecurrentDesign,
  seed: number,
  findings: Findings,
  examination: RecallExamination,
): Results {
  const neurons = findings.weights.shape[0] + findings.weights.shape[1]
  // From all neurons to all: a dense network would go through each of them, once at the very least.
  const results = finalResults(design, seed, findings, neurons * neurons)
  if (!findings.test) return results
  const { series, arrays } = results
  Object.assign(series, completionSeries(examination), persistenceSeries(examination))
  if (examination.completions.length > 0) {
    arrays.completed = pictures(examination, design.output.classes, findings.images.rows, findings.images.columns)
    for (const { fraction, recurrent, silenced } of examination.completions) {
      const percent = Math.round(100 * fraction)
      const [value, without] = [recurrent.accuracy, silenced.accuracy]
      results.scalars[`accuracyAt${percent}`] = { label: `Accuracy, ${percent} % shown`, value, unit: '' }
      results.scalars[`accuracyAt${percent}Silenced`] = {
        label: `Accuracy, ${percent} % shown, recurrent synapses silenced`,
        value: without,
        unit: '',
      }
    }
  }
  results.figures.push(...recallFigures(design, series, arrays, findings.test.accuracy))
  results.checks.push(...recallChecks(design, findings.test, examination))
  return results
}

function completionSeries({ completions }: RecallExamination): Record<string, Series> {
  if (completions.length === 0) return {}
  const axes = { xLabel: 'part of the digit shown', xUnit: '' }
  const of = (label: string, yUnit: string, pick: (of: (typeof completions)[number]) => number | undefined): Series => {
    const points = completions.flatMap((one) => {
      const y = pick(one)
      return y === undefined ? [] : [{ x: one.fraction, y }]
    })
    return { label, x: points.map(({ x }) => x), y: points.map(({ y }) => y), ...axes, yUnit }
  }
  const hidden = completions.filter(({ recurrent }) => recurrent.separation !== undefined)
  const rate = (label: string, pick: (of: (typeof completions)[number]) => number): Series =>
    of(label, 'Hz', (one) => (hidden.includes(one) ? pick(one) : undefined))
  return {
    completionAccuracy: of('With recurrence', '', ({ recurrent }) => recurrent.accuracy),
    completionAccuracySilenced: of('Recurrent synapses silenced', '', ({ silenced }) => silenced.accuracy),
    completionSeparation: of('With recurrence', '', ({ recurrent }) => recurrent.separation),
    completionSeparationSilenced: of('Recurrent synapses silenced', '', ({ silenced }) => silenced.separation),
    completionOn: rate('Hidden pixels of the digit', ({ recurrent }) => recurrent.ratesHz.on),
    completionOff: rate('Other hidden pixels', ({ recurrent }) => recurrent.ratesHz.off),
  }
}

function persistenceSeries({ persistence }: RecallExamination): Record<string, Series> {
  if (!persistence) return {}
  const { recurrent, silenced } = persistence
  const of = (label: string, yUnit: string, x: number[], y: number[]): Series => ({
    ...{ label, x, y, yUnit },
    xLabel: 'time since the digit has gone',
    xUnit: 'ms',
  })
  return {
    persistenceAccuracy: of('With recurrence', '', recurrent.timesMs, recurrent.accuracy),
    persistenceAccuracySilenced: of('Synapses among pools silenced', '', silenced.timesMs, silenced.accuracy),
    persistenceOwn: of('Units of the class shown', 'Hz', recurrent.timesMs, recurrent.ratesHz.own),
    persistenceOthers: of('Other units', 'Hz', recurrent.timesMs, recurrent.ratesHz.others),
    persistenceOwnSilenced: of(
      'Units of the class shown, synapses among pools silenced',
      'Hz',
      silenced.timesMs,
      silenced.ratesHz.own,
    ),
  }
}

/** [fractions x classes][rows][columns] rates of the pixel neurons for the first digit of each class; absent classes are dark. */
function pictures({ completions }: RecallExamination, classes: number, rows: number, columns: number): NamedArray {
  const size = rows * columns
  const data = new Float32Array(completions.length * classes * size)
  completions.forEach(({ recurrent }, f) => {
    for (const [label, picture] of recurrent.pictures) data.set(picture, (f * classes + label) * size)
  })
  return {
    label: 'Rates of the pixel neurons while a part of a digit is shown, fraction by fraction',
    unit: 'Hz',
    dtype: 'float32',
    shape: [completions.length * classes, rows, columns],
    axes: [
      { name: 'picture', unit: '' },
      { name: 'row', unit: 'pixel' },
      { name: 'column', unit: 'pixel' },
    ],
    data,
  }
}
