import { z } from 'zod'
import { nameField, notesField } from './labels.ts'
import { neuronSchema } from './neuron.ts'
import { evaluationSchema, numericsSchema, recorderSchema, scheduleSchema } from './procedure.ts'
import { globalInhibitionSchema, recallSchema, recurrenceSchema } from './recurrence.ts'
import { calciumPartsAtHalf, mustBeHalf, networkRuleSchema, networkStopLearningSchema } from './network-rule.ts'
import { stimulusSchema } from './stimulus.ts'
import { outputSchema, teacherSchema } from './supervision.ts'

/** Supervised learning of images in a recurrent spiking network: classification, completion, persistence. */
export const recurrentSchema = z
  .strictObject({
    kind: z.literal('recurrent'),
    version: z.literal(1).default(1),
    name: nameField('Recurrent network'),
    notes: notesField,
    stimulus: stimulusSchema,
    output: outputSchema,
    neuron: neuronSchema,
    recurrence: recurrenceSchema,
    rule: networkRuleSchema,
    stopLearning: networkStopLearningSchema,
    recurrentStopLearning: networkStopLearningSchema.meta({
      ...networkStopLearningSchema.meta(),
      title: 'Stop-learning, recurrent',
    }),
    inhibition: globalInhibitionSchema,
    teacher: teacherSchema,
    schedule: scheduleSchema,
    evaluation: evaluationSchema,
    recall: recallSchema,
    recorders: recorderSchema,
    numerics: numericsSchema,
  })
  .refine(calciumPartsAtHalf, mustBeHalf)

export type RecurrentDesign = z.infer<typeof recurrentSchema>
