import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, shallowRef } from 'vue'
import type { ActivityEvent, LabApi } from '../../src/contract/api.ts'
import type { RunSummary } from '../../src/contract/runs.ts'
import type { ConnectionState } from '../../src/renderer/client/api.ts'
import { connectionKey } from '../../src/renderer/client/api.ts'
import { useActivity } from '../../src/renderer/stores/activity.ts'

const run = { id: 'r1', number: 1, status: 'running', progress: { done: 0, total: 100, unit: 'digits' } } as RunSummary

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('progress is shown twice a second, the newest last; that a run has ended is shown at once', async () => {
  const { activity, tell } = await following()
  const shown: number[] = []
  for (let done = 1; done <= 20; done++) {
    await tell({ type: 'progress', runId: 'r1', ...progress(done) })
    const now = activity.runs.get('r1')!.progress.done
    if (now !== shown.at(-1)) shown.push(now)
    await vi.advanceTimersByTimeAsync(100)
  }
  // At once, and then what was the newest when each half of a second was over.
  expect(shown).toEqual([1, 5, 10, 15])
  await vi.advanceTimersByTimeAsync(500)
  expect(activity.runs.get('r1')!.progress.done).toBe(20)
  expect(activity.paces.get('r1')!.perSecond).toBe(20)

  await tell({ type: 'progress', runId: 'r1', ...progress(99) })
  await tell({ type: 'run', run: { ...run, status: 'completed', progress: progress(100).progress } })
  expect(activity.newest[0]).toMatchObject({ status: 'completed', progress: { done: 100 } })
  await vi.advanceTimersByTimeAsync(1000)
  expect(activity.newest[0]).toMatchObject({ status: 'completed', progress: { done: 100 } })
})

test('who listens hears of all progress', async () => {
  const { activity, tell } = await following()
  const heard: number[] = []
  activity.onEvent((event) => {
    if (event.type === 'progress') heard.push(event.progress.done)
  })
  for (let done = 1; done <= 5; done++) await tell({ type: 'progress', runId: 'r1', ...progress(done) })
  expect(heard).toEqual([1, 2, 3, 4, 5])
})

function progress(done: number): Omit<Extract<ActivityEvent, { type: 'progress' }>, 'type' | 'runId'> {
  return { progress: { ...run.progress, done }, simulatedMs: done, wallMs: done, perSecond: done }
}

/** The store on a core that knows one run and tells what it is told to. */
async function following() {
  const waiting: ((step: IteratorResult<ActivityEvent>) => void)[] = []
  const next = (): Promise<IteratorResult<ActivityEvent>> => new Promise((resolve) => waiting.push(resolve))
  const lab = {
    live: { activity: () => ({ [Symbol.asyncIterator]: () => ({ next }) }) },
    history: { query: () => Promise.resolve({ total: 1, runs: [run], sizes: [1], filterProblem: null }) },
  } as unknown as LabApi
  const app = createApp({})
    .use(createPinia())
    .provide(connectionKey, { lab, state: shallowRef<ConnectionState>('open') })
  const activity = app.runWithContext(() => useActivity())
  await activity.follow()
  const tell = async (event: ActivityEvent): Promise<void> => {
    waiting.shift()!({ done: false, value: event })
    await vi.advanceTimersByTimeAsync(0)
  }
  return { activity, tell }
}
