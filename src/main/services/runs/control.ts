import type { RunControl } from '../../../engine/index.ts'

/** What a person does to a run that goes on; the engine looks at it between blocks of work. */
export interface RunLever extends RunControl {
  requestStop: () => void
  pause: () => void
  resume: () => void
}

export function createRunLever(): RunLever {
  let paused: { until: Promise<void>; end: () => void } | undefined
  const lever: RunLever = {
    stopRequested: false,
    whenResumed: () => paused?.until ?? Promise.resolve(),
    requestStop: () => {
      lever.stopRequested = true
      lever.resume()
    },
    pause: () => {
      if (paused !== undefined || lever.stopRequested) return
      let end = (): void => undefined
      const until = new Promise<void>((resolve) => (end = resolve))
      paused = { until, end }
    },
    resume: () => {
      paused?.end()
      paused = undefined
    },
  }
  return lever
}
