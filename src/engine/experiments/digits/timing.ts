import type { SupervisedDesign } from './design.ts'

export interface Steps {
  /** Teacher alone, before the digit. */
  lead: number
  presentation: number
  test: number
}

export function stepsOf({ schedule, stimulus, teacher, evaluation }: SupervisedDesign): Steps {
  const steps = (ms: number): number => Math.round(ms / schedule.dtMs)
  return {
    lead: steps(teacher.leadMs),
    presentation: Math.max(1, steps(stimulus.presentationMs)),
    test: Math.max(1, steps(evaluation.presentationMs)),
  }
}
