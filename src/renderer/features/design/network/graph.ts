import type { Design } from '../../../../contract/design/index.ts'
import { baselineGraph } from './kinds/baseline.ts'
import { classifierGraph } from './kinds/classifier.ts'
import { oscillationGraph } from './kinds/oscillation.ts'
import { pairGraph, timingGraph } from './kinds/pair.ts'
import { recurrentGraph } from './kinds/recurrent.ts'
import type { Graph } from './types.ts'

/** The network that a design makes. */
export function graphOf(design: Design): Graph {
  switch (design.kind) {
    case 'classification':
    case 'ablations':
      return classifierGraph(design)
    case 'recurrent':
      return recurrentGraph(design)
    case 'oscillation':
      return oscillationGraph(design)
    case 'linear-baseline':
      return baselineGraph(design)
    case 'timing-modulation':
      return timingGraph(design)
    case 'mean-trace':
    case 'pair-trace':
    case 'stdp-window':
    case 'srdp':
    case 'rate-maps':
    case 'compare-rules':
    case 'hardware-robustness':
      return pairGraph(design)
  }
}
