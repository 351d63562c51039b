import type { AblationId, AblationsDesign } from '../../../contract/design/ablations.ts'
import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import type { Trained } from '../classification/trainings.ts'
import { tuned } from './tuned.ts'

/** The whole network, or one that lacks something. */
export interface Variant extends Trained {
  id: 'complete' | AblationId
  /** Is a mechanism missing, or is the rule another one? */
  kind: 'complete' | 'mechanism' | 'rule'
}

type Change = (whole: ClassificationDesign) => Partial<ClassificationDesign>

const mechanisms: Partial<Record<AblationId, [label: string, change: Change]>> = {
  'stop-learning': ['no stop-learning', ({ stopLearning }) => ({ stopLearning: { ...stopLearning, on: false } })],
  bistability: ['no bistability', ({ rule }) => ({ rule: { ...rule, bistable: false } })],
  'binary-efficacy': ['graded efficacy', ({ rule }) => ({ rule: { ...rule, efficacy: 'graded' } })],
  inhibition: ['no inhibition', ({ inhibition }) => ({ inhibition: { ...inhibition, on: false } })],
  'bounded-traces': ['unbounded traces', ({ rule }) => ({ rule: { ...rule, boundedTraces: false } })],
  'teacher-lead': ['no teacher lead', ({ teacher }) => ({ teacher: { ...teacher, leadMs: 0 } })],
}

const rules: Partial<Record<AblationId, string>> = {
  'pair-stdp': 'pair STDP',
  'pair-stdp-tuned': 'pair STDP, tuned',
  triplet: 'triplet STDP',
  'triplet-tuned': 'triplet STDP, tuned',
  sdsp: 'SDSP',
  'sdsp-tuned': 'SDSP, tuned',
  calcium: 'calcium rule',
  'calcium-tuned': 'calcium rule, tuned',
}

/** The complete network first, then the ablations in the order of the design. */
export function variantsOf({ comparison, kind: _kind, version: _version, ...parts }: AblationsDesign): Variant[] {
  const whole: ClassificationDesign = { kind: 'classification', version: 1, ...parts }
  return [
    { id: 'complete', label: 'complete', kind: 'complete', design: whole },
    ...[...new Set(comparison.ablations)].map((id) => variantOf(id, whole)),
  ]
}

function variantOf(id: AblationId, whole: ClassificationDesign): Variant {
  const mechanism = mechanisms[id]
  if (mechanism) {
    const [label, change] = mechanism
    return { id, label, kind: 'mechanism', design: { ...whole, ...change(whole) } }
  }
  const { rule } = whole
  const other = id in tuned ? tuned[id as keyof typeof tuned](rule) : { kind: id as typeof rule.kind }
  return { id, label: rules[id]!, kind: 'rule', design: { ...whole, rule: { ...rule, ...other } } }
}
