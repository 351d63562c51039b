import type { Figure, PlotAxis, PlotPanel } from '../../results.ts'
import type { Summary } from './summary.ts'

export function ablationFigures(rows: readonly Summary[]): Figure[] {
  if (rows.length === 0) return []
  const { classes } = rows[0].variant.design.output
  const variants: PlotAxis = { label: '', unit: '', names: rows.map(({ variant }) => variant.label) }
  const many = rows[0].runs.length > 1 ? `mean and standard deviation over ${rows[0].runs.length} seeds` : 'one seed'
  return [
    {
      id: 'ablations',
      title: 'What each mechanism is worth',
      caption: `Accuracy on test digits, and mean rates of the pool of the shown class and of the others, with one mechanism removed or another rule in place of BCaLL; ${many}.`,
      columns: 2,
      panels: [
        {
          kind: 'plot',
          title: 'Accuracy',
          x: variants,
          y: { label: 'accuracy', unit: '', min: 0, max: 1 },
          layers: [{ series: 'accuracy', style: 'dots', role: 'accent' }],
          marks: [{ axis: 'y', at: 1 / classes, label: 'chance' }],
        },
        {
          kind: 'plot',
          title: 'Rates',
          x: variants,
          y: { label: 'rate', unit: 'Hz', min: 0 },
          layers: [
            { series: 'rateOwnHz', style: 'dots', role: 'accent' },
            { series: 'rateOthersHz', style: 'dots', role: 'grey' },
          ],
        },
      ],
    },
    {
      id: 'ablations-weights',
      title: 'Hidden weights with each mechanism removed',
      caption: 'Fraction of the synapses by hidden weight after training, averaged over seeds.',
      columns: 3,
      panels: rows.map(({ variant }): PlotPanel => ({
        kind: 'plot',
        title: variant.label,
        x: { label: 'hidden weight', unit: '', min: 0, max: 1 },
        y: { label: 'synapses', unit: '', min: 0 },
        layers: [{ series: `hiddenWeights.${variant.id}`, style: 'bars', role: 'accent' }],
      })),
    },
  ]
}
