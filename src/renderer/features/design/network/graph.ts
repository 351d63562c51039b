import type { Design } from '../../../../contract/design/index.ts'
import { baselineGraph } from './kinds/baseline.ts'
import { classifierGraph } from './kinds/classifier.ts'
import { oscillationGraph } from './kinds/oscillation.ts'
import { pairGraph, timingGraph } from './kinds/pair.ts'
import { recurrentGraph } from './kinds/recurrent.ts'
import type { Graph } from './types.ts'

/** The network that a design makes. */
export function graphOf(design: Design): Graph {
  if ('synapse' in design) return classifierGraph(design)
  if ('recurrence' in design) return recurrentGraph(design)
  if ('population' in design) return oscillationGraph(design)
  if ('classifier' in design) return baselineGraph(design)
  return design.kind === 'timing-modulation' ? timingGraph(design) : pairGraph(design)
}
