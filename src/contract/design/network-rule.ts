import type { z } from 'zod'
import { allOnlyWhile, choice, onlyWhile, part, type Condition } from '../fields.ts'
import { calciumRuleSchema, pairStdpSchema, sdspSchema, tripletSchema } from './peer-rules.ts'
import { bcallFields, stopLearningSchema, synapseFields } from './rule.ts'

export const ruleKinds = ['bcall', 'pair-stdp', 'triplet', 'sdsp', 'calcium'] as const

export const bcallOnly: Condition = { path: 'rule.kind', is: ['bcall'] }

/** A part or a field that counts under BCaLL alone. */
export const onlyBcall = <T extends z.ZodType>(schema: T): T => onlyWhile(bcallOnly, schema)

/** The rule that the synapses of a network learn by: BCaLL, or one of those that the field knows. */
export const networkRuleSchema = part('Plasticity rule', {
  kind: choice(ruleKinds, {
    label: 'Rule',
    default: 'bcall',
    doc: 'BCaLL; pair-based or triplet STDP; spike-driven plasticity (Brader, Senn & Fusi 2007); the calcium rule (Graupner & Brunel 2012).',
  }),
  ...allOnlyWhile(bcallOnly, bcallFields),
  ...synapseFields,
  pairStdp: pairStdpSchema,
  triplet: tripletSchema,
  sdsp: sdspSchema,
  calcium: calciumRuleSchema,
})

/** Stop-learning belongs to BCaLL. */
export const networkStopLearningSchema = onlyBcall(stopLearningSchema)

export type NetworkRuleDesign = z.infer<typeof networkRuleSchema>

/** For refine: the calcium rule's stable states part at one half, and nowhere else. */
export const calciumPartsAtHalf = ({ rule }: { rule: NetworkRuleDesign }) =>
  rule.kind !== 'calcium' || rule.thetaW === 0.5
export const mustBeHalf = {
  message: 'must be 0.5 with the calcium rule, whose stable states part there',
  path: ['rule', 'thetaW'],
}
