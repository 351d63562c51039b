import { z } from 'zod'
import { nameField, notesField } from './labels.ts'
import { neuronSchema, synapseSchema } from './neuron.ts'
import { evaluationSchema, numericsSchema, recorderSchema, scheduleSchema } from './procedure.ts'
import { calciumPartsAtHalf, mustBeHalf, networkRuleSchema, networkStopLearningSchema } from './network-rule.ts'
import { stimulusSchema } from './stimulus.ts'
import { inhibitionSchema, outputSchema, teacherSchema } from './supervision.ts'

/** A feed-forward spiking network that learns images under a teacher, and how it is trained and tested. */
export const classificationParts = {
  stimulus: stimulusSchema,
  output: outputSchema,
  neuron: neuronSchema,
  synapse: synapseSchema,
  rule: networkRuleSchema,
  stopLearning: networkStopLearningSchema,
  inhibition: inhibitionSchema,
  teacher: teacherSchema,
  schedule: scheduleSchema,
  evaluation: evaluationSchema,
  recorders: recorderSchema,
  numerics: numericsSchema,
}

/** Supervised classification of images with a feed-forward spiking network. */
export const classificationSchema = z
  .strictObject({
    kind: z.literal('classification'),
    version: z.literal(1).default(1),
    name: nameField('Classification'),
    notes: notesField,
    ...classificationParts,
  })
  .refine(calciumPartsAtHalf, mustBeHalf)

export type ClassificationDesign = z.infer<typeof classificationSchema>
