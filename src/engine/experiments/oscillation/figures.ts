import type { OscillationDesign } from '../../../contract/design/oscillation.ts'
import type { Figure, PlotLayer, PlotPanel } from '../../results.ts'
import type { Summary } from './conditions.ts'
import { keyOf } from './results.ts'

export function oscillationFigures({ oscillation, population }: OscillationDesign, strongest: Summary): Figure[] {
  const { amplitudesMv } = oscillation
  const layers = (quantity: string, style: PlotLayer['style'] = 'line'): PlotLayer[] =>
    amplitudesMv.flatMap((amplitudeMv, a): PlotLayer[] => {
      const series = keyOf(quantity, amplitudeMv)
      const role = `series-${a + 1}` as const
      return [
        { series, style, role },
        { series, style: 'dots', role },
      ]
    })
  const x = { label: 'frequency of the oscillation', unit: 'Hz', scale: 'log' as const }
  const panel = (
    title: string,
    quantity: string,
    label: string,
    unit: string,
    marks: PlotPanel['marks'],
  ): PlotPanel => ({
    kind: 'plot',
    title,
    x,
    y: { label, unit },
    layers: layers(quantity),
    marks,
  })
  const one = [{ axis: 'y' as const, at: 1, label: 'no oscillation' }]
  return [
    {
      id: 'speed',
      title: 'Speed of synaptic change',
      caption:
        'A common oscillation below threshold makes synapses of a recurrent population change faster. Flips, and change of the hidden weights, relative to the same networks without oscillation; bars: 95% intervals over replicates.',
      panels: [
        panel('Flips', 'flipFactor', 'factor', '', one),
        panel('Weight change', 'changeFactor', 'factor', '', one),
        {
          kind: 'plot',
          title: 'Against synchrony',
          x: { label: 'correlation of spike counts', unit: '' },
          y: { label: 'factor of the flips', unit: '' },
          layers: [{ series: 'factorAgainstSynchrony', style: 'dots', role: 'accent' }],
          marks: one,
        },
      ],
    },
    {
      id: 'rates-and-synchrony',
      title: 'Rates and synchrony',
      caption:
        'The constant current is adjusted so that mean rates stay as they are; what changes is when neurons fire. Synchrony is the mean correlation of spike counts over all pairs; shifting the trains against each other removes it.',
      panels: [
        {
          ...panel('Mean rate', 'rate', 'rate', 'Hz', [{ axis: 'y', at: population.rateHz, label: 'asked for' }]),
          y: { label: 'rate', unit: 'Hz', min: 0, max: 2 * population.rateHz },
        },
        {
          ...panel('Synchrony', 'synchrony', 'correlation of spike counts', '', []),
          layers: [...layers('synchrony'), ...layers('nullSynchrony', 'dashed')],
        },
        {
          kind: 'plot',
          title: `Population rate, ${strongest.amplitudeMv} mV at ${strongest.frequencyHz} Hz`,
          x: { label: 'time', unit: 'ms' },
          y: { label: 'population rate', unit: 'Hz', min: 0 },
          layers: [
            { series: 'traceWithout', style: 'line', role: 'grey' },
            { series: 'traceWith', style: 'line', role: 'accent' },
          ],
        },
      ],
    },
  ]
}
