import { z } from 'zod'
import { nameField, notesField } from './labels.ts'
import { count, onlyWhile, part, quantity, refitted, withIdle, type Condition } from '../fields.ts'
import { comparedParts } from './classification.ts'
import { calciumPartsAtHalf, mustBeHalf } from './network-rule.ts'
import { teacherSchema } from './supervision.ts'

/** Ways of showing digits one after the other. */
const presentationIds = ['separated', 'gap', 'continuous'] as const

export type PresentationId = (typeof presentationIds)[number]

const told = 'The presentations that are compared say whether there is a gap, and rest.'

/** Continuous presentation has neither gap nor lead. */
const apart: Condition = { path: 'comparison.presentations', not: ['continuous'] }

/** The feed-forward classification with digits streamed without gap or reset, against digits shown one by one. */
export const continuousPresentationSchema = z
  .strictObject({
    kind: z.literal('continuous-presentation'),
    version: z.literal(1).default(1),
    name: nameField('Continuous presentation'),
    notes: notesField,
    comparison: part('Comparison', {
      presentations: z
        .array(z.enum(presentationIds))
        .min(1)
        .max(presentationIds.length)
        .default([...presentationIds])
        .meta({
          title: 'Presentations',
          description:
            'separated: a gap after each digit, then rest; gap: a gap without the rest; continuous: one digit after the other, without gap, rest or lead of the teacher.',
          unit: '',
        }),
      gapMs: quantity({
        label: 'Gap',
        unit: 'ms',
        min: 1,
        max: 10000,
        default: 300,
        doc: 'Silence after each digit where there is a gap; the gap of the schedule is not used.',
        when: [apart],
      }),
      seeds: count({
        label: 'Seeds',
        unit: 'runs',
        min: 1,
        max: 100,
        default: 3,
        doc: 'Runs of every presentation, with seeds that count up from that of the comparison.',
      }),
    }),
    ...comparedParts,
    schedule: withIdle(comparedParts.schedule, { gapMs: told, resetBetween: told }),
    teacher: refitted(teacherSchema, { leadMs: onlyWhile(apart, teacherSchema.unwrap().shape.leadMs) }),
  })
  .refine(calciumPartsAtHalf, mustBeHalf)
  .refine(({ evaluation }) => evaluation.holdOutSamples > 0, {
    message: 'must be above 0: overlap is measured on held-out digits',
    path: ['evaluation', 'holdOutSamples'],
  })

export type ContinuousPresentationDesign = z.infer<typeof continuousPresentationSchema>
