import type { Design } from '../../../../../contract/design/index.ts'
import { short, whole } from '../../../../ui/format.ts'
import type { Graph, GraphEdge, GraphNode } from '../types.ts'
import { delayText, ruleBadge } from '../words.ts'

type Classifier = Extract<Design, { output: unknown; synapse: unknown; rule: unknown }>

/** Inputs, perhaps through fixed units, onto pools of units: with inhibition, a teacher, and a readout of the pools. */
export function classifierGraph(design: Classifier): Graph {
  const { stimulus, output, synapse, teacher, inhibition } = design
  const expansion = expanded(stimulus)
  const shift = expansion === null ? 0 : 210
  const source = expansion === null ? 'input' : 'expansion'
  const taught =
    teacher.kind === 'current'
      ? `${short(teacher.currentMv)} mV`
      : `${short(teacher.rateHz)} Hz of ${short(teacher.spikeMv)} mV`
  const nodes: GraphNode[] = [
    {
      ...{ id: 'input', title: 'input', part: 'stimulus', role: 'grey', x: -shift, y: 104 },
      subtitle: inputText(stimulus),
    },
    ...(expansion === null ? [] : [expansion.node]),
    {
      ...{ id: 'output', title: 'output', part: 'output', also: ['neuron'], role: 'accent', x: 380, y: 104 },
      ...{ subtitle: `${output.classes} pools of ${whole(output.unitsPerClass)}`, pools: output.classes },
    },
    {
      ...{ id: 'inhibition', title: 'inhibition', part: 'inhibition', role: 'ltd', x: 190, y: 0 },
      ...{ subtitle: inhibition.on ? 'coding level' : 'off', off: !inhibition.on },
    },
    { ...{ id: 'teacher', title: 'teacher', part: 'teacher', role: 'ltp', x: 380, y: 0 }, subtitle: taught },
    {
      ...{ id: 'readout', title: 'readout', part: 'evaluation', role: 'grey', x: 550, y: 104 },
      subtitle: 'pool with most spikes',
    },
  ]
  const edges: GraphEdge[] = [
    ...(expansion === null ? [] : [expansion.edge]),
    {
      ...{ id: 'input-output', from: source, to: 'output', part: 'synapse', role: 'accent', sign: 'excites' },
      ...{ label: connectivityOf(synapse), detail: `${short(synapse.weightMv)} mV, ${delayText(synapse.delaySteps)}` },
      plastic: ruleBadge(design),
    },
    {
      ...{ id: 'input-inhibition', from: source, to: 'inhibition', part: 'inhibition', role: 'grey', sign: 'reads' },
      ...{ label: 'active inputs', off: !inhibition.on },
    },
    {
      ...{ id: 'inhibition-output', from: 'inhibition', to: 'output', part: 'inhibition', role: 'ltd' },
      ...{ sign: 'inhibits', label: `−${short(inhibition.gain)} (N − ${short(inhibition.offset)})` },
      off: !inhibition.on,
    },
    {
      ...{ id: 'teacher-output', from: 'teacher', to: 'output', part: 'teacher', role: 'ltp', sign: 'excites' },
      label: teacher.leadMs > 0 ? `leads by ${short(teacher.leadMs)} ms` : 'with the digit',
    },
    { id: 'output-readout', from: 'output', to: 'readout', part: 'evaluation', role: 'grey', sign: 'reads' },
  ]
  return { nodes, edges }
}

/** Only of the shipped digits is it known here how many pixels they have. */
function inputText({ dataset, onRateHz, biasInputs }: Classifier['stimulus']): string {
  const pixels = dataset === 'mnist' ? '784 pixels' : 'pixels'
  return `${pixels}${biasInputs > 0 ? ` + ${whole(biasInputs)}` : ''}, ${short(onRateHz)} Hz`
}

/** Fixed units between the pixels and the plastic synapses. */
function expanded({ expansion }: Classifier['stimulus']): { node: GraphNode; edge: GraphEdge } | null {
  if (expansion.kind === 'none') return null
  return {
    node: {
      ...{ id: 'expansion', title: expansion.kind, part: 'stimulus', role: 'grey', x: 0, y: 104 },
      subtitle: `${whole(expansion.units)} fixed units`,
    },
    edge: {
      ...{ id: 'input-expansion', from: 'input', to: 'expansion', part: 'stimulus', role: 'grey', sign: 'excites' },
      label: `${short(expansion.sideFromPx)} to ${short(expansion.sideToPx)} px`,
    },
  }
}

function connectivityOf({ connectivity, probability, fanIn }: Classifier['synapse']): string {
  switch (connectivity) {
    case 'all-to-all':
      return 'all-to-all'
    case 'random':
      return `each with p ${short(probability)}`
    case 'fixed-fan-in':
      return `${whole(fanIn)} inputs each`
  }
}
