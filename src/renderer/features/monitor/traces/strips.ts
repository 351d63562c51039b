import type { NetworkDesign } from '../../../../contract/abilities.ts'
import type { Probe } from '../../../../contract/api.ts'
import { OUTPUT, PLASTIC } from '../live/names.ts'
import type { SynapseId } from './selection.ts'

type Colour = 'text' | 'muted' | 'accent' | 'ltp' | 'ltd'

export interface TraceCurve {
  name: string
  probe: Probe
  colour: Colour
  width: number
  /** Added to what the probe reads. */
  plus?: number
  /** Orange above, blue below. */
  split?: number
}

/** One pair of axes in a stack of traces that share their time. */
export interface Strip {
  name: string
  unit: string
  min: number
  max: number
  /** The range reaches as far as the data do. */
  reach?: boolean
  ticks: number[]
  curves: TraceCurve[]
  /** Where something happens: the calcium gates. */
  bands: { from: number; to: number; colour: Colour; label: string }[]
  lines: { at: number; label: string }[]
}

/** What is traced of a unit. */
export function neuronProbes(unit: number): [membrane: Probe, calcium: Probe] {
  return [
    { kind: 'membrane', population: OUTPUT, neuron: unit },
    { kind: 'calcium', projection: PLASTIC, neuron: unit },
  ]
}

/** What is traced of a synapse. */
export function synapseProbes({
  projection = PLASTIC,
  pre,
  post,
}: SynapseId): [xPre: Probe, xPost: Probe, weight: Probe] {
  return [
    { kind: 'xPre', projection, neuron: pre },
    { kind: 'xPost', projection, neuron: post },
    { kind: 'hiddenWeight', projection, pre, post },
  ]
}

/** Membrane and calcium of a unit, with the threshold and the gates of its design. */
export function neuronStrips({ neuron, stopLearning }: NetworkDesign, unit: number, label = ''): Strip[] {
  const { restMv, resetMv, thresholdMv } = neuron
  const [membrane, calcium] = neuronProbes(unit)
  const low = Math.min(restMv, resetMv)
  const reach = thresholdMv - low
  const gates = [
    { from: stopLearning.ltdLow, to: stopLearning.ltdHigh, colour: 'ltd' as const, label: 'LTD' },
    { from: stopLearning.ltpLow, to: stopLearning.ltpHigh, colour: 'ltp' as const, label: 'LTP' },
  ]
  const top = stopLearning.on ? Math.min(1, 1.25 * Math.max(stopLearning.ltdHigh, stopLearning.ltpHigh)) : 1
  return [
    {
      name: `membrane${label}`,
      unit: 'mV',
      min: low - 0.25 * reach,
      max: thresholdMv + 0.25 * reach,
      reach: true,
      ticks: [...new Set([low, thresholdMv])],
      curves: [{ name: 'membrane', probe: membrane, colour: 'text', width: 1, plus: restMv }],
      bands: [],
      lines: [{ at: thresholdMv, label: 'V_th' }],
    },
    {
      name: `calcium${label}`,
      unit: '',
      min: 0,
      max: top,
      reach: true,
      ticks: stopLearning.on ? [...new Set([0, stopLearning.ltdHigh, stopLearning.ltpHigh])] : [0, 0.5, 1],
      curves: [{ name: 'calcium', probe: calcium, colour: 'text', width: 1.5 }],
      bands: stopLearning.on ? gates : [],
      lines: [],
    },
  ]
}

/** Both traces of a synapse, and its hidden weight: orange while it is open, blue while it is closed. */
export function synapseStrip({ rule }: NetworkDesign, synapse: SynapseId, label = ''): Strip {
  const [xPre, xPost, weight] = synapseProbes(synapse)
  return {
    name: label,
    unit: '',
    min: 0,
    max: 1,
    ticks: [0, 0.5, 1],
    curves: [
      { name: 'xᵢ', probe: xPre, colour: 'muted', width: 1 },
      { name: 'xⱼ', probe: xPost, colour: 'accent', width: 1 },
      { name: 'w', probe: weight, colour: 'text', width: 2, split: rule.thetaW },
    ],
    bands: [],
    lines: [{ at: rule.thetaW, label: 'θ_w' }],
  }
}

export function probesOf(strips: readonly Strip[]): Probe[] {
  return strips.flatMap(({ curves }) => curves.map(({ probe }) => probe))
}
