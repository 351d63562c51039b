import { z } from 'zod'
import { nameField } from '../labels.ts'
import { count, part, quantity } from '../../fields.ts'
import { heldRuleSchema } from '../rule.ts'
import { protocolFields } from './shared.ts'

/** BCaLL beside the rules the field knows, each with its published parameters. */
export const compareRulesSchema = z.strictObject({
  kind: z.literal('compare-rules'),
  name: nameField('Rules side by side'),
  ...protocolFields,
  rule: heldRuleSchema,
  protocol: part('Protocol', {
    largestLagMs: quantity({
      label: 'Largest lag',
      symbol: 'Δt',
      unit: 'ms',
      min: 10,
      max: 250,
      default: 100,
      doc: 'Lags of the STDP curves run from minus to plus this value.',
    }),
    lags: count({
      label: 'Lags on each side',
      unit: '',
      min: 5,
      max: 200,
      default: 40,
      doc: 'Lags on either side of zero.',
    }),
    pairs: count({ label: 'Pairs', unit: 'pairs', min: 5, max: 1000, default: 60, doc: 'Pairs of a protocol.' }),
    lagMs: quantity({
      label: 'SRDP lag',
      symbol: '|Δt|',
      unit: 'ms',
      min: 1,
      max: 50,
      default: 10,
      doc: 'Lag of the pairs whose frequency varies; both orders are tried.',
    }),
    mapToHz: quantity({
      label: 'Highest rate',
      unit: 'Hz',
      min: 20,
      max: 500,
      default: 100,
      doc: 'Last rate of both axes of the rate maps.',
    }),
    mapPoints: count({
      label: 'Rates',
      unit: '',
      min: 4,
      max: 40,
      default: 12,
      doc: 'Rates on either axis of the maps.',
    }),
  }),
})

export type CompareRulesDesign = z.infer<typeof compareRulesSchema>
