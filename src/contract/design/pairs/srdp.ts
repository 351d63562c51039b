import { z } from 'zod'
import { nameField } from '../labels.ts'
import { count, part, quantity } from '../../fields.ts'
import { heldRuleSchema } from '../rule.ts'
import { anyQuality, openGatesSchema, protocolFields, mustRise, rising } from './shared.ts'

/** Spike-rate-dependent plasticity: weight change against the pairing frequency at a fixed lag of either sign. */
export const srdpSchema = z
  .strictObject({
    kind: z.literal('srdp'),
    name: nameField('SRDP curve'),
    ...protocolFields,
    quality: anyQuality,
    rule: heldRuleSchema,
    stopLearning: openGatesSchema,
    pairing: part('Pairing', {
      lagMs: quantity({
        label: 'Lag',
        symbol: '|Δt|',
        unit: 'ms',
        min: 0.1,
        max: 500,
        default: 10,
        doc: 'Distance of the two spikes of a pair; both orders are tried.',
      }),
      fromHz: quantity({
        label: 'Lowest frequency',
        unit: 'Hz',
        min: 0.01,
        max: 1000,
        default: 1,
        doc: 'First pairing frequency.',
      }),
      toHz: quantity({
        label: 'Highest frequency',
        unit: 'Hz',
        min: 0.1,
        max: 5000,
        default: 50,
        doc: 'Last pairing frequency; its period must be longer than the lag. Once it is shorter than twice the lag, a spike is nearer to the next pair than to its own.',
      }),
      points: count({ label: 'Frequencies', unit: '', min: 3, max: 500, default: 30, doc: 'How many frequencies.' }),
      pairs: count({
        label: 'Pairs',
        unit: 'pairs',
        min: 1,
        max: 10000,
        default: 60,
        doc: 'Pairs at each frequency, from rest.',
      }),
    }),
  })
  .refine(({ pairing }) => rising(pairing), mustRise('pairing'))
  .refine(({ pairing }) => pairing.toHz * pairing.lagMs < 1000, {
    message: 'the period of the highest frequency must be longer than the lag',
    path: ['pairing', 'toHz'],
  })

export type SrdpDesign = z.infer<typeof srdpSchema>
