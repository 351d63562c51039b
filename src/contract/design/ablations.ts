import { z } from 'zod'
import { nameField, notesField } from './labels.ts'
import { count, part, withIdle } from '../fields.ts'
import { comparedParts } from './classification.ts'
import { calciumPartsAtHalf, mustBeHalf } from './network-rule.ts'

/** What can be taken from the network, or put in place of its rule. */
const ablationIds = [
  'stop-learning',
  'bistability',
  'binary-efficacy',
  'inhibition',
  'bounded-traces',
  'teacher-lead',
  'pair-stdp',
  'pair-stdp-tuned',
  'triplet',
  'triplet-tuned',
  'sdsp',
  'sdsp-tuned',
  'calcium',
  'calcium-tuned',
] as const

export type AblationId = (typeof ablationIds)[number]

/** The feed-forward classification as it is, and with one mechanism less or another rule at a time. */
export const ablationsSchema = z
  .strictObject({
    kind: z.literal('ablations'),
    version: z.literal(1).default(1),
    name: nameField('Ablations'),
    notes: notesField,
    comparison: part('Comparison', {
      ablations: z
        .array(z.enum(ablationIds))
        .min(1)
        .max(ablationIds.length)
        .default([...ablationIds])
        .meta({
          title: 'Ablations',
          description:
            'Mechanisms that are removed, and rules that take the place of the own one, each on its own: with the parameters of the design (those of their papers unless changed), or tuned to this task.',
          unit: '',
        }),
      seeds: count({
        label: 'Seeds',
        unit: 'runs',
        min: 1,
        max: 100,
        default: 3,
        doc: 'Runs of every variant, with seeds that count up from that of the comparison.',
      }),
    }),
    ...comparedParts,
    evaluation: withIdle(comparedParts.evaluation, {
      everySamples: 'Variants are compared by what they have learned in the end.',
    }),
  })
  .refine(calciumPartsAtHalf, mustBeHalf)

export type AblationsDesign = z.infer<typeof ablationsSchema>
