import { z } from 'zod'
import { nameField } from '../labels.ts'
import { count, part, quantity } from '../../fields.ts'
import { heldRuleSchema } from '../rule.ts'
import { openGatesSchema, protocolFields, mustRise, rising } from './shared.ts'

/** Net weight change over the plane of pre- and postsynaptic rates, for independent and for biased pairings. */
export const rateMapsSchema = z
  .strictObject({
    kind: z.literal('rate-maps'),
    name: nameField('Rate maps'),
    ...protocolFields,
    rule: heldRuleSchema,
    stopLearning: openGatesSchema,
    maps: part('Maps', {
      fromHz: quantity({
        label: 'Lowest rate',
        unit: 'Hz',
        min: 0.5,
        max: 500,
        default: 5,
        doc: 'First rate of both axes.',
      }),
      toHz: quantity({
        label: 'Highest rate',
        unit: 'Hz',
        min: 1,
        max: 1000,
        default: 100,
        doc: 'Last rate of both axes.',
      }),
      points: count({ label: 'Rates', unit: '', min: 3, max: 60, default: 20, doc: 'How many rates on either axis.' }),
      shiftMs: quantity({
        label: 'Shift',
        unit: 'ms',
        min: 0.1,
        max: 200,
        default: 5,
        doc: 'In the biased pairings the slower train consists of spikes of the faster one, shifted by this much.',
      }),
    }),
  })
  .refine(({ maps }) => rising(maps), mustRise('maps'))

export type RateMapsDesign = z.infer<typeof rateMapsSchema>
