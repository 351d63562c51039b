import { z } from 'zod'
import { nameField } from '../labels.ts'
import { count, part, quantity } from '../../fields.ts'
import { calciumPartsAtHalf, mustBeHalf, networkRuleSchema, onlyBcall } from '../network-rule.ts'
import { numbers, openGatesSchema, protocolFields } from './shared.ts'

/** Learning at equal rates and equal parameters, spike correlation and lag varied: a pair of neurons, and a feed-forward network. */
export const timingModulationSchema = z
  .strictObject({
    kind: z.literal('timing-modulation'),
    name: nameField('Timing modulates learning'),
    ...protocolFields,
    rule: networkRuleSchema,
    stopLearning: onlyBcall(openGatesSchema),
    drive: part('Drive', {
      rateHz: quantity({
        label: 'Rate',
        unit: 'Hz',
        min: 1,
        max: 200,
        default: 30,
        doc: 'Mean rate of every neuron, on either side, under every condition.',
      }),
      correlations: numbers({
        label: 'Correlations',
        symbol: 'c',
        min: 0,
        max: 1,
        atMost: 12,
        default: [0, 0.1, 0.2, 0.4, 0.6],
        doc: 'Part of the postsynaptic spikes that follow (or precede) a presynaptic one at the lag; 0 is always measured.',
      }),
      lagMs: count({
        label: 'Lag',
        unit: 'ms',
        min: 1,
        max: 100,
        default: 5,
        doc: 'Distance of correlated spikes; both orders are measured.',
      }),
    }),
    network: part('Network', {
      inputs: count({
        label: 'Inputs',
        unit: 'neurons',
        min: 1,
        max: 1000,
        default: 40,
        doc: 'Presynaptic neurons, each with a plastic synapse to every output; their spikes correlate pairwise as stated.',
      }),
      outputs: count({
        label: 'Outputs',
        unit: 'neurons',
        min: 1,
        max: 1000,
        default: 20,
        doc: 'Integrate-and-fire neurons, made to fire by a teacher whose spikes correlate with the inputs.',
      }),
      weightMv: quantity({
        label: 'Efficacy of an open synapse',
        unit: 'mV',
        min: 0,
        max: 1,
        default: 0.05,
        doc: 'Jump of the membrane at an input spike: so small that only the teacher makes an output fire, which keeps the rates equal.',
      }),
    }),
  })
  .refine(calciumPartsAtHalf, mustBeHalf)

export type TimingModulationDesign = z.infer<typeof timingModulationSchema>
