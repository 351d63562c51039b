import type { Answers } from '../answers.ts'
import { parseDesign } from '../../../contract/design/index.ts'
import type { Core } from '../core.ts'
import type { View } from '../view.ts'
import { projectOf } from '../view.ts'

export function runsApi({ lab, queue }: Core, view: View): Answers['runs'] {
  const desk = () => projectOf(view).desk
  return {
    start: ({ design, preset, seeds, workers }) => {
      const { desk: place } = projectOf(view)
      const prepared = lab.prepare(parseDesign(design), preset)
      return {
        runIds: place.launch(
          seeds.map((seed) => ({ prepared, seed })),
          workers ?? null,
        ),
      }
    },
    pause: ({ runId }) => desk().pause(runId),
    unpause: ({ runId }) => desk().unpause(runId),
    stop: ({ runId }) => desk().stop(runId),
    checkpoint: ({ runId }) => desk().checkpoint(runId),
    resume: ({ runId }) => desk().resume([runId]),
    branch: ({ runId, done, settings }) => ({ runId: desk().branch({ run: runId, done, settings }) }),
    reorder: ({ runIds }) => queue.reorder(runIds),
    probe: ({ runId, pixels }) => desk().probe(runId, pixels),
  }
}
