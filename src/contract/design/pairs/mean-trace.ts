import { z } from 'zod'
import { nameField } from '../labels.ts'
import { count, part, quantity, withIdle } from '../../fields.ts'
import { heldRuleSchema } from '../rule.ts'
import { numbers, openGatesSchema, protocolFields, mustRise, rising } from './shared.ts'

const jumps = 'The jumps below take its place, one curve for each.'

/** Mean trace and net weight change against the rate of both neurons, for several jumps. */
export const meanTraceSchema = z
  .strictObject({
    kind: z.literal('mean-trace'),
    name: nameField('Mean trace and transition rate'),
    ...protocolFields,
    rule: withIdle(heldRuleSchema, { jumpPre: jumps, jumpPost: jumps }),
    stopLearning: openGatesSchema,
    rates: part('Rates', {
      jumps: numbers({
        label: 'Jumps',
        symbol: 'a',
        min: 0.01,
        max: 1,
        atMost: 8,
        default: [1, 0.5, 0.2, 0.1],
        doc: 'Each replaces both jumps of the rule: one curve for each.',
      }),
      fromHz: quantity({
        label: 'Lowest rate',
        unit: 'Hz',
        min: 0.1,
        max: 1000,
        default: 2,
        scale: 'log',
        doc: 'Both neurons fire as independent Poisson trains of one rate, from this rate on.',
      }),
      toHz: quantity({
        label: 'Highest rate',
        unit: 'Hz',
        min: 0.2,
        max: 2000,
        default: 320,
        scale: 'log',
        doc: 'The last rate; the rates between are spaced logarithmically.',
      }),
      points: count({ label: 'Rates', unit: '', min: 3, max: 100, default: 16, doc: 'How many rates.' }),
    }),
  })
  .refine(({ rates }) => rising(rates), mustRise('rates'))

export type MeanTraceDesign = z.infer<typeof meanTraceSchema>
