import type { ActivityEvent } from '../../../contract/api.ts'
import type { Feed } from './feed.ts'
import { createFeed } from './feed.ts'

type Metric = Extract<ActivityEvent, { type: 'metric' }>

/** Tells everybody who listens what changes in a project. */
export interface Activity {
  tell: (event: ActivityEvent) => void
  /** Starts with `before`: where things stand. */
  listen: (before: readonly ActivityEvent[]) => Feed<ActivityEvent>
  close: () => void
}

const tellEveryMs = 100
/** A listener that is this far behind reads the metrics it missed from the history. */
const mostMetrics = 5_000

/** What one listener has not been told yet. Of things that replace each other only the last one is kept. */
interface Listener {
  events: Map<string, ActivityEvent>
  metrics: Metric[]
  /** All that is there goes at once; then nothing until the next round. */
  open: boolean
  feed: Feed<ActivityEvent>
}

export function createActivity(): Activity {
  const listeners = new Set<Listener>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const note = (listener: Listener, event: ActivityEvent): void => {
    if (event.type === 'metric') {
      listener.metrics.push(event)
      if (listener.metrics.length > mostMetrics) listener.metrics.shift()
      return
    }
    // Deleted first, so that it takes its place behind what was told before it.
    const key = keyOf(event)
    listener.events.delete(key)
    listener.events.set(key, event)
  }
  const wakeAll = (): void => {
    timer = undefined
    for (const listener of listeners) {
      listener.open = true
      listener.feed.wake()
    }
  }
  const listen = (before: readonly ActivityEvent[]): Feed<ActivityEvent> => {
    const listener: Listener = { events: new Map(), metrics: [], open: true, feed: undefined as never }
    const take = (): ActivityEvent | undefined => {
      const event = listener.open ? next(listener) : undefined
      listener.open = event !== undefined
      return event
    }
    listener.feed = createFeed(take, () => listeners.delete(listener))
    for (const event of before) note(listener, event)
    listeners.add(listener)
    return listener.feed
  }
  return {
    listen,
    tell: (event) => {
      if (listeners.size === 0) return
      for (const listener of listeners) note(listener, event)
      timer ??= setTimeout(wakeAll, tellEveryMs)
    },
    close: () => {
      clearTimeout(timer)
      for (const { feed } of listeners) feed.end()
    },
  }
}

function next({ events, metrics }: Listener): ActivityEvent | undefined {
  const metric = metrics.shift()
  if (metric !== undefined) return metric
  const first = events.entries().next()
  if (first.done) return undefined
  events.delete(first.value[0])
  return first.value[1]
}

function keyOf(event: Exclude<ActivityEvent, Metric>): string {
  switch (event.type) {
    case 'run':
      return `run ${event.run.id}`
    case 'progress':
    case 'failed':
      return `${event.type} ${event.runId}`
    case 'design':
      return `design ${event.design.id}`
    case 'queue':
    case 'saved':
      return event.type
  }
}

/** Work per second over the last while. */
export function createSpeed(now: () => number = () => performance.now()): (done: number) => number {
  const overMs = 10_000
  const seen: { atMs: number; done: number }[] = []
  return (done) => {
    seen.push({ atMs: now(), done })
    while (seen.length > 2 && seen[1].atMs < now() - overMs) seen.shift()
    const first = seen[0]
    const last = seen[seen.length - 1]
    return last.atMs > first.atMs ? (1000 * (last.done - first.done)) / (last.atMs - first.atMs) : 0
  }
}
