import { z } from 'zod'
import { nameField, notesField } from './labels.ts'
import { choice, count, part, quantity } from '../fields.ts'
import { calciumPartsAtHalf, mustBeHalf, networkRuleSchema, onlyBcall } from './network-rule.ts'
import { neuronSchema } from './neuron.ts'
import { numbers, openGatesSchema } from './pairs/shared.ts'
import { numericsSchema } from './procedure.ts'

/** A recurrent population with a common oscillation below threshold, which speeds up learning at unchanged rates. */
export const oscillationSchema = z
  .strictObject({
    kind: z.literal('oscillation'),
    version: z.literal(2).default(2),
    name: nameField('Oscillation'),
    notes: notesField,
    population: part('Population', {
      neurons: count({
        label: 'Neurons',
        unit: 'neurons',
        min: 10,
        max: 2000,
        default: 100,
        doc: 'Excitatory neurons, each with plastic synapses onto all.',
      }),
      weightMv: quantity({
        label: 'Efficacy of an open synapse',
        symbol: 'J',
        unit: 'mV',
        min: 0,
        max: 100,
        default: 0.2,
        doc: 'Jump of the synaptic current at a spike of another neuron of the population.',
      }),
      inhibitionMv: quantity({
        label: 'Global inhibition',
        unit: 'mV',
        min: 0,
        max: 100,
        default: 0.1,
        doc: 'Every spike of the population inhibits all neurons by this much: about what half of the synapses, open, excite.',
      }),
      noiseMv: quantity({
        label: 'Noise',
        symbol: 'σ',
        unit: 'mV',
        min: 0,
        max: 50,
        default: 5,
        doc: 'Standard deviation of the free membrane under a noise current that is independent for each neuron: without it, nothing fires.',
      }),
      rateHz: quantity({
        label: 'Mean rate',
        unit: 'Hz',
        min: 0.5,
        max: 100,
        default: 8,
        doc: 'The constant current is adjusted in every condition so that the population fires at this rate.',
      }),
    }),
    oscillation: part('Oscillation', {
      amplitudesMv: numbers({
        label: 'Amplitudes',
        unit: 'mV',
        min: 0.1,
        max: 100,
        atMost: 8,
        default: [4, 8, 12],
        doc: 'Amplitude of the sinusoidal current that all neurons share. The membrane follows with less, the faster the oscillation.',
        equation: 'I(t) = A sin(2π f t)',
      }),
      frequenciesHz: numbers({
        label: 'Frequencies',
        unit: 'Hz',
        min: 0.5,
        max: 200,
        atMost: 8,
        default: [5, 10, 20, 40],
        doc: 'Each amplitude is combined with each frequency.',
      }),
    }),
    neuron: neuronSchema,
    rule: networkRuleSchema,
    stopLearning: onlyBcall(openGatesSchema),
    procedure: part('Procedure', {
      dtMs: quantity({
        label: 'Time step',
        symbol: 'Δt',
        unit: 'ms',
        min: 0.1,
        max: 2,
        default: 0.5,
        doc: 'Step of the simulation.',
      }),
      replicates: count({
        label: 'Replicates',
        unit: '',
        min: 3,
        max: 101,
        default: 11,
        doc: 'Networks of their own initial weights and noise; every condition sees the same ones.',
      }),
      settleMs: quantity({
        label: 'Settling',
        unit: 'ms',
        min: 0,
        max: 60000,
        default: 500,
        doc: 'Without learning, before anything is measured.',
      }),
      learningMs: quantity({
        label: 'Learning',
        unit: 'ms',
        min: 100,
        max: 600000,
        default: 4000,
        doc: 'Rates, synchrony and synaptic change are measured over this time.',
      }),
      initialLow: quantity({
        label: 'Initial weights from',
        unit: '',
        min: 0,
        max: 1,
        default: 0.3,
        doc: 'Hidden weights start uniformly between these two values.',
      }),
      initialHigh: quantity({
        label: 'Initial weights to',
        unit: '',
        min: 0,
        max: 1,
        default: 0.7,
        doc: 'Hidden weights start uniformly between these two values.',
      }),
      binMs: choice(['2', '5', '10'], {
        label: 'Synchrony bin',
        default: '5',
        doc: 'Spikes are counted in bins of so many ms to measure synchrony.',
      }),
    }),
    numerics: numericsSchema,
  })
  .refine(calciumPartsAtHalf, mustBeHalf)

export type OscillationDesign = z.infer<typeof oscillationSchema>
