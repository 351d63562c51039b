import { z } from 'zod'
import { nameField } from '../labels.ts'
import { choice, count, part, quantity } from '../../fields.ts'
import { followedRuleSchema } from '../rule.ts'
import { numbers, openGatesSchema, protocolFields } from './shared.ts'

/** What the rule survives in hardware: few bits, and devices that differ. */
export const hardwareRobustnessSchema = z.strictObject({
  kind: z.literal('hardware-robustness'),
  name: nameField('Hardware robustness'),
  ...protocolFields,
  rule: followedRuleSchema,
  stopLearning: openGatesSchema,
  hardware: part('Hardware', {
    bits: numbers({
      label: 'Bits',
      unit: 'bits',
      min: 1,
      max: 16,
      atMost: 16,
      default: [2, 3, 4, 5, 6, 7, 8, 10, 12],
      doc: 'Traces and hidden weight are stored in registers of each of these widths, full scale 1.',
    }),
    rounding: choice(['nearest', 'stochastic'], {
      label: 'Rounding',
      default: 'nearest',
      doc: 'To the nearest level, or up or down at random with the right mean.',
    }),
    mismatch: numbers({
      label: 'Mismatch',
      symbol: 'CV',
      min: 0,
      max: 1,
      atMost: 16,
      default: [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5],
      doc: 'Coefficient of variation of the log-normal spread of time constants, jumps and thresholds from device to device.',
    }),
    devices: count({
      label: 'Devices',
      unit: 'synapses',
      min: 10,
      max: 10000,
      default: 300,
      doc: 'Synapses drawn for each mismatch, at default quality.',
    }),
    tolerance: quantity({
      label: 'Tolerance',
      unit: '',
      min: 0.01,
      max: 1,
      default: 0.1,
      doc: 'Relative error of the STDP window up to which a register counts as wide enough.',
    }),
  }),
})

export type HardwareRobustnessDesign = z.infer<typeof hardwareRobustnessSchema>
