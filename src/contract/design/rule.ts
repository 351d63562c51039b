import { allOnlyWhile, choice, part, quantity, toggle, whileOn, withIdle } from '../fields.ts'

/** What every rule needs to know about its synapses. */
export const synapseFields = {
  thetaW: quantity({
    label: 'Weight threshold',
    symbol: 'θ_w',
    unit: '',
    min: 0.01,
    max: 0.99,
    default: 0.5,
    doc: 'Hidden weights above are open (potentiated), others closed.',
  }),
  efficacy: choice(['binary', 'graded'], {
    label: 'Efficacy',
    default: 'binary',
    doc: 'What a presynaptic spike transmits: J if the synapse is open, or J times the hidden weight as last touched.',
    equation: 'J [w > θ_w] or J w',
  }),
}

/** BCaLL's own parameters. */
export const bcallFields = {
  tauPreMs: quantity({
    label: 'Presynaptic trace',
    symbol: 'τᵢ',
    unit: 'ms',
    min: 0.1,
    max: 5000,
    default: 17,
    scale: 'log',
    doc: 'Decay of the presynaptic trace.',
    equation: 'dxᵢ/dt = −xᵢ/τᵢ',
  }),
  tauPostMs: quantity({
    label: 'Postsynaptic trace',
    symbol: 'τⱼ',
    unit: 'ms',
    min: 0.1,
    max: 5000,
    default: 34,
    scale: 'log',
    doc: 'Decay of the postsynaptic trace.',
    equation: 'dxⱼ/dt = −xⱼ/τⱼ',
  }),
  jumpPre: quantity({
    label: 'Presynaptic jump',
    symbol: 'aᵢ',
    unit: '',
    min: 0,
    max: 1,
    default: 1,
    doc: 'Jump of the presynaptic trace at its spikes; 1 means nearest-neighbour pairing.',
    equation: 'xᵢ ← xᵢ + aᵢ (1 − xᵢ)',
  }),
  jumpPost: quantity({
    label: 'Postsynaptic jump',
    symbol: 'aⱼ',
    unit: '',
    min: 0,
    max: 1,
    default: 1,
    doc: 'Jump of the postsynaptic trace at its spikes; 1 means nearest-neighbour pairing.',
    equation: 'xⱼ ← xⱼ + aⱼ (1 − xⱼ)',
  }),
  boundedTraces: toggle({
    label: 'Bounded traces',
    default: true,
    doc: 'Off: traces jump by a whatever their value, and sum over spikes.',
  }),
  etaPlus: quantity({
    label: 'Potentiation',
    symbol: 'η₊',
    unit: '',
    min: 0,
    max: 1,
    default: 0.02,
    scale: 'log',
    doc: 'Step of the hidden weight at a postsynaptic spike.',
    equation: 'w ← clip(w + η₊ xᵢ G_ltp(cⱼ))',
  }),
  etaMinus: quantity({
    label: 'Depression',
    symbol: 'η₋',
    unit: '',
    min: 0,
    max: 1,
    default: 0.012,
    scale: 'log',
    doc: 'Step of the hidden weight at a presynaptic spike.',
    equation: 'w ← clip(w − η₋ xⱼ G_ltd(cⱼ))',
  }),
  bistable: toggle({
    label: 'Bistability',
    default: true,
    doc: 'Between events the hidden weight drifts to the nearer of 0 and 1.',
  }),
  driftPerS: quantity({
    label: 'Drift',
    symbol: 'α',
    unit: '1/s',
    min: 0,
    max: 100,
    default: 0.01,
    scale: 'log',
    doc: 'Speed of the bistable drift.',
    equation: 'dw/dt = +α if w > θ_w, else −α',
    when: [{ path: '.bistable', is: ['true'] }],
  }),
}

/** The BCaLL rule: bounded, bistable, calcium-based local Hebbian learning. Every mechanism can be switched off on its own. */
const ruleSchema = part('Plasticity rule', { ...bcallFields, ...synapseFields })

const untransmitted = { efficacy: 'No spike is transmitted in this experiment: both neurons fire as they are told.' }
const held = 'The synapse is held at one weight in this experiment, so that nothing drifts and nothing opens.'

/** Of a synapse whose hidden weight is followed, between two neurons that are told when to fire. */
export const followedRuleSchema = withIdle(ruleSchema, untransmitted)

/** Of a synapse that is held at one weight while what it would learn is added up. */
export const heldRuleSchema = withIdle(followedRuleSchema, { bistable: held, driftPerS: held, thetaW: held })

/** Stop-learning: calcium gates that let a synapse learn only while its postsynaptic neuron is neither silent nor sure. */
export const stopLearningSchema = part(
  'Stop-learning',
  {
    on: toggle({ label: 'Stop-learning', default: true, doc: 'Off: both gates are always open.' }),
    ...allOnlyWhile(whileOn, {
      tauMs: quantity({
        label: 'Calcium time constant',
        symbol: 'τ_c',
        unit: 'ms',
        min: 0.1,
        max: 10000,
        default: 100,
        scale: 'log',
        doc: 'Decay of the postsynaptic calcium.',
        equation: 'dc/dt = −c/τ_c',
      }),
      jump: quantity({
        label: 'Calcium jump',
        symbol: 'a_c',
        unit: '',
        min: 0,
        max: 1,
        default: 0.03,
        scale: 'log',
        doc: 'Jump of the calcium at a postsynaptic spike.',
        equation: 'c ← c + a_c (1 − c)',
      }),
      ltdLow: quantity({
        label: 'LTD opens above',
        unit: '',
        min: 0,
        max: 1,
        default: 0.01,
        doc: 'Depression happens for ltdLow < c < ltdHigh.',
      }),
      ltdHigh: quantity({
        label: 'LTD closes above',
        unit: '',
        min: 0,
        max: 1,
        default: 0.25,
        doc: 'Depression happens for ltdLow < c < ltdHigh.',
      }),
      ltpLow: quantity({
        label: 'LTP opens above',
        unit: '',
        min: 0,
        max: 1,
        default: 0.25,
        doc: 'Potentiation happens for ltpLow < c < ltpHigh.',
      }),
      ltpHigh: quantity({
        label: 'LTP closes above',
        unit: '',
        min: 0,
        max: 1,
        default: 0.315,
        doc: 'Potentiation happens for ltpLow < c < ltpHigh.',
      }),
    }),
  },
  [
    ['ltdLow', 'ltdHigh'],
    ['ltpLow', 'ltpHigh'],
  ],
)
