import { describe, expect, test, vi } from 'vitest'
import type { ActivityEvent, LiveFrame, LiveRequest } from '../../../src/contract/api.ts'
import { createActivity } from '../../../src/main/services/live/activity.ts'
import { createWatchers } from '../../../src/main/services/live/watchers.ts'

const request: LiveRequest = { spikes: true, probes: [], everySteps: 1, weights: false }

function frame(done: number, more: Partial<LiveFrame> = {}): LiveFrame {
  return {
    ...{
      done,
      simulatedMs: 0,
      spikes: Int32Array.of(1, 2),
      lostSpikes: 0,
      shownOneIn: 1,
      inputs: 2,
      units: 1,
      classes: 1,
    },
    shown: { image: 0, label: 0, firstStep: 10, onsetStep: 10, endStep: 20, dtMs: 1 },
    ...{ probes: new Float32Array(0), poolRatesHz: new Float32Array(1), inputRateHz: 0, flips: { up: 0, down: 0 } },
    ...more,
  }
}

describe('live views', () => {
  test('a view that takes nothing gets nothing more, and the run is not asked for frames', async () => {
    const watchers = createWatchers()
    expect(watchers.wanted()).toBeUndefined()
    const view = watchers.open(request)
    const frames = view.frames[Symbol.asyncIterator]()
    for (let done = 1; done <= 5; done++) {
      if (watchers.wanted() !== undefined) watchers.deliver(frame(done))
    }
    expect(watchers.wanted()).toBeUndefined()
    expect((await frames.next()).value).toMatchObject({ done: 1 })
    expect((await frames.next()).value).toMatchObject({ done: 2 })
    view.taken()
    expect(watchers.wanted()).toEqual(request)
    watchers.deliver(frame(6))
    expect((await frames.next()).value).toMatchObject({ done: 6 })
  })

  test('several views are one request to the run, and each gets its own part', async () => {
    const watchers = createWatchers()
    const membrane = { kind: 'membrane', population: 'output', neuron: 3 } as const
    const calcium = { kind: 'calcium', projection: 'p', neuron: 4 } as const
    const one = watchers.open({ spikes: false, probes: [membrane], everySteps: 2, weights: false })
    const other = watchers.open({ spikes: true, probes: [calcium, membrane], everySteps: 4, weights: true })
    const wanted = watchers.wanted()!
    expect(wanted).toEqual({ spikes: true, probes: [membrane, calcium], everySteps: 2, weights: true })
    // Rows at the steps 10, 12, 14, 16, 18.
    const probes = Float32Array.of(10, -10, 12, -12, 14, -14, 16, -16, 18, -18)
    watchers.deliver(frame(1, { probes, weights: Uint8Array.of(1), histogram: Int32Array.of(1) }))
    const first = (await one.frames[Symbol.asyncIterator]().next()).value as LiveFrame
    const second = (await other.frames[Symbol.asyncIterator]().next()).value as LiveFrame
    expect(first.spikes).toHaveLength(0)
    expect(first.weights).toBeUndefined()
    expect([...first.probes]).toEqual([10, 12, 14, 16, 18])
    expect(second.weights).toEqual(Uint8Array.of(1))
    expect([...second.probes]).toEqual([-12, 12, -16, 16])
  })

  test('a view ends with the run', async () => {
    const watchers = createWatchers()
    const next = watchers.open(request).frames[Symbol.asyncIterator]().next()
    watchers.close()
    expect(await next).toEqual({ done: true, value: undefined })
  })
})

describe('activity', () => {
  const progress = (done: number): ActivityEvent => ({
    ...{ type: 'progress', runId: 'r', simulatedMs: 0, wallMs: 0, perSecond: 0 },
    progress: { phase: 'training', done, total: 10, unit: 'digits' },
  })

  test('tells the newest of what replaces itself, and every metric', async () => {
    vi.useFakeTimers()
    try {
      const activity = createActivity()
      const events = activity.listen([{ type: 'queue', runIds: ['a'] }])[Symbol.asyncIterator]()
      expect((await events.next()).value).toEqual({ type: 'queue', runIds: ['a'] })
      const next = events.next()
      for (let done = 1; done <= 9; done++) activity.tell(progress(done))
      for (const step of [1, 2]) activity.tell({ type: 'metric', runId: 'r', name: 'accuracy', step, value: step / 2 })
      await vi.advanceTimersByTimeAsync(100)
      expect((await next).value).toMatchObject({ type: 'metric', step: 1 })
      expect((await events.next()).value).toMatchObject({ type: 'metric', step: 2 })
      expect((await events.next()).value).toEqual(progress(9))
      activity.close()
      expect((await events.next()).done).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})
