import type { Design } from '../../../../contract/design/index.ts'
import { short, whole } from '../../../ui/format.ts'
import { recurrentGraph } from './recurrent.ts'
import type { Graph, GraphEdge, GraphNode } from './types.ts'

type Classifier = Extract<Design, { output: unknown; synapse: unknown; rule: unknown }>
type PairProtocol = Exclude<Extract<Design, { rule: unknown }>, { output: unknown } | { population: unknown }>

/** The network that a design makes; null: it makes none. */
export function graphOf(design: Design): Graph | null {
  if (design.kind === 'linear-baseline') return baselineGraph(design)
  if (!('rule' in design) || 'population' in design) return null
  if ('recurrence' in design) return recurrentGraph(design)
  return 'output' in design ? classifierGraph(design) : pairGraph(design)
}

function classifierGraph(design: Classifier): Graph {
  const { stimulus, output, synapse, teacher, inhibition } = design
  const taught =
    teacher.kind === 'current'
      ? `${short(teacher.currentMv)} mV`
      : `${short(teacher.rateHz)} Hz of ${short(teacher.spikeMv)} mV`
  const nodes: GraphNode[] = [
    {
      ...{ id: 'input', title: 'input', part: 'stimulus', role: 'grey', x: 0, y: 104 },
      subtitle: `pixels at ${short(stimulus.onRateHz)} Hz${stimulus.biasInputs > 0 ? ` + ${whole(stimulus.biasInputs)} on` : ''}`,
    },
    {
      ...{ id: 'output', title: 'output', part: 'output', role: 'accent', x: 380, y: 104 },
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
    {
      ...{ id: 'input-output', from: 'input', to: 'output', part: 'synapse', role: 'accent', sign: 'excites' },
      ...{ label: connectivityOf(synapse), detail: `${short(synapse.weightMv)} mV, ${delayOf(synapse.delaySteps)}` },
      plastic: { title: ruleName(design), part: 'rule' },
    },
    {
      ...{ id: 'input-inhibition', from: 'input', to: 'inhibition', part: 'inhibition', role: 'grey', sign: 'reads' },
      ...{ label: 'active inputs', off: !inhibition.on },
    },
    {
      ...{
        id: 'inhibition-output',
        from: 'inhibition',
        to: 'output',
        part: 'inhibition',
        role: 'ltd',
        sign: 'inhibits',
      },
      ...{ label: `−${short(inhibition.gain)} (N − ${short(inhibition.offset)})`, off: !inhibition.on },
    },
    {
      ...{ id: 'teacher-output', from: 'teacher', to: 'output', part: 'teacher', role: 'ltp', sign: 'excites' },
      label: teacher.leadMs > 0 ? `leads by ${short(teacher.leadMs)} ms` : 'with the digit',
    },
    { id: 'output-readout', from: 'output', to: 'readout', part: 'evaluation', role: 'grey', sign: 'reads' },
  ]
  return { nodes, edges }
}

/** No spikes, and no rule: what one linear layer over the same pixels can do. */
function baselineGraph({ classifier }: Extract<Design, { kind: 'linear-baseline' }>): Graph {
  const units = classifier.unitsPerClass.map(whole).join(', ')
  const nodes: GraphNode[] = [
    { id: 'input', title: 'input', subtitle: 'binary pixels', part: 'stimulus', role: 'grey', x: 0, y: 0 },
    {
      id: 'layer',
      title: 'linear layer',
      subtitle: `${units} per class`,
      part: 'classifier',
      role: 'accent',
      x: 260,
      y: 0,
    },
    { id: 'readout', title: 'readout', subtitle: 'largest output', part: 'classifier', role: 'grey', x: 450, y: 0 },
  ]
  const edges: GraphEdge[] = [
    {
      ...{ id: 'input-layer', from: 'input', to: 'layer', part: 'classifier', role: 'accent', sign: 'excites' },
      ...{ label: 'all-to-all', detail: 'float and binary' },
    },
    { id: 'layer-readout', from: 'layer', to: 'readout', part: 'classifier', role: 'grey', sign: 'reads' },
  ]
  return { nodes, edges }
}

/** One synapse, and the protocol that makes both of its neurons fire. */
function pairGraph(design: PairProtocol): Graph {
  const protocol = Object.entries(design).find(
    ([name, part]) => typeof part === 'object' && part !== null && !['rule', 'stopLearning'].includes(name),
  )?.[0]
  const nodes: GraphNode[] = [
    { id: 'pre', title: 'presynaptic', subtitle: '1 neuron', part: protocol ?? 'rule', role: 'grey', x: 0, y: 0 },
    { id: 'post', title: 'postsynaptic', subtitle: '1 neuron', part: protocol ?? 'rule', role: 'accent', x: 360, y: 0 },
  ]
  const edges: GraphEdge[] = [
    {
      ...{ id: 'pre-post', from: 'pre', to: 'post', part: 'rule', role: 'accent', sign: 'excites' },
      ...{ label: 'one synapse', plastic: { title: ruleName(design), part: 'rule' } },
    },
  ]
  return { nodes, edges }
}

const ruleNames: Record<string, string> = {
  ...{ bcall: 'BCaLL', 'pair-stdp': 'pair STDP', triplet: 'triplet', sdsp: 'SDSP', calcium: 'calcium' },
}

function ruleName({ rule }: Extract<Design, { rule: unknown }>): string {
  return 'kind' in rule ? (ruleNames[rule.kind] ?? rule.kind) : ruleNames.bcall
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

function delayOf(steps: number): string {
  return steps === 0 ? 'no delay' : `${whole(steps)} ${steps === 1 ? 'step' : 'steps'} later`
}
