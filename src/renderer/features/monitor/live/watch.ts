import type { LabApi, LiveFrame, LiveRequest } from '../../../../contract/api.ts'

/**
 * At most 5 digits a second: the picture moves along fewer, and numbers are read more slowly still; every one costs the run time. The
 * frame of the screen is asked for a little early, for it is waited for too.
 */
const SHORTEST_MS = 1000 / 5 - 12

export interface Watching {
  change: (request: LiveRequest) => void
  close: () => void
}

export interface WatchEvents {
  /** `request`: what the frame was asked with; null while that is not certain, because it was changed a moment ago. */
  frame: (frame: LiveFrame, request: LiveRequest | null) => void
  /** The core has no more frames, or could not be reached. */
  end: (error?: unknown) => void
}

/**
 * Frames of a run, each handed over in an animation frame and credited only then: a window that is hidden or busy gets none, and the
 * run makes none.
 */
export function watchRun(lab: LabApi, runId: string, first: LiveRequest, { frame, end }: WatchEvents): Watching {
  const waiting: LiveFrame[] = []
  let request = first
  let certain = true
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let drawing = 0
  let shownAt = -Infinity

  const show = (now: number): void => {
    timer = undefined
    const next = waiting.shift()
    if (next === undefined) return
    shownAt = now
    frame(next, certain ? request : null)
    certain = true
    lab.live.taken({ runId }).catch(() => undefined)
    if (waiting.length > 0) schedule()
  }
  const schedule = (): void => {
    if (closed || timer !== undefined) return
    timer = setTimeout(
      () => (drawing = requestAnimationFrame(show)),
      Math.max(0, shownAt + SHORTEST_MS - performance.now()),
    )
  }
  const frames = lab.live.watch({ runId, request: first })[Symbol.asyncIterator]()
  const listen = async (): Promise<void> => {
    for (let step = await frames.next(); step.done !== true; step = await frames.next()) {
      waiting.push(step.value)
      schedule()
    }
  }
  listen().then(
    () => closed || end(),
    (error: unknown) => closed || end(error),
  )
  return {
    change: (changed) => {
      lab.live.change({ runId, request: changed }).then(
        () => {
          request = changed
          // The next frame may have been on its way already.
          certain = false
        },
        () => undefined,
      )
    },
    close: () => {
      closed = true
      waiting.length = 0
      clearTimeout(timer)
      cancelAnimationFrame(drawing)
      // At once: a paused run may have no next frame for a long time.
      void frames.return?.()
    },
  }
}
