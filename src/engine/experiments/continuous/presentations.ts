import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import type { ContinuousPresentationDesign, PresentationId } from '../../../contract/design/continuous.ts'
import type { Trained } from '../classification/trainings.ts'

/** The network under one way of showing digits. */
export interface Presentation extends Trained {
  id: PresentationId
}

type Change = (whole: ClassificationDesign, gapMs: number) => Partial<ClassificationDesign>

const ways: Record<PresentationId, [label: string, change: Change]> = {
  separated: ['gap and rest', ({ schedule }, gapMs) => ({ schedule: { ...schedule, gapMs, resetBetween: true } })],
  gap: ['gap, no rest', ({ schedule }, gapMs) => ({ schedule: { ...schedule, gapMs, resetBetween: false } })],
  continuous: [
    'continuous',
    ({ schedule, teacher }) => ({
      schedule: { ...schedule, gapMs: 0, resetBetween: false },
      // There is no time before a digit at which the one before it is not shown.
      teacher: { ...teacher, leadMs: 0 },
    }),
  ],
}

/** In the order of the design. */
export function presentationsOf({
  comparison,
  kind: _kind,
  version: _version,
  ...parts
}: ContinuousPresentationDesign): Presentation[] {
  const whole: ClassificationDesign = { kind: 'classification', version: 1, ...parts }
  return [...new Set(comparison.presentations)].map((id) => {
    const [label, change] = ways[id]
    return { id, label, design: { ...whole, ...change(whole, comparison.gapMs) } }
  })
}
