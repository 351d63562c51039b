import type { Design } from '../../../../../contract/design/index.ts'
import { short } from '../../../../ui/format.ts'
import type { Graph } from '../types.ts'
import { countText, ruleBadge, spanText } from '../words.ts'

/** One population with plastic synapses onto itself, noise of its own, a common oscillation and global inhibition. */
export function oscillationGraph(design: Extract<Design, { kind: 'oscillation' }>): Graph {
  const { population, oscillation } = design
  return {
    nodes: [
      {
        ...{ id: 'noise', title: 'noise', part: 'population', role: 'grey', x: 0, y: 90 },
        subtitle: `each its own, ${short(population.noiseMv)} mV`,
      },
      {
        ...{ id: 'oscillation', title: 'oscillation', part: 'oscillation', role: 'ltp', x: 230, y: 0 },
        subtitle: `common, ${spanText(oscillation.frequenciesHz, 'Hz')}`,
      },
      {
        ...{
          id: 'population',
          title: 'population',
          part: 'population',
          also: ['neuron'],
          role: 'accent',
          x: 230,
          y: 90,
        },
        subtitle: `${countText(population.neurons, 'neuron')}, ${short(population.rateHz)} Hz`,
      },
      {
        ...{ id: 'inhibition', title: 'inhibition', part: 'population', role: 'ltd', x: 490, y: 90 },
        subtitle: 'global',
      },
    ],
    edges: [
      {
        ...{ id: 'noise-population', from: 'noise', to: 'population', part: 'population', role: 'grey' },
        sign: 'excites',
      },
      {
        ...{ id: 'oscillation-population', from: 'oscillation', to: 'population', part: 'oscillation', role: 'ltp' },
        ...{ sign: 'excites', label: spanText(oscillation.amplitudesMv, 'mV') },
      },
      {
        ...{ id: 'population-population', from: 'population', to: 'population', part: 'population', role: 'accent' },
        ...{ sign: 'excites', detail: `all-to-all, ${short(population.weightMv)} mV`, plastic: ruleBadge(design) },
      },
      {
        ...{ id: 'population-inhibition', from: 'population', to: 'inhibition', part: 'population', role: 'grey' },
        ...{ sign: 'reads', aside: 12, label: 'every spike' },
      },
      {
        ...{ id: 'inhibition-population', from: 'inhibition', to: 'population', part: 'population', role: 'ltd' },
        ...{ sign: 'inhibits', aside: 12, detail: `−${short(population.inhibitionMv)} mV` },
      },
    ],
  }
}
