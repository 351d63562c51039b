import type { CalciumParameters } from './calcium.ts'

const shared = { tauCalciumMs: 20, thetaDepression: 1, noise: 2.8284, tauS: 150, downFraction: 0.5, strengthOpen: 5 }

/**
 * Published parameter sets of Graupner & Brunel (2012), Table S1: the six shapes of the STDP curve that the model can take
 * (D: depression, P: potentiation, in the order of rising t_post - t_pre), and fits to three preparations.
 */
export const calciumSets = {
  DP: {
    ...shared,
    calciumPre: 1,
    calciumPost: 2,
    preDelayMs: 13.7,
    thetaPotentiation: 1.3,
    gammaDepression: 200,
    gammaPotentiation: 321.808,
  },
  DPD: {
    ...shared,
    calciumPre: 0.9,
    calciumPost: 0.9,
    preDelayMs: 4.6,
    thetaPotentiation: 1.3,
    gammaDepression: 250,
    gammaPotentiation: 550,
  },
  "DPD'": {
    ...shared,
    calciumPre: 1,
    calciumPost: 2,
    preDelayMs: 2.2,
    thetaPotentiation: 2.5,
    gammaDepression: 50,
    gammaPotentiation: 600,
  },
  P: {
    ...shared,
    calciumPre: 2,
    calciumPost: 2,
    preDelayMs: 0,
    thetaPotentiation: 1.3,
    gammaDepression: 160,
    gammaPotentiation: 257.447,
  },
  D: {
    ...shared,
    calciumPre: 0.6,
    calciumPost: 0.6,
    preDelayMs: 0,
    thetaPotentiation: 1.3,
    gammaDepression: 500,
    gammaPotentiation: 550,
    noise: 5.6568,
  },
  "D'": {
    ...shared,
    calciumPre: 1,
    calciumPost: 2,
    preDelayMs: 0,
    thetaPotentiation: 3.5,
    gammaDepression: 60,
    gammaPotentiation: 600,
  },
  'hippocampal slices': {
    tauCalciumMs: 48.8373,
    calciumPre: 1,
    calciumPost: 0.275865,
    preDelayMs: 18.8008,
    thetaDepression: 1,
    thetaPotentiation: 1.3,
    gammaDepression: 313.0965,
    gammaPotentiation: 1645.59,
    noise: 9.1844,
    tauS: 688.355,
    downFraction: 0.7,
    strengthOpen: 5.28145,
  },
  'hippocampal cultures': {
    tauCalciumMs: 11.9536,
    calciumPre: 0.58156,
    calciumPost: 1.76444,
    preDelayMs: 10,
    thetaDepression: 1,
    thetaPotentiation: 1.3,
    gammaDepression: 61.141,
    gammaPotentiation: 113.6545,
    noise: 2.5654,
    tauS: 33.7596,
    downFraction: 0.5,
    strengthOpen: 36.0263,
  },
  'cortical slices': {
    tauCalciumMs: 22.6936,
    calciumPre: 0.5617539,
    calciumPost: 1.23964,
    preDelayMs: 4.6098,
    thetaDepression: 1,
    thetaPotentiation: 1.3,
    gammaDepression: 331.909,
    gammaPotentiation: 725.085,
    noise: 3.3501,
    tauS: 346.3615,
    downFraction: 0.5,
    strengthOpen: 5.40988,
  },
} satisfies Record<string, CalciumParameters>

export type CalciumSet = keyof typeof calciumSets
