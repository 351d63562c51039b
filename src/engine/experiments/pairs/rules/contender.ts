import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import { bcall } from '../../../models/plasticity/bcall.ts'
import { calciumRule, type CalciumParameters } from '../../../models/plasticity/calcium.ts'
import { pairStdp, type PairStdpParameters } from '../../../models/plasticity/pair-stdp.ts'
import { sdsp, type SdspParameters } from '../../../models/plasticity/sdsp.ts'
import { triplet, type TripletParameters } from '../../../models/plasticity/triplet.ts'
import { calciumDriftPerS, pairOccupancy, poissonOccupancy } from '../../../theory/calcium.ts'
import { netPerS, poissonDrift } from '../../../theory/drift.ts'
import { pairRuleOf, pairsChange, type PairRule } from '../../../theory/pairing.ts'
import { sdspJumps, sdspThresholdHz } from '../../../theory/sdsp.ts'
import { tripletDriftPerS, tripletPairsChange } from '../../../theory/triplet.ts'
import { bind, type BoundRule } from './bound.ts'

/** A rule with what is known about it in closed form. Bistable drifts are off: only learning is looked at. */
export interface Contender {
  id: string
  rule: BoundRule
  /** Pairing frequency of its STDP curve: 1 Hz, unless the rule learns nothing there. */
  stdpHz: number
  /** Lag and highest frequency of its SRDP curve; absent: those of the design. */
  srdp?: { lagMs: number; toHz: number }
  /** Change by n pairs from rest. */
  pairs?: (lagMs: number, periodMs: number, n: number) => number
  /** Change per pair when pairs go on for ever, of rules for which that is all that is known. */
  stationary?: (lagMs: number, periodMs: number) => number
  /** Change per second under independent Poisson trains. */
  drift: (preHz: number, postHz: number) => number
  /** How long the rule remembers its start. */
  memoryMs: number
  /** Size of its steps, where what it does is a sum of rare ones; 0: it is not. */
  step: number
}

export function bcallContender(parameters: BcallParameters): Contender {
  const still = { ...parameters, bistable: false }
  const calciumMs = still.stopLearning.on ? still.stopLearning.tauMs : 0
  return fromPairs('bcall', bind('BCaLL', bcall, still), pairRuleOf(still), calciumMs)
}

export function pairContender(parameters: PairStdpParameters): Contender {
  return fromPairs('pair-stdp', bind('Pair STDP', pairStdp, parameters), pairRule(parameters))
}

export function tripletContender(parameters: TripletParameters): Contender {
  return {
    id: 'triplet',
    rule: bind('Triplet STDP', triplet, parameters),
    stdpHz: 1,
    pairs: (lagMs, periodMs, n) => tripletPairsChange(parameters, lagMs, periodMs, n),
    drift: (preHz, postHz) => tripletDriftPerS(parameters, preHz, postHz),
    memoryMs: 8 * Math.max(parameters.tauXMs, parameters.tauYMs, parameters.tauPlusMs, parameters.tauMinusMs),
    step: 0,
  }
}

export function sdspContender(parameters: SdspParameters): Contender {
  const still = { ...parameters, driftUpPerS: 0, driftDownPerS: 0 }
  // Its calcium needs so many spikes a second to open the windows.
  const opensHz = sdspThresholdHz(still, Math.min(still.upLow, still.downLow))
  return {
    id: 'sdsp',
    rule: bind('SDSP', sdsp, still),
    stdpHz: 1.2 * opensHz,
    srdp: { lagMs: 2, toHz: 1.9 * opensHz },
    drift: spikeDrivenDrift(still),
    memoryMs: 8 * still.tauCalciumMs,
    step: still.stepUp,
  }
}

export function calciumContender(parameters: CalciumParameters): Contender {
  return {
    id: 'calcium',
    rule: slowed(1e5, (factor) => bind('Calcium', calciumRule(), { ...parameters, tauS: factor * parameters.tauS })),
    stdpHz: 1,
    stationary: (lagMs, periodMs) =>
      (calciumDriftPerS(parameters, pairOccupancy(parameters, lagMs, 1000 / periodMs), 0.5) * periodMs) / 1000,
    drift: (preHz, postHz) => calciumDriftPerS(parameters, poissonOccupancy(parameters, preHz, postHz), 0.5),
    memoryMs: 8 * parameters.tauCalciumMs,
    // A pair of spikes close enough to bring the calcium over its thresholds.
    step: 0.005,
  }
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

function fromPairs(id: string, rule: BoundRule, pairs: PairRule, calciumMs = 0): Contender {
  return {
    id,
    rule,
    stdpHz: 1,
    pairs: (lagMs, periodMs, n) => pairsChange(pairs, lagMs, periodMs, n),
    drift: (preHz, postHz) => netPerS(poissonDrift(pairs, preHz, postHz)),
    memoryMs: 8 * Math.max(pairs.pre.tauMs, pairs.post.tauMs, calciumMs),
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

/** What the jumps were integrated for last: steps are changed without integrating again. */
let integrated = { of: '', perSpike: new Map<number, { up: number; down: number }>() }

function spikeDrivenDrift(parameters: SdspParameters): Contender['drift'] {
  const { stepUp, stepDown, ...windows } = parameters
  const of = JSON.stringify(windows)
  if (integrated.of !== of) integrated = { of, perSpike: new Map() }
  const { perSpike } = integrated
  return (preHz, postHz) => {
    // The jumps depend on the postsynaptic rate alone, and take a while to integrate.
    const { up, down } = perSpike.get(postHz) ?? sdspJumps(parameters, postHz)
    perSpike.set(postHz, { up, down })
    return preHz * (stepUp * up - stepDown * down)
  }
}
