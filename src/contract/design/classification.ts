import { z } from 'zod'
import { onlyWhile, refitted, withIdle } from '../fields.ts'
import { nameField, notesField } from './labels.ts'
import { neuronSchema, synapseSchema } from './neuron.ts'
import { evaluationSchema, numericsSchema, recorderSchema, scheduleSchema } from './procedure.ts'
import { calciumPartsAtHalf, mustBeHalf, networkRuleSchema, networkStopLearningSchema } from './network-rule.ts'
import { stimulusSchema } from './stimulus.ts'
import { inhibitionSchema, outputSchema, teacherSchema } from './supervision.ts'

/** A feed-forward spiking network that learns images under a teacher, and how it is trained and tested. */
const classificationParts = {
  stimulus: stimulusSchema,
  output: outputSchema,
  neuron: refitted(neuronSchema, {
    tauSynapseMs: onlyWhile({ path: 'synapse.kind', is: ['exponential'] }, neuronSchema.unwrap().shape.tauSynapseMs),
  }),
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

const unrecorded = 'The networks of a comparison are not recorded.'
const unchecked = 'The networks of a comparison are compared, and not held against a goal.'

/** Of experiments that train several such networks and compare them. */
export const comparedParts = {
  ...classificationParts,
  evaluation: withIdle(evaluationSchema, { targetAccuracy: unchecked }),
  recorders: withIdle(recorderSchema, {
    ...{ weightEverySamples: unrecorded, lastSamples: unrecorded, units: unrecorded },
    ...{ synapses: unrecorded, everySteps: unrecorded },
  }),
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
