import type { Answers } from '../answers.ts'
import type { Watcher } from '../../services/live/watchers.ts'
import type { View } from '../view.ts'
import { projectOf } from '../view.ts'

/** Streams end when their subscription does, and with the connection at the latest. */
export function liveApi(view: View): Answers['live'] {
  const watchers = new Map<string, Watcher>()
  return {
    activity: () => projectOf(view).desk.activity(),
    watch: ({ runId, request }) => {
      const watcher = projectOf(view).desk.watch(runId, request)
      // A window has one view of a run: the newest.
      watchers.get(runId)?.frames.end()
      watchers.set(runId, watcher)
      return watcher.frames
    },
    change: ({ runId, request }) => watchers.get(runId)?.change(request),
    taken: ({ runId }) => watchers.get(runId)?.taken(),
  }
}
