import { existsSync, readFileSync, readdirSync } from 'node:fs'

/** How a thread has spent its time, ms. What is left was waiting for something to do. */
export interface ThreadTime {
  ranMs: number
  /** Ready to run, and no core was free. */
  queuedMs: number
}

export type ThreadTimes = ReadonlyMap<string, ThreadTime>

/** By thread of a process, since each began; empty where the system does not tell. */
export function threadTimes(pid: number): ThreadTimes {
  const folder = `/proc/${pid}/task`
  if (!existsSync(folder)) return new Map()
  return new Map(readdirSync(folder).map((thread) => [thread, timeIn(`${folder}/${thread}`)]))
}

/** Nothing where the system does not tell. */
export function timeOfThisThread(): ThreadTime {
  const folder = '/proc/thread-self'
  return existsSync(folder) ? timeIn(folder) : { ranMs: 0, queuedMs: 0 }
}

function timeIn(folder: string): ThreadTime {
  const [ran, queued] = readFileSync(`${folder}/schedstat`, 'utf8').trim().split(' ').map(Number)
  return { ranMs: ran / 1e6, queuedMs: queued / 1e6 }
}

/** Of the thread that worked most in between: the engine's. */
export function busiest(before: ThreadTimes, after: ThreadTimes): ThreadTime | undefined {
  const spent = [...after].map(([thread, { ranMs, queuedMs }]) => ({
    ranMs: ranMs - (before.get(thread)?.ranMs ?? 0),
    queuedMs: queuedMs - (before.get(thread)?.queuedMs ?? 0),
  }))
  return spent.sort((a, b) => b.ranMs - a.ranMs).at(0)
}
