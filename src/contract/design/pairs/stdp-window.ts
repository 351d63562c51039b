import { z } from 'zod'
import { nameField } from '../labels.ts'
import { count, part, quantity } from '../../fields.ts'
import { heldRuleSchema } from '../rule.ts'
import { anyQuality, numbers, openGatesSchema, protocolFields } from './shared.ts'

/** Spike-timing-dependent plasticity: weight change against the lag of the postsynaptic spike. */
export const stdpWindowSchema = z.strictObject({
  kind: z.literal('stdp-window'),
  name: nameField('STDP window'),
  ...protocolFields,
  quality: anyQuality,
  rule: heldRuleSchema,
  stopLearning: openGatesSchema,
  window: part('Window', {
    largestLagMs: quantity({
      label: 'Largest lag',
      symbol: 'Δt',
      unit: 'ms',
      min: 1,
      max: 1000,
      default: 100,
      doc: 'Lags t_post − t_pre run from minus to plus this value.',
    }),
    lags: count({
      label: 'Lags on each side',
      unit: '',
      min: 3,
      max: 500,
      default: 25,
      doc: 'How many lags on either side of zero.',
    }),
    pairs: count({
      label: 'Pairs',
      unit: 'pairs',
      min: 1,
      max: 1000,
      default: 60,
      doc: 'Pairs in the repeated protocol of the second panel; the first panel shows a single pair from rest.',
    }),
    frequenciesHz: numbers({
      label: 'Pairing frequencies',
      unit: 'Hz',
      min: 0.1,
      max: 500,
      atMost: 8,
      default: [1, 10, 20, 40],
      doc: 'How the window changes when the pairs are repeated at these frequencies; lags up to half a period.',
    }),
  }),
})

export type StdpWindowDesign = z.infer<typeof stdpWindowSchema>
