import type { TimingModulationDesign } from '../../../../contract/design/pairs/timing-modulation.ts'
import { calciumRule } from '../../../models/plasticity/calcium.ts'
import { sdsp } from '../../../models/plasticity/sdsp.ts'
import { correlatedDrift, netPerS } from '../../../theory/drift.ts'
import { type PairRule, pairRuleOf } from '../../../theory/pairing.ts'
import { calciumOf, sdspOf } from '../../digits/plasticity.ts'
import { type Bench, ruleOf } from '../build.ts'
import { poissonBlock } from '../poisson-block.ts'
import { type BoundRule, bind } from '../rules/bound.ts'
import {
  type Contender,
  calciumContender,
  pairContender,
  pairRule,
  sdspContender,
  tripletContender,
} from '../rules/contender.ts'
import { type RingTrains, withLeadIn } from '../trains.ts'

/** The rule of a design, as this experiment looks at it. */
export interface TimingRule {
  /** Learning of a held synapse over a ring of spikes. */
  block(ring: RingTrains): { netPerS: number; simulatedMs: number; spikes: number }
  play: BoundRule['play']
  thetaW: number
  /** Closed form of the change per second; NaN where there is none. */
  expected(correlation: number, lagMs: number): number
  /** A network of neurons whose spikes stand on a grid is known to do the same. */
  knownInNetworks: boolean
}

export function timingRuleOf(design: TimingModulationDesign, bench: Bench): TimingRule {
  const { rule } = design
  const byPairs =
    (pairs: PairRule): TimingRule['expected'] =>
    (correlation, lagMs) => {
      const { rateHz } = design.drive
      return netPerS(correlatedDrift(pairs, rateHz, rateHz, correlation * rateHz, lagMs))
    }
  /** Where correlated trains have no closed form, independent ones have. */
  const peer = (contender: Contender, bound = contender.rule): TimingRule => ({
    ...peerLearning(contender, bound),
    ...{ thetaW: rule.thetaW, knownInNetworks: false },
    expected: (correlation) => (correlation === 0 ? contender.drift(design.drive.rateHz, design.drive.rateHz) : NaN),
  })
  switch (rule.kind) {
    case 'bcall': {
      const own = ruleOf(design)
      return {
        block: (ring) => poissonBlock(own, ring, bench),
        play: bind('BCaLL', bench.rule, own).play,
        ...{ thetaW: rule.thetaW, expected: byPairs(pairRuleOf(own)), knownInNetworks: true },
      }
    }
    case 'pair-stdp': {
      const expected = byPairs(pairRule(rule.pairStdp))
      return { ...peer(pairContender(rule.pairStdp)), expected, knownInNetworks: true }
    }
    case 'triplet':
      return peer(tripletContender(rule.triplet))
    case 'sdsp':
      return peer(sdspContender(sdspOf(rule)), bind('SDSP', sdsp, sdspOf(rule)))
    case 'calcium':
      return peer(calciumContender(calciumOf(rule)), bind('Calcium', calciumRule(), calciumOf(rule)))
  }
}

/** bound: what learns freely, bistable drift included. */
function peerLearning({ rule, memoryMs }: Contender, { play }: BoundRule): Pick<TimingRule, 'block' | 'play'> {
  return {
    play,
    block: (ring) => {
      const trains = withLeadIn(ring, memoryMs)
      const { ltp, ltd } = rule.drive(trains, 0, ring.durationMs)
      return {
        netPerS: (1000 * (ltp - ltd)) / ring.durationMs,
        simulatedMs: memoryMs + ring.durationMs,
        spikes: trains.preMs.length + trains.postMs.length,
      }
    },
  }
}
