import type { Figure, PlotAxis, PlotLayer } from '../../results.ts'
import type { Shown } from './measure.ts'

export function continuousFigures(rows: readonly Shown[], seeds: number): Figure[] {
  if (rows.length === 0) return []
  const { classes } = rows[0].presentation.design.output
  const x: PlotAxis = { label: 'training digits', unit: '' }
  const layers = (name: string): PlotLayer[] =>
    rows.flatMap(({ presentation }, p): PlotLayer[] => {
      const [series, role] = [`${name}.${presentation.id}`, `series-${p}` as const]
      return [
        { series, style: 'band', role },
        { series, style: 'line', role },
      ]
    })
  // It is 1 for all of them: one stands for all.
  const shuffled: PlotLayer = { series: `shuffledOverlap.${rows[0].presentation.id}`, style: 'dashed', role: 'grey' }
  return [
    {
      id: 'continuous',
      title: 'Continuous presentation',
      caption: `Digits streamed without gap or rest, and shown one by one; ${seeds > 1 ? `mean and standard deviation over ${seeds} seeds` : 'one seed'}, on held-out digits. Overlap: cosine of the mean responses to two classes over that of two halves of one class (0: no unit answers to both, 1: not told apart); dashed: labels shuffled.`,
      columns: 2,
      panels: [
        {
          ...{ kind: 'plot', title: 'Overlap of the classes', x },
          y: { label: 'overlap', unit: '', min: 0 },
          layers: [...layers('overlap'), shuffled],
        },
        {
          ...{ kind: 'plot', title: 'Accuracy', x },
          y: { label: 'accuracy, held-out digits', unit: '', min: 0, max: 1 },
          layers: layers('accuracy'),
          marks: [{ axis: 'y', at: 1 / classes, label: 'chance' }],
        },
      ],
    },
  ]
}
