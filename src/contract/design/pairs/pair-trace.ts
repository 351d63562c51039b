import { z } from 'zod'
import { nameField } from '../labels.ts'
import { part, quantity } from '../../fields.ts'
import { followedRuleSchema } from '../rule.ts'
import { anyQuality, openGatesSchema, protocolFields } from './shared.ts'

/** Both traces and the hidden weight of one synapse over time. */
export const pairTraceSchema = z.strictObject({
  kind: z.literal('pair-trace'),
  name: nameField('One synapse over time'),
  ...protocolFields,
  quality: anyQuality,
  rule: followedRuleSchema,
  stopLearning: openGatesSchema,
  pair: part('Pair', {
    preHz: quantity({
      label: 'Presynaptic rate',
      symbol: 'rᵢ',
      unit: 'Hz',
      min: 0,
      max: 1000,
      default: 20,
      doc: 'Poisson rate of the presynaptic neuron.',
    }),
    postHz: quantity({
      label: 'Postsynaptic rate',
      symbol: 'rⱼ',
      unit: 'Hz',
      min: 0,
      max: 1000,
      default: 20,
      doc: 'Poisson rate of the postsynaptic neuron.',
    }),
    durationMs: quantity({
      label: 'Duration',
      unit: 'ms',
      min: 10,
      max: 60000,
      default: 1000,
      doc: 'How long the pair is watched.',
    }),
    initialWeight: quantity({
      label: 'Initial hidden weight',
      symbol: 'w',
      unit: '',
      min: 0,
      max: 1,
      default: 0.45,
      doc: 'Hidden weight at the start; the traces start from rest.',
    }),
  }),
})

export type PairTraceDesign = z.infer<typeof pairTraceSchema>
