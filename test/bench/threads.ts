import { existsSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs'

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

/** Reads how long this thread has been ready to run without a core, since it began, ms; 0 where the system does not tell. */
export function queueOfThisThread(): () => number {
  const name = '/proc/thread-self/schedstat'
  if (!existsSync(name)) return () => 0
  // Kept open: reading is then one call of the system, and disturbs what it measures as little as can be.
  const file = openSync(name, 'r')
  const text = Buffer.alloc(80)
  return () => timesIn(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0))).queuedMs
}

function timeIn(folder: string): ThreadTime {
  return timesIn(readFileSync(`${folder}/schedstat`, 'utf8'))
}

function timesIn(text: string): ThreadTime {
  const [ran, queued] = text.trim().split(' ').map(Number)
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
