import type { Answers } from '../answers.ts'
import { parseDesign } from '../../../contract/design/index.ts'
import type { View } from '../view.ts'
import { projectOf } from '../view.ts'

export function sweepsApi(view: View): Answers['sweeps'] {
  const sweeps = () => projectOf(view).sweeps
  return {
    list: () => sweeps().list(),
    get: ({ sweepId }) => sweeps().get(sweepId),
    preview: ({ design, preset, plan }) => sweeps().preview(parseDesign(design), preset, plan),
    estimate: ({ design, preset, plan, workers }) => sweeps().estimate(parseDesign(design), preset, plan, workers),
    launch: ({ design, preset, plan }) => sweeps().launch(parseDesign(design), preset, plan),
    extend: ({ sweepId, plan }) => sweeps().extend(sweepId, plan),
    stop: ({ sweepId }) => sweeps().stop(sweepId),
    continue: ({ sweepId }) => sweeps().continue(sweepId),
    rename: ({ sweepId, name }) => sweeps().rename(sweepId, name),
    trash: ({ sweepId }) => sweeps().trash(sweepId),
    restore: ({ sweepId }) => sweeps().restore(sweepId),
  }
}
