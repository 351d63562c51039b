import { createEventHook, useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { ActivityEvent } from '../../contract/api.ts'
import type { RunSummary } from '../../contract/runs.ts'
import { useLab } from '../client/api.ts'

/** How fast a run goes, as last told by the core. */
export interface Pace {
  /** Of the unit of the progress. */
  perSecond: number
  simulatedMs: number
  wallMs: number
}

type Progressed = Extract<ActivityEvent, { type: 'progress' }>

/** The core tells of progress more often than anyone reads it, and all that shows a run is looked through for it. */
const PROGRESS_EVERY_MS = 500

/** What goes on in the project: its runs as the core tells of them. */
export const useActivity = defineStore('activity', () => {
  const lab = useLab()
  /** The newest runs, and every run that something happened to since. */
  const runs = shallowReactive(new Map<string, RunSummary>())
  const paces = shallowReactive(new Map<string, Pace>())
  const order = shallowRef<string[]>([])
  const savedAtMs = shallowRef<number | null>(null)
  const hook = createEventHook<ActivityEvent>()
  /** By run: what is not shown yet. */
  const progressed = new Map<string, Progressed>()
  let events: AsyncIterator<ActivityEvent> | undefined

  const running = computed(() => withStatus('running', 'paused').sort((a, b) => a.number - b.number))
  const queued = computed(() => withStatus('queued').sort((a, b) => place(a.id) - place(b.id) || a.number - b.number))
  const newest = computed(() => [...runs.values()].sort((a, b) => b.number - a.number))

  function withStatus(...statuses: RunSummary['status'][]): RunSummary[] {
    return [...runs.values()].filter(({ status }) => statuses.includes(status))
  }

  function place(runId: string): number {
    const at = order.value.indexOf(runId)
    return at < 0 ? Infinity : at
  }

  /** Starts over: after a project was opened, or the connection came back. */
  async function follow(): Promise<void> {
    void events?.return?.()
    const mine = lab.live.activity()[Symbol.asyncIterator]()
    events = mine
    runs.clear()
    paces.clear()
    progressed.clear()
    order.value = []
    void listen(mine)
    const page = await lab.history.query({ filter: '', sort: { by: 'number', descending: true }, offset: 0, limit: 50 })
    if (mine !== events) return
    // What the stream told meanwhile is newer.
    for (const run of page.runs) if (!runs.has(run.id)) runs.set(run.id, run)
  }

  async function listen(mine: AsyncIterator<ActivityEvent>): Promise<void> {
    try {
      for (let step = await mine.next(); step.done !== true; step = await mine.next()) {
        take(step.value)
        void hook.trigger(step.value)
      }
    } catch {
      // The connection says so itself, and follow() is called when it is back.
    }
  }

  function take(event: ActivityEvent): void {
    switch (event.type) {
      case 'run':
        progressed.delete(event.run.id)
        runs.set(event.run.id, event.run)
        break
      case 'progress':
        progressed.set(event.runId, event)
        void showProgress()
        break
      case 'queue':
        order.value = event.runIds
        break
      case 'saved':
        savedAtMs.value = event.atMs
        break
      case 'metric':
      case 'failed':
      case 'design':
        break
    }
  }

  const showProgress = useThrottleFn(
    () => {
      for (const [runId, { progress, perSecond, simulatedMs, wallMs }] of progressed) {
        const run = runs.get(runId)
        if (run !== undefined) runs.set(runId, { ...run, progress })
        paces.set(runId, { perSecond, simulatedMs, wallMs })
      }
      progressed.clear()
    },
    PROGRESS_EVERY_MS,
    true,
  )

  return { runs, paces, running, queued, newest, savedAtMs, follow, onEvent: hook.on }
})
