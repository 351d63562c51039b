import { calciumRule, type CalciumParameters } from '../../../models/plasticity/calcium.ts'
import { pairStdp, type PairStdpParameters } from '../../../models/plasticity/pair-stdp.ts'
import { sdsp, type SdspParameters } from '../../../models/plasticity/sdsp.ts'
import { triplet, type TripletParameters } from '../../../models/plasticity/triplet.ts'
import { transitionRateHz } from '../../../theory/drift.ts'
import { sdspThresholdHz } from '../../../theory/sdsp.ts'
import { meanTrace } from '../../../theory/traces.ts'
import { calciumContender, pairContender, pairRule, sdspContender, tripletContender } from '../rules/contender.ts'
import { roundAbove } from './round.ts'
import { watchable } from './states.ts'
import type { ViewedRule } from './viewed-rule.ts'

/** A trace that jumps by one, or by `jump`, and sums over spikes. */
const summed =
  (tauMs: number, jump = 1) =>
  (rateHz: number) =>
    meanTrace({ tauMs, jump, carry: 1 }, rateHz)

export function viewedPair(parameters: PairStdpParameters): ViewedRule {
  const theory = pairRule(parameters)
  const transitionHz = transitionRateHz(theory)
  return {
    ...pairContender(parameters),
    ...watchable(pairStdp, parameters, [
      {
        ...{ name: 'presynaptic trace', symbol: 'x₊', side: 'pre' },
        mean: (rateHz) => meanTrace(theory.pre, rateHz),
        read: (pre) => pre.x,
      },
      {
        ...{ name: 'postsynaptic trace', symbol: 'x₋', side: 'post' },
        mean: (rateHz) => meanTrace(theory.post, rateHz),
        read: (_, post) => post.x,
      },
    ]),
    transitionHz,
    toHz: roundAbove(1.5 * transitionHz, 100),
    reachMs: roundAbove(2.9 * Math.max(parameters.tauPlusMs, parameters.tauMinusMs), 50),
    isIntegral: false,
    hasGates: false,
  }
}

export function viewedTriplet(parameters: TripletParameters): ViewedRule {
  const { tauPlusMs, tauMinusMs, tauXMs, tauYMs } = parameters
  return {
    ...tripletContender(parameters),
    ...watchable(triplet, parameters, [
      { name: 'presynaptic, fast', symbol: 'r₁', side: 'pre', mean: summed(tauPlusMs), read: (pre) => pre.fast },
      { name: 'presynaptic, slow', symbol: 'r₂', side: 'pre', mean: summed(tauXMs), read: (pre) => pre.slow },
      {
        name: 'postsynaptic, fast',
        symbol: 'o₁',
        side: 'post',
        mean: summed(tauMinusMs),
        read: (_, post) => post.fast,
      },
      { name: 'postsynaptic, slow', symbol: 'o₂', side: 'post', mean: summed(tauYMs), read: (_, post) => post.slow },
    ]),
    toHz: 100,
    reachMs: roundAbove(2.9 * Math.max(tauPlusMs, tauMinusMs), 50),
    isIntegral: false,
    hasGates: false,
  }
}

export function viewedSdsp(parameters: SdspParameters): ViewedRule {
  const { tauCalciumMs, jumpCalcium, upLow, downLow } = parameters
  return {
    ...sdspContender(parameters),
    ...watchable(sdsp, parameters, [
      {
        ...{ name: 'calcium', symbol: 'C', side: 'post' },
        mean: summed(tauCalciumMs, jumpCalcium),
        read: (_, post) => post.calcium,
      },
    ]),
    toHz: roundAbove(2 * sdspThresholdHz(parameters, Math.min(upLow, downLow)), 100),
    reachMs: 50,
    isIntegral: true,
    hasGates: false,
  }
}

export function viewedCalcium(parameters: CalciumParameters): ViewedRule {
  const { tauCalciumMs, calciumPre, calciumPost } = parameters
  return {
    ...calciumContender(parameters),
    ...watchable(calciumRule(), parameters, [
      {
        ...{ name: 'calcium', symbol: 'c', side: 'both' },
        mean: summed(tauCalciumMs, calciumPre + calciumPost),
        read: (pre, post) => pre.c + post.c,
      },
    ]),
    toHz: 100,
    reachMs: roundAbove(4 * tauCalciumMs, 50),
    isIntegral: true,
    hasGates: false,
  }
}
