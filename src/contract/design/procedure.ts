import { z } from 'zod'
import { choice, count, onlyWhile, part, quantity, toggle, type Condition } from '../fields.ts'

export const scheduleSchema = part('Schedule', {
  dtMs: quantity({
    label: 'Time step',
    symbol: 'Δt',
    unit: 'ms',
    min: 0.01,
    max: 5,
    default: 1,
    doc: 'Step of the simulation.',
  }),
  trainSamples: count({
    label: 'Training digits',
    unit: 'digits',
    min: 0,
    max: 1000000,
    default: 20000,
    doc: 'Digits presented per epoch, drawn in a random order without repetition (at most the size of the training set).',
  }),
  epochs: count({
    label: 'Epochs',
    unit: '',
    min: 1,
    max: 1000,
    default: 1,
    doc: 'Passes over the training digits, each in its own order.',
  }),
  annealTo: quantity({
    label: 'Anneal to',
    unit: '',
    min: 0.001,
    max: 1,
    default: 1,
    doc: 'Both learning rates shrink geometrically to this fraction by the end of training.',
    equation: 'η(n) = η f^(n/N)',
  }),
  gapMs: quantity({
    label: 'Gap between digits',
    unit: 'ms',
    min: 0,
    max: 10000,
    default: 0,
    doc: 'Silence after each digit: no input and no teacher.',
  }),
  resetBetween: toggle({
    label: 'Reset between digits',
    default: true,
    doc: 'Membranes, currents, traces and calcium start every digit from rest. Hidden weights never do.',
  }),
  initialLow: quantity({
    label: 'Initial weights from',
    unit: '',
    min: 0,
    max: 1,
    default: 0,
    doc: 'Hidden weights start uniformly between these two values.',
  }),
  initialHigh: quantity({
    label: 'Initial weights to',
    unit: '',
    min: 0,
    max: 1,
    default: 1,
    doc: 'Hidden weights start uniformly between these two values.',
  }),
})

export const evaluationSchema = part('Evaluation', {
  testSamples: count({
    label: 'Test digits',
    unit: 'digits',
    min: 1,
    max: 1000000,
    default: 10000,
    doc: 'Digits of the test set shown at the end, from the first (at most the size of the test set).',
  }),
  everySamples: count({
    label: 'Evaluate every',
    unit: 'digits',
    min: 0,
    max: 1000000,
    default: 2000,
    doc: 'Training digits between two interim evaluations; 0: only at the end.',
  }),
  holdOutSamples: count({
    label: 'Held-out digits',
    unit: 'digits',
    min: 0,
    max: 1000000,
    default: 500,
    doc: 'The last digits of the training set are never trained on; interim evaluations use them, so that test digits are seen only once, at the end.',
  }),
  biasMv: quantity({
    label: 'Test bias',
    unit: 'mV',
    min: -1000,
    max: 1000,
    default: 9,
    doc: 'Constant current on all units while no teacher helps them.',
  }),
  targetAccuracy: quantity({
    label: 'Accuracy aimed at',
    unit: '',
    min: 0,
    max: 1,
    default: 0,
    doc: 'A completed run is checked to answer at least this fraction of the test digits rightly; 0: no such check.',
  }),
  presentationMs: quantity({
    label: 'Test presentation',
    unit: 'ms',
    min: 1,
    max: 10000,
    default: 300,
    doc: 'Time each test digit is shown.',
  }),
})

const recording: Condition = { path: '.lastSamples', not: ['0'] }

export const recorderSchema = part('Recorders', {
  weightEverySamples: count({
    label: 'Weight snapshots',
    unit: 'digits',
    min: 0,
    max: 1000000,
    default: 0,
    doc: 'Training digits between two stored copies of all hidden weights; 0: only the final ones.',
  }),
  lastSamples: count({
    label: 'Digits recorded',
    unit: 'digits',
    min: 0,
    max: 10000,
    default: 0,
    doc: 'The last training digits are recorded in full: all spikes, and the variables chosen below.',
  }),
  units: onlyWhile(
    recording,
    z.array(z.number().int().min(0).max(19999)).max(64).default([]).meta({
      title: 'Units recorded',
      description: 'Output units, by number, whose membrane, calcium and trace are recorded.',
    }),
  ),
  synapses: onlyWhile(
    recording,
    z
      .array(z.string().regex(/^\d{1,5}>\d{1,5}$/, 'input>unit, such as 412>37'))
      .max(64)
      .default([])
      .meta({
        title: 'Synapses recorded',
        description: 'Synapses, as input>unit, whose hidden weight and presynaptic trace are recorded.',
      }),
  ),
  everySteps: count({
    label: 'Trace interval',
    unit: 'steps',
    min: 1,
    max: 1000,
    default: 1,
    doc: 'Steps between two recorded values of a variable.',
    when: [recording, { path: '.units', not: [], or: { path: '.synapses', not: [] } }],
  }),
  budgetMb: quantity({
    label: 'Memory budget',
    unit: 'MB',
    min: 1,
    max: 65536,
    default: 512,
    doc: 'A run whose network and recordings need more is refused before it starts.',
  }),
})

export const numericsSchema = part('Numerics', {
  precision: choice(['f32', 'f64'], { label: 'Precision', default: 'f32', doc: 'f32 is fast; f64 is the reference.' }),
})
