import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import { bcall } from '../../../models/plasticity/bcall.ts'
import { calciumRule, type CalciumParameters } from '../../../models/plasticity/calcium.ts'
import { calciumSets } from '../../../models/plasticity/calcium-sets.ts'
import {
  froemkeDan,
  pairStdp,
  songMillerAbbott,
  type PairStdpParameters,
} from '../../../models/plasticity/pair-stdp.ts'
import { braderSennFusi, sdsp } from '../../../models/plasticity/sdsp.ts'
import { triplet, visualCortexMinimal } from '../../../models/plasticity/triplet.ts'
import { calciumDriftPerS, pairOccupancy, poissonOccupancy } from '../../../theory/calcium.ts'
import { netPerS, poissonDrift } from '../../../theory/drift.ts'
import { pairRuleOf, pairsChange, type PairRule } from '../../../theory/pairing.ts'
import { sdspJumps } from '../../../theory/sdsp.ts'
import { tripletDriftPerS, tripletPairsChange } from '../../../theory/triplet.ts'
import { bind, type BoundRule } from './bound.ts'

/** A rule of the field with what is known about it in closed form. */
export interface Contender {
  id: string
  rule: BoundRule
  /** Pairing frequency of its STDP curve: 1 Hz, unless the rule learns nothing there. */
  stdpHz: number
  /** Lag and highest frequency of its SRDP curve; absent: those of the design. */
  srdp?: { lagMs: number; toHz: number }
  /** Change by n pairs from rest. */
  pairs?: (lagMs: number, periodMs: number, n: number) => number
  /** Change per second under independent Poisson trains. */
  drift: (preHz: number, postHz: number) => number
  /** How long the rule remembers its start. */
  memoryMs: number
  /** Size of its steps, where what it does is a sum of rare ones; 0: it is not. */
  step: number
}

/** BCaLL and its peers. Bistable drifts are off: only learning is compared. */
export function contenders(rule: BcallParameters): Contender[] {
  const still = { ...rule, bistable: false }
  const { driftUpPerS: _up, driftDownPerS: _down, ...jumps } = braderSennFusi
  const spikeDriven = { ...jumps, driftUpPerS: 0, driftDownPerS: 0 }
  const cortical = calciumSets['cortical slices']
  return [
    fromPairs('bcall', 'BCaLL', bind('BCaLL', bcall, still), pairRuleOf(still)),
    fromPairs(
      'pair-all',
      'Pair STDP, all-to-all',
      bind('Pair STDP', pairStdp, songMillerAbbott),
      pairRule(songMillerAbbott),
    ),
    fromPairs('pair-nearest', 'Pair STDP, nearest', bind('Pair STDP', pairStdp, froemkeDan), pairRule(froemkeDan)),
    {
      id: 'triplet',
      rule: bind('Triplet STDP', triplet, visualCortexMinimal),
      stdpHz: 1,
      pairs: (lagMs, periodMs, n) => tripletPairsChange(visualCortexMinimal, lagMs, periodMs, n),
      drift: (preHz, postHz) => tripletDriftPerS(visualCortexMinimal, preHz, postHz),
      memoryMs: 8 * visualCortexMinimal.tauYMs,
      step: 0,
    },
    {
      id: 'sdsp',
      rule: bind('SDSP', sdsp, spikeDriven),
      // Its calcium needs more than 50 spikes a second to open the windows.
      stdpHz: 60,
      srdp: { lagMs: 2, toHz: 95 },
      drift: spikeDrivenDrift(spikeDriven),
      memoryMs: 8 * spikeDriven.tauCalciumMs,
      step: spikeDriven.stepUp,
    },
    {
      id: 'calcium',
      rule: slowed(1e5, (factor) => bind('Calcium', calciumRule(), { ...cortical, tauS: factor * cortical.tauS })),
      stdpHz: 1,
      drift: (preHz, postHz) => calciumDriftPerS(cortical, poissonOccupancy(cortical, preHz, postHz), 0.5),
      memoryMs: 8 * cortical.tauCalciumMs,
      // A pair of spikes close enough to bring the calcium over its thresholds.
      step: 0.005,
    },
  ]
}

/**
 * A rule whose variable relaxes while the calcium is high changes a little less than its slope at one half says. Learning slowed
 * down, and its changes scaled up again, is that slope.
 */
function slowed(factor: number, make: (factor: number) => BoundRule): BoundRule {
  const rule = make(factor)
  return {
    ...rule,
    drive: (...times) => {
      const { ltp, ltd } = rule.drive(...times)
      return { ltp: factor * ltp, ltd: factor * ltd }
    },
  }
}

function fromPairs(id: string, title: string, rule: BoundRule, pairs: PairRule): Contender {
  return {
    id,
    rule: { ...rule, title },
    stdpHz: 1,
    pairs: (lagMs, periodMs, n) => pairsChange(pairs, lagMs, periodMs, n),
    drift: (preHz, postHz) => netPerS(poissonDrift(pairs, preHz, postHz)),
    memoryMs: 8 * Math.max(pairs.pre.tauMs, pairs.post.tauMs),
    step: 0,
  }
}

export function pairRule(p: PairStdpParameters): PairRule {
  const carry = p.pairing === 'all-to-all' ? 1 : 0
  return {
    pre: { tauMs: p.tauPlusMs, jump: 1, carry },
    post: { tauMs: p.tauMinusMs, jump: 1, carry },
    etaPlus: p.stepPlus,
    etaMinus: p.stepMinus,
  }
}

function spikeDrivenDrift(parameters: typeof braderSennFusi): Contender['drift'] {
  // The jumps depend on the postsynaptic rate alone, and take a while to integrate.
  const known = new Map<number, number>()
  return (preHz, postHz) => {
    let perSpike = known.get(postHz)
    if (perSpike === undefined) {
      const { up, down } = sdspJumps(parameters, postHz)
      perSpike = parameters.stepUp * up - parameters.stepDown * down
      known.set(postHz, perSpike)
    }
    return preHz * perSpike
  }
}

/** Stationary change per pair of the calcium rule at one half. */
export function calciumPairChange(p: CalciumParameters, lagMs: number, frequencyHz: number): number {
  return calciumDriftPerS(p, pairOccupancy(p, lagMs, frequencyHz), 0.5) / frequencyHz
}
