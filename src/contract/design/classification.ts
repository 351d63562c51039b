import { z } from 'zod'
import { choice, count, part, quantity, toggle } from '../fields.ts'
import { neuronSchema, synapseSchema } from './neuron.ts'
import { ruleSchema, stopLearningSchema } from './rule.ts'

/** Images as spike trains: pixels at or above the grey threshold fire, the others fire at another rate. */
const stimulusSchema = part('Stimulus', {
  dataset: z.string().min(1).max(200).default('mnist').meta({
    title: 'Data set',
    description: "'mnist' (60,000 + 10,000 digits, shipped), or the path of a folder with the four IDX files.",
  }),
  greyThreshold: count({
    label: 'Grey threshold',
    unit: 'grey level',
    min: 1,
    max: 255,
    default: 160,
    doc: 'Pixels at or above are on.',
  }),
  onRateHz: quantity({
    label: 'Rate of an on pixel',
    unit: 'Hz',
    min: 0,
    max: 1000,
    default: 75,
    doc: 'Poisson rate of inputs whose pixel is on.',
  }),
  offRateHz: quantity({
    label: 'Rate of an off pixel',
    unit: 'Hz',
    min: 0,
    max: 1000,
    default: 0,
    doc: 'Poisson rate of inputs whose pixel is off.',
  }),
  biasInputs: count({
    label: 'Always-on inputs',
    unit: 'inputs',
    min: 0,
    max: 1000,
    default: 0,
    doc: 'Extra inputs that fire like an on pixel during every digit: through them each unit learns its own threshold.',
  }),
  presentationMs: quantity({
    label: 'Presentation',
    unit: 'ms',
    min: 1,
    max: 10000,
    default: 300,
    doc: 'Time each digit is shown.',
  }),
})

const outputSchema = part('Output population', {
  classes: count({
    label: 'Classes',
    unit: '',
    min: 2,
    max: 10,
    default: 10,
    doc: 'Digits from 0 up to this number (exclusive) are used.',
  }),
  unitsPerClass: count({
    label: 'Units per class',
    unit: 'neurons',
    min: 1,
    max: 2000,
    default: 10,
    doc: 'Size of the pool that stands for one digit; the pool with most spikes wins.',
  }),
})

/** A constant current that grows with the number of active inputs, so that dense and sparse digits drive alike. */
const inhibitionSchema = part('Coding-level-dependent inhibition', {
  on: toggle({ label: 'Inhibition', default: true, doc: 'Off: no inhibitory current.' }),
  gain: quantity({
    label: 'Gain',
    symbol: 'g',
    unit: '',
    min: 0,
    max: 10,
    default: 0.6,
    doc: 'Inhibition as a fraction of the full excitatory drive (every active input through an open synapse).',
    equation: 'b = −g (N_active − N₀) J r τₛ',
  }),
  offset: quantity({
    label: 'Offset',
    symbol: 'N₀',
    unit: 'inputs',
    min: 0,
    max: 1000,
    default: 15,
    doc: 'Active inputs that draw no inhibition.',
  }),
})

const teacherSchema = part('Teacher', {
  kind: choice(['current', 'spikes'], {
    label: 'Teacher',
    default: 'current',
    doc: 'A constant current, or Poisson spikes that jump the membrane.',
  }),
  currentMv: quantity({
    label: 'Current',
    unit: 'mV',
    min: 0,
    max: 10000,
    default: 100,
    doc: 'Injected current on taught units, in mV of equilibrium depolarisation.',
  }),
  currentSpread: quantity({
    label: 'Spread',
    unit: '',
    min: 0,
    max: 1,
    default: 0.15,
    doc: 'The current of each taught unit varies uniformly by this fraction around its mean, anew for every digit.',
  }),
  rateHz: quantity({
    label: 'Spike rate',
    unit: 'Hz',
    min: 0,
    max: 1000,
    default: 105,
    doc: 'Rate of teacher spikes.',
  }),
  spikeMv: quantity({
    label: 'Spike size',
    unit: 'mV',
    min: 0,
    max: 1000,
    default: 30,
    doc: 'Membrane jump at a teacher spike.',
  }),
  leadMs: quantity({
    label: 'Lead',
    unit: 'ms',
    min: 0,
    max: 5000,
    default: 150,
    doc: 'The teacher runs this long before the digit, so that the calcium is at its taught level when the first input arrives.',
  }),
  fraction: quantity({
    label: 'Taught fraction',
    unit: '',
    min: 0.01,
    max: 1,
    default: 0.31,
    doc: 'Probability that a unit of the class is taught on a given digit: the source of diversity within a pool.',
  }),
})

const scheduleSchema = part('Schedule', {
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

const evaluationSchema = part('Evaluation', {
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
  presentationMs: quantity({
    label: 'Test presentation',
    unit: 'ms',
    min: 1,
    max: 10000,
    default: 300,
    doc: 'Time each test digit is shown.',
  }),
})

const recorderSchema = part('Recorders', {
  weightEverySamples: count({
    label: 'Weight snapshots',
    unit: 'digits',
    min: 0,
    max: 1000000,
    default: 0,
    doc: 'Training digits between two stored copies of all hidden weights; 0: only the final ones.',
  }),
  spikeSamples: count({
    label: 'Spikes of the last digits',
    unit: 'digits',
    min: 0,
    max: 10000,
    default: 0,
    doc: 'Output and input spikes of the last training digits are stored.',
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

const numericsSchema = part('Numerics', {
  precision: choice(['f32', 'f64'], { label: 'Precision', default: 'f32', doc: 'f32 is fast; f64 is the reference.' }),
})

/** Supervised classification of images with a feed-forward spiking network. */
export const classificationSchema = z.strictObject({
  kind: z.literal('classification'),
  version: z.literal(1).default(1),
  name: z.string().max(200).default('Classification'),
  notes: z.string().max(20000).default(''),
  stimulus: stimulusSchema,
  output: outputSchema,
  neuron: neuronSchema,
  synapse: synapseSchema,
  rule: ruleSchema,
  stopLearning: stopLearningSchema,
  inhibition: inhibitionSchema,
  teacher: teacherSchema,
  schedule: scheduleSchema,
  evaluation: evaluationSchema,
  recorders: recorderSchema,
  numerics: numericsSchema,
})

export type ClassificationDesign = z.infer<typeof classificationSchema>
