import type { Design } from '../../../../../contract/design/index.ts'
import { whole } from '../../../../ui/format.ts'
import type { Graph } from '../types.ts'
import { spanText } from '../words.ts'

/** No spikes, and no rule: what one linear layer over the same pixels can do. */
export function baselineGraph({ stimulus, classifier }: Extract<Design, { kind: 'linear-baseline' }>): Graph {
  const units = classifier.unitsPerClass.map(whole).join(', ')
  return {
    nodes: [
      {
        ...{ id: 'input', title: 'input', part: 'stimulus', role: 'grey', x: 0, y: 0 },
        subtitle: `grey ${spanText(stimulus.greyThresholds, '')}`,
      },
      {
        ...{ id: 'layer', title: 'linear layer', part: 'classifier', role: 'accent', x: 260, y: 0 },
        subtitle: `${units} per class`,
      },
      {
        ...{ id: 'readout', title: 'readout', part: 'classifier', role: 'grey', x: 450, y: 0 },
        subtitle: 'largest output',
      },
    ],
    edges: [
      {
        ...{ id: 'input-layer', from: 'input', to: 'layer', part: 'classifier', role: 'accent', sign: 'excites' },
        ...{ label: 'all-to-all', detail: 'float and binary' },
      },
      { id: 'layer-readout', from: 'layer', to: 'readout', part: 'classifier', role: 'grey', sign: 'reads' },
    ],
  }
}
