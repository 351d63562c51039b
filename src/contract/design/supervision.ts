import { choice, count, part, quantity, toggle, whileOn, type Condition } from '../fields.ts'

export const outputSchema = part('Output population', {
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
export const inhibitionSchema = part('Coding-level-dependent inhibition', {
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
    when: [whileOn],
  }),
  offset: quantity({
    label: 'Offset',
    symbol: 'N₀',
    unit: 'inputs',
    min: 0,
    max: 1000,
    default: 15,
    doc: 'Active inputs that draw no inhibition.',
    when: [whileOn],
  }),
})

const byCurrent: Condition = { path: '.kind', is: ['current'] }
const bySpikes: Condition = { path: '.kind', is: ['spikes'] }

export const teacherSchema = part('Teacher', {
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
    when: [byCurrent],
  }),
  currentSpread: quantity({
    label: 'Spread',
    unit: '',
    min: 0,
    max: 1,
    default: 0.15,
    doc: 'The current of each taught unit varies uniformly by this fraction around its mean, anew for every digit.',
    when: [byCurrent],
  }),
  rateHz: quantity({
    label: 'Spike rate',
    unit: 'Hz',
    min: 0,
    max: 1000,
    default: 105,
    doc: 'Rate of teacher spikes.',
    when: [bySpikes],
  }),
  spikeMv: quantity({
    label: 'Spike size',
    unit: 'mV',
    min: 0,
    max: 1000,
    default: 30,
    doc: 'Membrane jump at a teacher spike.',
    when: [bySpikes],
  }),
  leadMs: quantity({
    label: 'Lead',
    unit: 'ms',
    min: 0,
    max: 5000,
    default: 150,
    doc: 'The teacher runs this long before the digit, so that the calcium is at its taught level when the first input arrives.',
  }),
  choice: choice(['random', 'similar'], {
    label: 'Choice of taught units',
    default: 'random',
    doc: "Who is taught on a given digit: a random part of the class's units, or those whose example (one training digit of the class for each unit, drawn at random) resembles it most.",
    when: [{ path: '.fraction', not: ['1'] }],
  }),
  fraction: quantity({
    label: 'Taught fraction',
    unit: '',
    min: 0.01,
    max: 1,
    default: 0.31,
    doc: "Part of the class's units that is taught on a given digit (on average, if the choice is random): the source of diversity within a pool.",
  }),
})
