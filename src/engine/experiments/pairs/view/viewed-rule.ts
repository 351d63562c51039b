import type { ClassificationDesign } from '../../../../contract/design/classification.ts'
import { bcall, type BcallParameters } from '../../../models/plasticity/bcall.ts'
import { transitionRateHz } from '../../../theory/drift.ts'
import { pairRuleOf } from '../../../theory/pairing.ts'
import { meanTrace, postTrace, preTrace } from '../../../theory/traces.ts'
import { bcallContender, type Contender } from '../rules/contender.ts'
import { watchable, type Watchable } from './states.ts'

/** The parts of a design that say how its synapses learn. */
export interface RuleChoice {
  rule: ClassificationDesign['rule']
  /** Null: of a design without gates. */
  stopLearning: ClassificationDesign['stopLearning'] | null
}

/** A rule as a person looks at it while designing: what it teaches, what it remembers, and what is known in closed form. */
export interface ViewedRule extends Contender, Watchable {
  /** Common rate at which depression turns into potentiation, NaN where there is none; absent: to be found from the drift. */
  transitionHz?: number
  /** Lags of the STDP window that show what is in it. */
  reachMs: number
  /** Rates up to this one show what happens around the transition. */
  toHz: number
  /** The closed forms assume open gates. */
  hasGates: boolean
}

const gatesOpen = { on: false, tauMs: 100, jump: 0, ltdLow: 0, ltdHigh: 1, ltpLow: 0, ltpHigh: 1 }

export function viewedRule({ rule, stopLearning }: RuleChoice): ViewedRule {
  return viewedBcall({ ...rule, stopLearning: stopLearning ?? gatesOpen })
}

function viewedBcall(parameters: BcallParameters): ViewedRule {
  const { on, tauMs, jump } = parameters.stopLearning
  const calcium = { tauMs, jump, carry: 1 - jump }
  const transitionHz = transitionRateHz(pairRuleOf(parameters))
  return {
    ...bcallContender(parameters),
    ...watchable(bcall, parameters, [
      {
        ...{ name: 'presynaptic trace', symbol: 'xᵢ', side: 'pre' },
        mean: (rateHz) => meanTrace(preTrace(parameters), rateHz),
        read: (pre) => pre.x,
      },
      {
        ...{ name: 'postsynaptic trace', symbol: 'xⱼ', side: 'post' },
        mean: (rateHz) => meanTrace(postTrace(parameters), rateHz),
        read: (_, post) => post.x,
      },
      ...(on
        ? [
            {
              ...{ name: 'calcium', symbol: 'cⱼ', side: 'both' as const },
              mean: (rateHz: number) => meanTrace(calcium, rateHz),
              read: (_: unknown, post: { c: number }) => post.c,
            },
          ]
        : []),
    ]),
    transitionHz,
    toHz: roundAbove(1.5 * transitionHz, 100),
    reachMs: roundAbove(2.9 * Math.max(parameters.tauPreMs, parameters.tauPostMs), 50),
    hasGates: on,
  }
}

/** 100, 200, 500, 1000, ... from the least on. */
function roundAbove(value: number, least: number): number {
  const steps = [1, 2, 5].flatMap((step) => [10, 100, 1000, 10_000].map((decade) => step * decade))
  return steps.sort((a, b) => a - b).find((round) => round >= least && !(value > round)) ?? 50_000
}
