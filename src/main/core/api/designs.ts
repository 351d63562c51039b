import type { Answers } from '../answers.ts'
import type { DesignProblem } from '../../../contract/api.ts'
import { describeFields, parseDesign } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import { compareReferences } from '../../services/designs/compare.ts'
import type { Core } from '../core.ts'
import type { View } from '../view.ts'
import { projectOf } from '../view.ts'

export function designsApi({ lab, estimate }: Core, view: View): Answers['designs'] {
  const documents = () => projectOf(view).designs
  return {
    fields: ({ kind }) => describeFields(kind),
    ofPreset: ({ preset }) => lab.presets.get(preset).design,
    check: ({ design }) => problemsOf(design),
    estimate: ({ design, seeds, workers }) => estimate.of(parseDesign(design), seeds, workers),
    list: ({ trash }) => documents().list(trash),
    get: ({ id }) => documents().get(id),
    create: ({ design, preset }) => documents().create(design, preset),
    save: ({ id, revision, design }) => documents().save(id, revision, design),
    label: ({ id, change }) => documents().label(id, change),
    duplicate: ({ id }) => documents().duplicate(id),
    delete: ({ id }) => documents().trash(id),
    restore: ({ id }) => documents().restore(id),
    compare: ({ designs }) => compareReferences(designs, lab.presets, documents),
    export: ({ id }) => documents().exportFile(id),
    import: ({ fileName, text }) => documents().importFile(fileName, text),
  }
}

/** Each problem is a sentence that begins with the path of its field: `rule.etaPlus is -1: it must be ...`. */
function problemsOf(design: unknown): DesignProblem[] {
  try {
    parseDesign(design)
    return []
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    const { facts, message } = error as LabError<'DESIGN_INVALID'>
    return (facts.problems ?? [message]).map((problem) => {
      const match = /^([\w.]+)(?: is (.*?))?(?:: | does not exist| is missing)/.exec(problem)
      return { path: match?.[1] ?? '', value: match?.[2] ?? '', message: problem }
    })
  }
}
