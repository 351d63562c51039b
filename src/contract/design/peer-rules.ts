import { calciumSets } from '../../engine/models/plasticity/calcium-sets.ts'
import { braderSennFusi, songMillerAbbott, visualCortexMinimal } from '../../engine/models/plasticity/published.ts'
import { choice, part, quantity, type Condition } from '../fields.ts'

/** The rules that the field knows, with their published parameters for defaults. */

/** While the rule is that of the design, or takes its place in a comparison that leaves some of its parameters as they are. */
const chosen = (kind: string, ablations: string[]): Condition[] => [
  { path: 'rule.kind', is: [kind], or: { path: 'comparison.ablations', is: ablations } },
]
const timeConstant = (label: string, symbol: string, doc: string, ms: number) =>
  quantity({ label, symbol, unit: 'ms', min: 0.1, max: 5000, default: ms, scale: 'log', doc })
const step = (label: string, symbol: string, doc: string, size: number) =>
  quantity({ label, symbol, unit: '', min: 0, max: 1, default: size, scale: 'log', doc })
const level = (label: string, symbol: string, unit: string, doc: string, value: number, max: number) =>
  quantity({ label, symbol, unit, min: 0, max, default: value, doc })

export const pairStdpSchema = part(
  'Pair STDP',
  {
    pairing: choice(['all-to-all', 'nearest-neighbour'], {
      label: 'Pairing',
      default: songMillerAbbott.pairing,
      doc: 'Every pair of spikes counts, or each spike with the latest one of the other side only.',
    }),
    tauPlusMs: timeConstant(
      'Presynaptic trace',
      'τ₊',
      'Decay of the potentiating side of the window.',
      songMillerAbbott.tauPlusMs,
    ),
    tauMinusMs: timeConstant(
      'Postsynaptic trace',
      'τ₋',
      'Decay of the depressing side of the window.',
      songMillerAbbott.tauMinusMs,
    ),
    stepPlus: step(
      'Potentiation',
      'A₊',
      'Change by a pair with the presynaptic spike first.',
      songMillerAbbott.stepPlus,
    ),
    stepMinus: step(
      'Depression',
      'A₋',
      'Change by a pair with the postsynaptic spike first.',
      songMillerAbbott.stepMinus,
    ),
  },
  [],
  chosen('pair-stdp', ['pair-stdp']),
)

export const tripletSchema = part(
  'Triplet STDP',
  {
    tauPlusMs: timeConstant('Fast presynaptic trace', 'τ₊', 'Decay of r₁.', visualCortexMinimal.tauPlusMs),
    tauMinusMs: timeConstant('Fast postsynaptic trace', 'τ₋', 'Decay of o₁.', visualCortexMinimal.tauMinusMs),
    tauXMs: timeConstant('Slow presynaptic trace', 'τ_x', 'Decay of r₂.', visualCortexMinimal.tauXMs),
    tauYMs: timeConstant('Slow postsynaptic trace', 'τ_y', 'Decay of o₂.', visualCortexMinimal.tauYMs),
    pairPlus: step(
      'Pair potentiation',
      'A₂⁺',
      'w ← w + r₁ (A₂⁺ + A₃⁺ o₂) at a postsynaptic spike.',
      visualCortexMinimal.pairPlus,
    ),
    pairMinus: step(
      'Pair depression',
      'A₂⁻',
      'w ← w − o₁ (A₂⁻ + A₃⁻ r₂) at a presynaptic spike.',
      visualCortexMinimal.pairMinus,
    ),
    tripletPlus: step(
      'Triplet potentiation',
      'A₃⁺',
      'Potentiation by an earlier postsynaptic spike.',
      visualCortexMinimal.tripletPlus,
    ),
    tripletMinus: step(
      'Triplet depression',
      'A₃⁻',
      'Depression by an earlier presynaptic spike.',
      visualCortexMinimal.tripletMinus,
    ),
  },
  [],
  chosen('triplet', ['triplet', 'triplet-tuned']),
)

