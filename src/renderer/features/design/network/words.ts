import type { Design } from '../../../../contract/design/index.ts'
import { short, whole } from '../../../ui/format.ts'
import type { GraphEdge } from './types.ts'

const ruleNames: Record<string, string> = {
  ...{ bcall: 'BCaLL', 'pair-stdp': 'pair STDP', triplet: 'triplet', sdsp: 'SDSP', calcium: 'calcium' },
}

/** The rule of a design as the badge of a projection; stop-learning acts through it. */
export function ruleBadge(design: Extract<Design, { rule: unknown }>): NonNullable<GraphEdge['plastic']> {
  const { rule } = design
  const title = 'kind' in rule ? (ruleNames[rule.kind] ?? rule.kind) : ruleNames.bcall
  return { title, part: 'rule', also: 'stopLearning' in design ? ['stopLearning'] : [] }
}

export function delayText(steps: number): string {
  return steps === 0 ? 'no delay' : `${whole(steps)} ${steps === 1 ? 'step' : 'steps'} later`
}

/** 'from 4 to 12 mV', '8 mV' */
export function spanText(values: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const range = low === high ? short(low) : `${short(low)} to ${short(high)}`
  return unit === '' ? range : `${range} ${unit}`
}

export function countText(count: number, what: string): string {
  return `${whole(count)} ${count === 1 ? what : `${what}s`}`
}
