import type { ClassificationDesign } from '../../../../contract/design/classification.ts'
import type { BcallParameters, StopLearning } from '../../../models/plasticity/bcall.ts'
import type { Contender } from '../rules/contender.ts'
import type { Watchable } from './states.ts'
import { viewedBcall } from './viewed-bcall.ts'
import { viewedCalcium, viewedPair, viewedSdsp, viewedTriplet } from './viewed-peers.ts'

type Bcall = Omit<BcallParameters, 'stopLearning'>

/** The parts of a design that say how its synapses learn. */
export interface RuleChoice {
  /** Of a protocol on one synapse, which is BCaLL's, or of a network. */
  rule: Bcall | ClassificationDesign['rule']
  /** Null: of a design without gates. */
  stopLearning: StopLearning | null
}

/** A rule as a person looks at it while designing: what it teaches, what it remembers, and what is known in closed form. */
export interface ViewedRule extends Contender, Watchable {
  /** Common rate at which depression turns into potentiation, NaN where there is none; absent: to be found from the drift. */
  transitionHz?: number
  /** Lags of the STDP window that show what is in it. */
  reachMs: number
  /** Rates up to this one show what happens around the transition. */
  toHz: number
  /** Its drift is an integral that takes a while: fewer points have to do. */
  isIntegral: boolean
  /** The closed forms assume open gates. */
  hasGates: boolean
}

const gatesOpen = { on: false, tauMs: 100, jump: 0, ltdLow: 0, ltdHigh: 1, ltpLow: 0, ltpHigh: 1 }

export function viewedRule({ rule, stopLearning }: RuleChoice): ViewedRule {
  if (!('kind' in rule)) return viewedBcall({ ...rule, stopLearning: stopLearning ?? gatesOpen })
  switch (rule.kind) {
    case 'bcall':
      return viewedBcall({ ...rule, stopLearning: stopLearning ?? gatesOpen })
    case 'pair-stdp':
      return viewedPair(rule.pairStdp)
    case 'triplet':
      return viewedTriplet(rule.triplet)
    case 'sdsp':
      return viewedSdsp({ ...rule.sdsp, thetaX: rule.thetaW })
    case 'calcium':
      // How many synapses start open, and what they transmit, is a matter of the network.
      return viewedCalcium({ ...rule.calcium, downFraction: 0.5, strengthOpen: 1 })
  }
}