export const sdspSchema = part(
  'Spike-driven plasticity',
  {
    tauCalciumMs: timeConstant(
      'Calcium time constant',
      'τ_C',
      'Decay of the postsynaptic calcium.',
      braderSennFusi.tauCalciumMs,
    ),
    jumpCalcium: level(
      'Calcium jump',
      'J_C',
      '',
      'Jump of the calcium at a postsynaptic spike.',
      braderSennFusi.jumpCalcium,
      100,
    ),
    thetaV: level(
      'Membrane threshold',
      'θ_V',
      '',
      'Of the way from rest to threshold: above it a presynaptic spike potentiates, below it depresses.',
      braderSennFusi.thetaV,
      1,
    ),
    upLow: level(
      'LTP opens above',
      'θ_up^l',
      '',
      'Potentiation happens for upLow < C < upHigh.',
      braderSennFusi.upLow,
      1000,
    ),
    upHigh: level(
      'LTP closes above',
      'θ_up^h',
      '',
      'Potentiation happens for upLow < C < upHigh.',
      braderSennFusi.upHigh,
      1000,
    ),
    downLow: level(
      'LTD opens above',
      'θ_down^l',
      '',
      'Depression happens for downLow < C < downHigh.',
      braderSennFusi.downLow,
      1000,
    ),
    downHigh: level(
      'LTD closes above',
      'θ_down^h',
      '',
      'Depression happens for downLow < C < downHigh.',
      braderSennFusi.downHigh,
      1000,
    ),
    stepUp: step('Potentiation', 'a', 'Step up at a presynaptic spike.', braderSennFusi.stepUp),
    stepDown: step('Depression', 'b', 'Step down at a presynaptic spike.', braderSennFusi.stepDown),
    driftUpPerS: level('Drift up', 'α', '1/s', 'Speed of the drift above θ_w.', braderSennFusi.driftUpPerS, 100),
    driftDownPerS: level('Drift down', 'β', '1/s', 'Speed of the drift below θ_w.', braderSennFusi.driftDownPerS, 100),
  },
  [
    ['upLow', 'upHigh'],
    ['downLow', 'downHigh'],
  ],
  chosen('sdsp', ['sdsp', 'sdsp-tuned']),
)

const cortical = calciumSets['cortical slices']

export const calciumRuleSchema = part(
  'Calcium rule',
  {
    tauCalciumMs: timeConstant('Calcium time constant', 'τ_Ca', 'Decay of the calcium.', cortical.tauCalciumMs),
    calciumPre: level(
      'Presynaptic jump',
      'C_pre',
      '',
      'Jump of the calcium by a presynaptic spike.',
      cortical.calciumPre,
      100,
    ),
    calciumPost: level(
      'Postsynaptic jump',
      'C_post',
      '',
      'Jump of the calcium at a postsynaptic spike.',
      cortical.calciumPost,
      100,
    ),
    preDelayMs: level(
      'Presynaptic delay',
      'D',
      'ms',
      'From a presynaptic spike to its jump of the calcium.',
      cortical.preDelayMs,
      100,
    ),
    thetaDepression: level('LTD threshold', 'θ_d', '', 'Depression happens above.', cortical.thetaDepression, 100),
    thetaPotentiation: level(
      'LTP threshold',
      'θ_p',
      '',
      'Potentiation happens above.',
      cortical.thetaPotentiation,
      100,
    ),
    gammaDepression: level(
      'Depression',
      'γ_d',
      '',
      'Speed of depression, in units of 1/τ.',
      cortical.gammaDepression,
      1e5,
    ),
    gammaPotentiation: level(
      'Potentiation',
      'γ_p',
      '',
      'Speed of potentiation, in units of 1/τ.',
      cortical.gammaPotentiation,
      1e5,
    ),
    noise: level(
      'Noise',
      'σ',
      '',
      'Of the efficacy variable while the calcium is above a threshold.',
      cortical.noise,
      1000,
    ),
    tauS: quantity({
      label: 'Time constant of the efficacy',
      symbol: 'τ',
      unit: 's',
      min: 0.001,
      max: 1e5,
      default: cortical.tauS,
      scale: 'log',
      doc: 'How slowly the efficacy moves, towards its stable states and under calcium.',
      equation: 'τ dρ/dt = −ρ (1 − ρ) (½ − ρ) + γ_p (1 − ρ) [c > θ_p] − γ_d ρ [c > θ_d] + noise',
    }),
  },
  [],
  chosen('calcium', ['calcium']),
)
