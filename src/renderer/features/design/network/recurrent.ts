import type { Design } from '../../../../contract/design/index.ts'
import { short, whole } from '../../../ui/format.ts'
import type { Graph } from './types.ts'

/** Pixel neurons and pools, each other's input; what a neuron does to its own group is told in its node. */
export function recurrentGraph(design: Extract<Design, { recurrence: unknown }>): Graph {
  const { stimulus, output, teacher, recurrence, inhibition } = design
  const plastic = { title: 'BCaLL', part: 'rule' }
  return {
    nodes: [
      {
        ...{ id: 'input', title: 'stimulus', part: 'stimulus', role: 'grey', x: 0, y: 104 },
        subtitle: `pixels at ${short(stimulus.onRateHz)} Hz`,
      },
      {
        ...{ id: 'pixels', title: 'pixel neurons', part: 'recurrence', role: 'accent', x: 190, y: 104 },
        subtitle: `among each other: ${short(recurrence.pixelToPixelMv)} mV`,
      },
      {
        ...{ id: 'pools', title: 'pools', part: 'output', role: 'accent', x: 430, y: 104 },
        ...{ subtitle: `${output.classes} of ${whole(output.unitsPerClass)}`, pools: output.classes },
      },
      {
        ...{ id: 'inhibition', title: 'inhibition', part: 'inhibition', role: 'ltd', x: 310, y: 0 },
        subtitle: 'coding level',
      },
      {
        ...{ id: 'teacher', title: 'teacher', part: 'teacher', role: 'ltp', x: 500, y: 0 },
        subtitle: `${short(teacher.currentMv)} mV`,
      },
      {
        ...{ id: 'readout', title: 'readout', part: 'evaluation', role: 'grey', x: 600, y: 104 },
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
        ...{ label: 'all-to-all', plastic },
        detail: `${short(recurrence.pixelToPoolMv)} mV, back ${short(recurrence.poolToPixelMv)} mV`,
      },
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
        label: teacher.leadMs > 0 ? `leads by ${short(teacher.leadMs)} ms` : 'with the digit',
      },
      { id: 'pools-readout', from: 'pools', to: 'readout', part: 'evaluation', role: 'grey', sign: 'reads' },
    ],
  }
}
