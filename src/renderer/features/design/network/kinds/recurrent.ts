import type { Design } from '../../../../../contract/design/index.ts'
import { short, whole } from '../../../../ui/format.ts'
import type { Graph, GraphEdge } from '../types.ts'
import { delayText, ruleBadge } from '../words.ts'

type Recurrent = Extract<Design, { kind: 'recurrent' }>

/** Pixel neurons and pools, plastic synapses from all to all, one inhibition for all, and a teacher of the pools. */
export function recurrentGraph(design: Recurrent): Graph {
  const { stimulus, output, teacher, recurrence, inhibition } = design
  const taught = teacher.leadMs > 0 ? `leads by ${short(teacher.leadMs)} ms` : 'with the digit'
  return {
    nodes: [
      {
        ...{ id: 'input', title: 'stimulus', part: 'stimulus', role: 'grey', x: 0, y: 110 },
        subtitle: `pixels at ${short(stimulus.onRateHz)} Hz`,
      },
      {
        ...{
          id: 'pixels',
          title: 'pixel neurons',
          part: 'recurrence',
          also: ['neuron'],
          role: 'accent',
          x: 220,
          y: 110,
        },
        subtitle: 'one for each pixel',
      },
      {
        ...{ id: 'pools', title: 'pools', part: 'output', also: ['neuron'], role: 'accent', x: 520, y: 110 },
        ...{ subtitle: `${output.classes} of ${whole(output.unitsPerClass)}`, pools: output.classes },
      },
      {
        ...{ id: 'inhibition', title: 'inhibition', part: 'inhibition', role: 'ltd', x: 330, y: 0 },
        subtitle: 'coding level',
      },
      {
        ...{ id: 'teacher', title: 'teacher', part: 'teacher', role: 'ltp', x: 520, y: 0 },
        subtitle: `${short(teacher.currentMv)} mV`,
      },
      {
        ...{ id: 'readout', title: 'readout', part: 'evaluation', also: ['recall'], role: 'grey', x: 700, y: 110 },
        subtitle: 'pool with most spikes',
      },
    ],
    edges: [
      {
        ...{ id: 'input-pixels', from: 'input', to: 'pixels', part: 'recurrence', role: 'grey', sign: 'excites' },
        ...{ label: 'one to one', detail: `${short(recurrence.inputMv)} mV` },
      },
      {
        ...{ id: 'pixels-pools', from: 'pixels', to: 'pools', part: 'recurrence', role: 'accent', sign: 'excites' },
        ...{ aside: 12, label: `all-to-all, ${short(recurrence.pixelToPoolMv)} mV`, plastic: ruleBadge(design) },
      },
      {
        ...{ id: 'pools-pixels', from: 'pools', to: 'pixels', part: 'recurrence', role: 'accent', sign: 'excites' },
        ...{ aside: 12, detail: `back, ${short(recurrence.poolToPixelMv)} mV` },
      },
      loop(design, 'pixels', recurrence.pixelToPixelMv),
      loop(design, 'pools', recurrence.poolToPoolMv),
      {
        ...{ id: 'pixels-inhibition', from: 'pixels', to: 'inhibition', part: 'inhibition', role: 'grey' },
        ...{ sign: 'reads', label: 'spikes' },
      },
      {
        ...{ id: 'inhibition-pools', from: 'inhibition', to: 'pools', part: 'inhibition', role: 'ltd' },
        ...{ sign: 'inhibits', label: `−${short(inhibition.gain)} J` },
      },
      {
        ...{ id: 'teacher-pools', from: 'teacher', to: 'pools', part: 'teacher', role: 'ltp', sign: 'excites' },
        label: taught,
      },
      { id: 'pools-readout', from: 'pools', to: 'readout', part: 'evaluation', role: 'grey', sign: 'reads' },
    ],
  }
}

/** Among neurons of one kind, with gates of their own. */
function loop({ recurrence }: Recurrent, id: string, weightMv: number): GraphEdge {
  return {
    ...{ id: `${id}-${id}`, from: id, to: id, part: 'recurrence', also: ['recurrentStopLearning'], role: 'accent' },
    ...{ sign: 'excites', detail: `plastic, ${short(weightMv)} mV, ${delayText(recurrence.delaySteps)}` },
  }
}
