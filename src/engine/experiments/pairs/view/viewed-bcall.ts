import { bcall, type BcallParameters } from '../../../models/plasticity/bcall.ts'
import { transitionRateHz } from '../../../theory/drift.ts'
import { pairRuleOf } from '../../../theory/pairing.ts'
import { meanTrace, postTrace, preTrace } from '../../../theory/traces.ts'
import { bcallContender } from '../rules/contender.ts'
import { roundAbove } from './round.ts'
import { watchable } from './states.ts'
import type { ViewedRule } from './viewed-rule.ts'

export function viewedBcall(parameters: BcallParameters): ViewedRule {
  const { on, tauMs, jump } = parameters.stopLearning
  const calcium = { tauMs, jump, carry: 1 - jump }
  const transitionHz = transitionRateHz(pairRuleOf(parameters))
  const traces = watchable(bcall, parameters, [
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
  ])
  return {
    ...bcallContender(parameters),
    ...traces,
    transitionHz,
    toHz: roundAbove(1.5 * transitionHz, 100),
    reachMs: roundAbove(2.9 * Math.max(parameters.tauPreMs, parameters.tauPostMs), 50),
    isIntegral: false,
    hasGates: on,
  }
}
