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
  let listeners: (() => void)[] = []
  const tell = (): void => {
    const told = listeners
    listeners = []
    for (const listener of told) listener()
  }
  let requests: RunRequest[] = []
  let probes = 0
  let closed: Error | undefined
  const unanswered = new Set<(reason: Error) => void>()
  const lever: RunLever = {
    live,
    stopRequested: false,
    paused: false,
    whenTold: () => new Promise((resolve) => listeners.push(resolve)),
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
      lever.paused = !lever.stopRequested
    },
    resume: () => {
      lever.paused = false
      tell()
    },
    requestCheckpoint: () => {
      if (!requests.some(({ type }) => type === 'checkpoint')) requests.push({ type: 'checkpoint' })
      tell()
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
        tell()
      }),
    close: (reason) => {
      closed = reason
      for (const reject of unanswered) reject(reason)
      unanswered.clear()
    },
  }
  return lever
}
