import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { Figure, Results } from '../../results.ts'

/** Figures of completion and persistence. */
export function recallFigures(
  { output, recall }: RecurrentDesign,
  series: Results['series'],
  arrays: Results['arrays'],
  testAccuracy: number,
): Figure[] {
  const chance = { axis: 'y' as const, at: 1 / output.classes, label: 'chance' }
  const x = { label: 'part of the digit shown, from the top', unit: '', min: 0, max: 1 }
  const figures: Figure[] = []
  if (series.completionAccuracy) {
    figures.push({
      id: 'completion',
      title: 'Completion',
      caption:
        'The upper part of each digit is shown, the rest is blank. Left: digits named, with all synapses and with the recurrent ones silenced. Middle: probability that a hidden pixel of the digit outfires a hidden pixel outside it (1/2: no difference). Right: mean rates of these pixels.',
      panels: [
        {
          kind: 'plot',
          title: 'Accuracy',
          x,
          y: { label: 'digits named', unit: '', min: 0, max: 1 },
          layers: [
            { series: 'completionAccuracy', style: 'line', role: 'accent' },
            { series: 'completionAccuracySilenced', style: 'dashed', role: 'grey' },
          ],
          marks: [chance, { axis: 'y', at: testAccuracy, label: 'whole digits, test' }],
        },
        {
          kind: 'plot',
          title: 'Reconstruction',
          x,
          y: { label: 'separation of hidden pixels', unit: '', min: 0, max: 1 },
          layers: [
            { series: 'completionSeparation', style: 'line', role: 'accent' },
            { series: 'completionSeparationSilenced', style: 'dashed', role: 'grey' },
          ],
          marks: [{ axis: 'y', at: 0.5, label: 'chance' }],
        },
        {
          kind: 'plot',
          title: 'Hidden pixels',
          x,
          y: { label: 'rate', unit: 'Hz', min: 0 },
          layers: [
            { series: 'completionOn', style: 'line', role: 'ltp' },
            { series: 'completionOff', style: 'line', role: 'ltd' },
          ],
        },
      ],
    })
  }
  if (arrays.completed) {
    const captions = recall.fractions.flatMap((fraction) =>
      Array.from({ length: output.classes }, (_, c) => `${c}, ${Math.round(100 * fraction)} %`),
    )
    figures.push({
      id: 'reconstructions',
      title: 'Reconstructions',
      caption: 'Rates of the pixel neurons while the upper part of the first test digit of each class is shown.',
      panels: [
        {
          kind: 'images',
          title: 'Pixel neurons',
          array: 'completed',
          captions,
          colours: 'sequential',
          valueLabel: 'rate (Hz)',
        },
      ],
    })
  }
  if (series.persistenceAccuracy) {
    const time = { label: 'time since the digit has gone', unit: 'ms', min: 0 }
    figures.push({
      id: 'persistence',
      title: 'Persistence',
      caption:
        'Whole digits are taken away. Left: digits named by the spikes of each window alone. Right: rate of the units of the class that was shown, and of the others.',
      panels: [
        {
          kind: 'plot',
          title: 'Accuracy',
          x: time,
          y: { label: 'digits named', unit: '', min: 0, max: 1 },
          layers: [
            { series: 'persistenceAccuracy', style: 'line', role: 'accent' },
            { series: 'persistenceAccuracySilenced', style: 'dashed', role: 'grey' },
          ],
          marks: [chance],
        },
        {
          kind: 'plot',
          title: 'Rates',
          x: time,
          y: { label: 'rate', unit: 'Hz', min: 0 },
          layers: [
            { series: 'persistenceOwn', style: 'line', role: 'ltp' },
            { series: 'persistenceOthers', style: 'line', role: 'ltd' },
            { series: 'persistenceOwnSilenced', style: 'dashed', role: 'grey' },
          ],
        },
      ],
    })
  }
  return figures
}
