import type { ProjectionSpec } from './spec.ts'

/** Steps from a presynaptic spike's arrival to its effect on learning: the calcium rule's delay, and none for the others. */
export function learningDelaySteps({ plastic }: ProjectionSpec, dtMs: number): number {
  if (!plastic || !('peer' in plastic) || plastic.peer.kind !== 'calcium') return 0
  return Math.round(plastic.peer.parameters.preDelayMs / dtMs)
}

/** Steps for which a spike is still waited for, by transmission or by learning. */
export function longestDelaySteps(projections: readonly ProjectionSpec[], pre: string, dtMs: number): number {
  const delays = projections.filter((q) => q.pre === pre).map((q) => q.delaySteps + learningDelaySteps(q, dtMs))
  return Math.max(0, ...delays)
}
