import { z } from 'zod'
import { count, part, quantity } from '../fields.ts'
import { expansionSchema } from './expansion.ts'

/** Images as spike trains: pixels at or above the grey threshold fire, the others fire at another rate. */
export const stimulusSchema = part('Stimulus', {
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
  expansion: expansionSchema,
})
