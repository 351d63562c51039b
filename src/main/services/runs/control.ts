import type { ProbeResponse, RunControl, RunRequest } from '../../../engine/index.ts'

/** What a person does to a run that goes on; the engine looks at it between blocks of work. */
export interface RunLever extends RunControl {
  requestStop: () => void
  pause: () => void
  resume: () => void
  requestCheckpoint: () => void
  /** Rejects when the run ends before it has looked. */
  probe: (pixels: Uint8Array) => Promise<ProbeResponse>
  /** Nothing is looked at any more: `reason` goes to those who wait for an answer. */
  close: (reason: Error) => void
}

export function createRunLever(live?: RunControl['live']): RunLever {
  let paused: { until: Promise<void>; end: () => void } | undefined
  let requests: RunRequest[] = []
  let probes = 0
  let closed: Error | undefined
  const unanswered = new Set<(reason: Error) => void>()
  const lever: RunLever = {
    live,
    stopRequested: false,
    whenResumed: () => paused?.until ?? Promise.resolve(),
    takeRequests: () => {
      const taken = requests
      requests = []
      return taken
    },
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
    requestCheckpoint: () => {
      if (!requests.some(({ type }) => type === 'checkpoint')) requests.push({ type: 'checkpoint' })
    },
    probe: (pixels) =>
      new Promise((resolve, reject) => {
        if (closed !== undefined) {
          reject(closed)
          return
        }
        unanswered.add(reject)
        const answer = (response: ProbeResponse): void => {
          unanswered.delete(reject)
          resolve(response)
        }
        requests.push({ type: 'probe', pixels, key: probes++, answer })
      }),
    close: (reason) => {
      closed = reason
      for (const reject of unanswered) reject(reason)
      unanswered.clear()
    },
  }
  return lever
}
