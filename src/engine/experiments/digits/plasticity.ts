import type { NetworkRuleDesign } from '../../../contract/design/network-rule.ts'
import type { StopLearning } from '../../models/plasticity/bcall.ts'
import type { CalciumParameters } from '../../models/plasticity/calcium.ts'
import { asBcall } from '../../models/plasticity/pair-stdp.ts'
import type { SdspParameters } from '../../models/plasticity/sdsp.ts'
import type { Plasticity, StartingWeights } from '../../network/spec.ts'

/** The rule that a design asks for, as a network takes it. */
export function plasticityOf(
  { rule, stopLearning }: { rule: NetworkRuleDesign; stopLearning: StopLearning },
  start: StartingWeights,
): Plasticity {
  const { thetaW, efficacy } = rule
  switch (rule.kind) {
    case 'bcall':
      return { ...start, rule: { ...rule, stopLearning }, touch: 'lazy' }
    case 'pair-stdp':
      return { ...start, rule: asBcall(rule.pairStdp, { thetaW, efficacy }), touch: 'lazy' }
    case 'triplet':
      return { ...start, peer: { kind: 'triplet', parameters: rule.triplet }, thetaW, efficacy }
    case 'sdsp':
      return { ...start, peer: { kind: 'sdsp', parameters: sdspOf(rule) }, thetaW, efficacy }
    case 'calcium':
      return { ...start, peer: { kind: 'calcium', parameters: calciumOf(rule) }, thetaW, efficacy }
  }
}

export const sdspOf = ({ sdsp, thetaW }: NetworkRuleDesign): SdspParameters => ({ ...sdsp, thetaX: thetaW })

/** How closed and open synapses were told apart in the experiments that the rule was fitted to plays no part in a network. */
export const calciumOf = ({ calcium }: NetworkRuleDesign): CalciumParameters => ({
  ...calcium,
  downFraction: 0.5,
  strengthOpen: 1,
})
