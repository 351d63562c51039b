import { choice, count, part, quantity } from '../fields.ts'

/** Leaky integrate-and-fire neurons with current-based synapses, integrated exactly. */
export const neuronSchema = part(
  'Neuron',
  {
    tauMembraneMs: quantity({
      label: 'Membrane time constant',
      symbol: 'τₘ',
      unit: 'ms',
      min: 0.1,
      max: 1000,
      default: 20,
      doc: 'How fast the membrane forgets its input.',
      equation: 'τₘ dv/dt = (v_rest − v) + I + b',
    }),
    tauSynapseMs: quantity({
      label: 'Synaptic time constant',
      symbol: 'τₛ',
      unit: 'ms',
      min: 0.1,
      max: 500,
      default: 5,
      doc: 'Decay of the exponential synaptic current.',
      equation: 'τₛ dI/dt = −I',
    }),
    restMv: quantity({
      label: 'Resting potential',
      symbol: 'v_rest',
      unit: 'mV',
      min: -120,
      max: 0,
      default: -70,
      doc: 'Potential of the neuron without input.',
    }),
    thresholdMv: quantity({
      label: 'Threshold',
      symbol: 'v_θ',
      unit: 'mV',
      min: -119,
      max: 60,
      default: -50,
      doc: 'The neuron fires when its potential exceeds this value.',
    }),
    resetMv: quantity({
      label: 'Reset potential',
      symbol: 'v_r',
      unit: 'mV',
      min: -160,
      max: 0,
      default: -70,
      doc: 'Potential right after a spike.',
    }),
    refractorySteps: count({
      label: 'Refractory period',
      unit: 'steps',
      min: 1,
      max: 1000,
      default: 2,
      doc: 'A spike at step k lets the neuron integrate again, from reset, at step k + this number.',
    }),
  },
  [['resetMv', 'thresholdMv']],
)

/** How one projection's spikes reach the membrane. */
export const synapseSchema = part('Synapses', {
  kind: choice(['exponential', 'delta'], {
    label: 'Synapse',
    default: 'exponential',
    doc: 'Exponential: a spike jumps a decaying current. Delta: a spike jumps the membrane.',
  }),
  weightMv: quantity({
    label: 'Efficacy of an open synapse',
    symbol: 'J',
    unit: 'mV',
    min: 0,
    max: 1000,
    default: 5,
    scale: 'log',
    doc: 'Jump of the synaptic current (in mV of equilibrium depolarisation) or of the membrane at a presynaptic spike.',
    equation: 'binary: J [w > θ_w]; graded: J w',
  }),
  delaySteps: count({
    label: 'Delay',
    unit: 'steps',
    min: 0,
    max: 200,
    default: 0,
    doc: 'Steps between a presynaptic spike and its arrival; a spike at step k with no delay first moves the membrane at k + 1.',
  }),
  connectivity: choice(['all-to-all', 'random', 'fixed-fan-in'], {
    label: 'Connectivity',
    default: 'all-to-all',
    doc: 'Which inputs each unit sees: all, each with a probability, or a fixed random number.',
  }),
  probability: quantity({
    label: 'Connection probability',
    unit: '',
    min: 0.001,
    max: 1,
    default: 0.5,
    doc: 'Used by random connectivity.',
  }),
  fanIn: count({
    label: 'Fan-in',
    unit: 'synapses',
    min: 1,
    max: 100000,
    default: 392,
    doc: 'Inputs of each unit, used by fixed fan-in.',
  }),
})
