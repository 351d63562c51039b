import { z } from 'zod'
import { nameField, notesField } from './labels.ts'
import { count, part, quantity } from '../fields.ts'
import { numbers } from './pairs/shared.ts'

/** A linear classifier on binarised digits: the ceiling that spiking networks on the same pixels are compared with. */
export const linearBaselineSchema = z.strictObject({
  kind: z.literal('linear-baseline'),
  version: z.literal(1).default(1),
  name: nameField('Linear baseline'),
  notes: notesField,
  stimulus: part('Images', {
    dataset: z.string().min(1).max(200).default('mnist').meta({
      title: 'Data set',
      description: "'mnist' (60,000 + 10,000 digits, shipped), or the path of a folder with the four IDX files.",
    }),
    greyThresholds: numbers({
      label: 'Grey thresholds',
      unit: 'grey level',
      min: 1,
      max: 255,
      atMost: 30,
      default: [20, 60, 110, 160, 200, 230, 250],
      doc: 'Pixels at or above are on: one point of each curve.',
    }),
  }),
  classifier: part('Classifier', {
    unitsPerClass: numbers({
      label: 'Units per class',
      min: 1,
      max: 100,
      atMost: 5,
      default: [1, 2, 5],
      doc: 'The score of a class is the log of its units’ summed exponentials: one curve each, for float and for binary weights.',
    }),
    repeats: count({
      label: 'Repeats',
      unit: '',
      min: 2,
      max: 50,
      default: 5,
      doc: 'Each from its own random start and order of digits; the band is their standard deviation.',
    }),
    trainSamples: count({
      label: 'Training digits',
      unit: 'digits',
      min: 10,
      max: 1000000,
      default: 60000,
      doc: 'The first digits of the training set (at most its size).',
    }),
    testSamples: count({
      label: 'Test digits',
      unit: 'digits',
      min: 1,
      max: 1000000,
      default: 10000,
      doc: 'The first digits of the test set (at most its size).',
    }),
    epochs: count({ label: 'Epochs', unit: '', min: 1, max: 100, default: 1, doc: 'Passes over the training digits.' }),
    floatRate: quantity({
      label: 'Learning rate, float weights',
      unit: '',
      min: 0.0001,
      max: 1,
      default: 0.02,
      scale: 'log',
      doc: 'Step of stochastic gradient descent, one digit at a time; it shrinks geometrically to 3 % by the end.',
    }),
    binaryRate: quantity({
      label: 'Learning rate, binary weights',
      unit: '',
      min: 0.0001,
      max: 1,
      default: 0.05,
      scale: 'log',
      doc: 'The same for the hidden weights behind binary ones, which stay in [−1, 1].',
    }),
    binarySize: quantity({
      label: 'Size of a binary weight',
      unit: '',
      min: 0.001,
      max: 10,
      default: 0.15,
      scale: 'log',
      doc: 'Binary weights are plus or minus this much.',
      equation: 'w = size · sign(h)',
    }),
  }),
})

export type LinearBaselineDesign = z.infer<typeof linearBaselineSchema>
