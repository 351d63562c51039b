import { LabError } from '../../contract/errors.ts'
import type { HostQuestions, OpenProject } from './core.ts'

/** One window, or one page in a browser. */
export interface View {
  questions: HostQuestions
  current: () => OpenProject | undefined
  enter: (open: OpenProject) => void
}

export function projectOf(view: View): OpenProject {
  const open = view.current()
  if (open === undefined) throw new LabError('NO_PROJECT', undefined)
  return open
}
