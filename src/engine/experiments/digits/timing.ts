import type { SupervisedDesign } from './design.ts'

export interface Steps {
  /** Teacher alone, before the digit. */
  lead: number
  presentation: number
  /** Lead, digit, and the silence behind it: from one digit to the next. */
  period: number
  test: number
}

export function stepsOf({ schedule, stimulus, teacher, evaluation }: SupervisedDesign): Steps {
  const steps = (ms: number): number => Math.round(ms / schedule.dtMs)
  const lead = steps(teacher.leadMs)
  const presentation = Math.max(1, steps(stimulus.presentationMs))
  return {
    lead,
    presentation,
    period: lead + presentation + steps(schedule.gapMs),
    test: Math.max(1, steps(evaluation.presentationMs)),
  }
}
