import type { Figure, Results } from '../../results.ts'
import type { SupervisedDesign } from './design.ts'

/** Figures of a run that learned digits; parts that a stopped run lacks are left out. */
export function figuresOf(design: SupervisedDesign, series: Results['series'], arrays: Results['arrays']): Figure[] {
  const digits = Array.from({ length: design.output.classes }, (_, c) => String(c))
  const figures: Figure[] = []
  if (series.accuracy.x.length > 0) {
    figures.push({
      id: 'learning',
      title: 'Learning',
      caption:
        'On training digits that were held out: accuracy, and what the mean responses to different classes have in common (0: nothing, 1: they are not told apart). Right: synapses that opened or closed.',
      panels: [
        {
          kind: 'plot',
          title: 'Accuracy',
          x: { label: 'training digits', unit: '' },
          y: { label: 'accuracy, held-out digits', unit: '', min: 0, max: 1 },
          layers: [{ series: 'accuracy', style: 'line', role: 'accent' }],
          marks: [{ axis: 'y', at: 1 / design.output.classes, label: 'chance' }],
        },
        {
          kind: 'plot',
          title: 'Overlap of the classes',
          x: { label: 'training digits', unit: '' },
          y: { label: 'overlap', unit: '', min: 0 },
          layers: [
            { series: 'overlap', style: 'line', role: 'accent' },
            { series: 'shuffledOverlap', style: 'dashed', role: 'grey' },
          ],
        },
        {
          kind: 'plot',
          title: 'Weight flips',
          x: { label: 'training digits', unit: '' },
          y: { label: 'flips', unit: 'synapses per digit', min: 0 },
          layers: [{ series: 'flips', style: 'line', role: 'grey' }],
        },
      ],
    })
  }
  figures.push({
    id: 'weights',
    title: 'Hidden weights',
    caption: 'The two modes of the bistable hidden weights after training.',
    panels: [
      {
        kind: 'plot',
        title: 'Hidden weights',
        x: { label: 'hidden weight', unit: '', min: 0, max: 1 },
        y: { label: 'synapses', unit: '', min: 0 },
        layers: [{ series: 'hiddenWeightHistogram', style: 'bars', role: 'accent' }],
        marks: [{ axis: 'x', at: design.rule.thetaW, label: 'θ_w' }],
      },
    ],
  })
  const expanded = design.stimulus.expansion.kind !== 'none'
  if (arrays.receptiveFields) {
    figures.push({
      id: 'receptive-fields',
      title: 'Receptive fields',
      caption: expanded
        ? 'What the open synapses of a class look for: the patches of their fixed units summed, ink in orange and its absence in blue.'
        : 'Fraction of the units of a class whose synapse from a pixel is open.',
      panels: [
        {
          kind: 'images',
          title: 'Receptive fields',
          array: 'receptiveFields',
          captions: digits,
          colours: expanded ? 'diverging' : 'sequential',
          valueLabel: expanded ? 'looked for' : 'open synapses',
        },
      ],
    })
  }
  if (arrays.confusion) {
    figures.push({
      id: 'confusion',
      title: 'Confusion matrix',
      caption: 'Test digits by class and answer.',
      panels: [{ kind: 'map', title: 'Confusion', array: 'confusion', colours: 'sequential', valueLabel: 'digits' }],
    })
  }
  return figures
}
