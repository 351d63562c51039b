import type { ClassificationDesign } from '../../../contract/design/classification.ts'

type Rule = ClassificationDesign['rule']

/**
 * The rules beside BCaLL with parameters that suit this task: its rates, its presentation time, its teacher. Found by a random search on
 * held-out training digits (docs/comparisons.md), and no more the papers' than BCaLL's are.
 */
export const tuned = {
  'pair-stdp-tuned': ({ pairStdp }): Partial<Rule> => ({
    kind: 'pair-stdp',
    pairStdp: {
      ...pairStdp,
      pairing: 'nearest-neighbour',
      ...{ tauPlusMs: 20, tauMinusMs: 100, stepPlus: 0.00065, stepMinus: 0.0004 },
    },
  }),
  'triplet-tuned': ({ triplet }): Partial<Rule> => ({
    kind: 'triplet',
    triplet: {
      ...triplet,
      ...{ tauPlusMs: 10, tauMinusMs: 60, tauYMs: 200, pairMinus: 0.00127, tripletPlus: 0.00053 },
    },
  }),
  'sdsp-tuned': ({ sdsp }): Partial<Rule> => ({
    kind: 'sdsp',
    sdsp: {
      ...sdsp,
      ...{ tauCalciumMs: 150, upLow: 9.57, upHigh: 22.9, downLow: 2.5, downHigh: 6.32, thetaV: 0.6 },
      ...{ stepUp: 0.049, stepDown: 0.043, driftUpPerS: 0.01, driftDownPerS: 0.01 },
    },
  }),
  // Of the best that were found: hardly above chance.
  'calcium-tuned': ({ calcium }): Partial<Rule> => ({
    kind: 'calcium',
    calcium: {
      ...calcium,
      ...{ tauCalciumMs: 80, preDelayMs: 0, calciumPre: 0.0464, calciumPost: 0.1 },
      ...{ thetaDepression: 0.389, thetaPotentiation: 0.91, gammaDepression: 1.71, gammaPotentiation: 8.26 },
      ...{ noise: 0.1, tauS: 20 },
    },
  }),
} satisfies Record<string, (rule: Rule) => Partial<Rule>>
