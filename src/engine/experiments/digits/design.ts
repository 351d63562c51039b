import type { ClassificationDesign } from '../../../contract/design/classification.ts'

/** What every experiment that teaches pools of units to name digits has in its design. */
export type SupervisedDesign = Pick<
  ClassificationDesign,
  'stimulus' | 'output' | 'teacher' | 'schedule' | 'evaluation' | 'recorders'
> & { rule: Pick<ClassificationDesign['rule'], 'thetaW'> }

/** A contiguous part of the output units, with which a worker is entrusted. */
export interface UnitRange {
  first: number
  count: number
}

/** Names of the parts, as recorders and views call them. */
export const INPUT = 'input'
export const OUTPUT = 'output'
export const TEACHER = 'teacher'
/** The plastic synapses from inputs to output units. */
export const PLASTIC = 'input-output'

export const unitsOf = ({ output }: SupervisedDesign): number => output.classes * output.unitsPerClass
