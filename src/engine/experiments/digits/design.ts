import type { ClassificationDesign } from '../../../contract/design/classification.ts'

/** What every experiment that teaches pools of units to name digits has in its design. */
export type SupervisedDesign = Pick<
  ClassificationDesign,
  'stimulus' | 'output' | 'teacher' | 'schedule' | 'evaluation' | 'recorders'
>

/** A contiguous part of the output units, with which a worker is entrusted. */
export interface UnitRange {
  first: number
  count: number
}
