import { z } from 'zod'
import { notesField } from '../labels.ts'
import { choice, idle, refitted, toggle, type FieldDoc } from '../../fields.ts'
import { stopLearningSchema } from '../rule.ts'

/** Fields of every protocol on one synapse. */
export const protocolFields = {
  version: z.literal(1).default(1),
  notes: notesField,
  quality: choice(['quick', 'default', 'publication'], {
    label: 'Quality',
    default: 'default',
    doc: 'How long the Monte-Carlo parts run: a second, a few seconds, or a minute or more with errors three times smaller.',
  }),
}

/** Of protocols that have no Monte-Carlo parts. */
export const anyQuality = idle('It takes a moment and is the same at any quality.', protocolFields.quality)

/** The protocols look at the bare rule: its gates are closed to them unless asked for. */
export const openGatesSchema = refitted(stopLearningSchema, {
  on: toggle({
    label: 'Stop-learning',
    default: false,
    doc: 'Off: both gates are always open, as the closed forms assume.',
  }),
})

interface NumbersDoc extends FieldDoc {
  min: number
  max: number
  atMost: number
  default: number[]
}

/** A list of numbers, each within a range. */
export function numbers({ label, doc, unit = '', symbol, min, max, atMost, default: values }: NumbersDoc) {
  return z
    .array(z.number().min(min).max(max))
    .min(1)
    .max(atMost)
    .default(values)
    .meta({ title: label, description: doc, unit, symbol })
}

/** For refine: a range needs a lower and a higher end. */
export const rising = ({ fromHz, toHz }: { fromHz: number; toHz: number }) => fromHz < toHz
export const mustRise = (part: string) => ({ message: 'must be above the lowest one', path: [part, 'toHz'] })
