import type { Design } from '../../../../../contract/design/index.ts'
import { short } from '../../../../ui/format.ts'
import type { Graph, GraphEdge, GraphNode } from '../types.ts'
import { countText, ruleBadge, spanText } from '../words.ts'

export type PairDesign = Extract<
  Design,
  {
    kind:
      | 'mean-trace'
      | 'pair-trace'
      | 'stdp-window'
      | 'srdp'
      | 'rate-maps'
      | 'compare-rules'
      | 'hardware-robustness'
      | 'timing-modulation'
  }
>

/** One synapse, and the protocol that makes both of its neurons fire. */
export function pairGraph(design: PairDesign): Graph {
  const { part, title, does } = protocolOf(design)
  const { rule } = design
  const hasTraces = !('kind' in rule) || rule.kind === 'bcall'
  return {
    nodes: [
      { ...{ id: 'protocol', title, part, role: 'ltp', x: 180, y: 0 }, subtitle: does },
      {
        ...{ id: 'pre', title: 'presynaptic', part: 'rule', role: 'grey', x: 0, y: 104 },
        subtitle: hasTraces ? `trace ${short(rule.tauPreMs)} ms` : '1 neuron',
      },
      {
        ...{ id: 'post', title: 'postsynaptic', part: 'rule', role: 'accent', x: 360, y: 104 },
        subtitle: hasTraces ? `trace ${short(rule.tauPostMs)} ms` : '1 neuron',
      },
    ],
    edges: [
      { id: 'protocol-pre', from: 'protocol', to: 'pre', part, role: 'ltp', sign: 'excites' },
      { id: 'protocol-post', from: 'protocol', to: 'post', part, role: 'ltp', sign: 'excites' },
      {
        ...{ id: 'pre-post', from: 'pre', to: 'post', part: 'rule', role: 'accent', sign: 'excites' },
        ...{ label: 'one synapse', plastic: ruleBadge(design) },
      },
    ],
  }
}

/** Which part of the design makes the two neurons fire, and how. */
function protocolOf(design: PairDesign): { part: string; title: string; does: string } {
  switch (design.kind) {
    case 'mean-trace':
      return { part: 'rates', title: 'Poisson, equal', does: spanText([design.rates.fromHz, design.rates.toHz], 'Hz') }
    case 'pair-trace':
      return {
        ...{ part: 'pair', title: 'Poisson' },
        does: `${short(design.pair.preHz)} and ${short(design.pair.postHz)} Hz`,
      }
    case 'stdp-window':
      return { part: 'window', title: 'pairs of spikes', does: `lags to ±${short(design.window.largestLagMs)} ms` }
    case 'srdp':
      return {
        ...{ part: 'pairing', title: 'pairs of spikes' },
        does: `±${short(design.pairing.lagMs)} ms, ${spanText([design.pairing.fromHz, design.pairing.toHz], 'Hz')}`,
      }
    case 'rate-maps':
      return { part: 'maps', title: 'Poisson trains', does: spanText([design.maps.fromHz, design.maps.toHz], 'Hz') }
    case 'compare-rules':
      return { part: 'protocol', title: 'all protocols', does: 'this rule and its peers' }
    case 'hardware-robustness':
      return { part: 'hardware', title: 'hardware', does: spanText(design.hardware.bits, 'bits') }
    case 'timing-modulation':
      return {
        ...{ part: 'drive', title: 'correlated spikes' },
        does: `c ${spanText(design.drive.correlations, '')}, ±${short(design.drive.lagMs)} ms`,
      }
  }
}

/** The pair, and below it a network whose teacher fires in time with its inputs. */
export function timingGraph(design: Extract<Design, { kind: 'timing-modulation' }>): Graph {
  const { drive, network } = design
  const pair = pairGraph(design)
  const nodes: GraphNode[] = [
    {
      ...{ id: 'inputs', title: 'inputs', part: 'network', role: 'grey', x: 0, y: 222 },
      subtitle: `${countText(network.inputs, 'neuron')}, ${short(drive.rateHz)} Hz`,
    },
    {
      ...{ id: 'outputs', title: 'outputs', part: 'network', role: 'accent', x: 360, y: 222 },
      subtitle: countText(network.outputs, 'neuron'),
    },
    {
      ...{ id: 'teacher', title: 'teacher', part: 'drive', role: 'ltp', x: 560, y: 222 },
      subtitle: 'in time with inputs',
    },
  ]
  const edges: GraphEdge[] = [
    {
      ...{ id: 'inputs-outputs', from: 'inputs', to: 'outputs', part: 'network', role: 'accent', sign: 'excites' },
      ...{ label: 'all-to-all', detail: `${short(network.weightMv)} mV`, plastic: ruleBadge(design) },
    },
    { id: 'teacher-outputs', from: 'teacher', to: 'outputs', part: 'drive', role: 'ltp', sign: 'excites' },
  ]
  return { nodes: [...pair.nodes, ...nodes], edges: [...pair.edges, ...edges] }
}
