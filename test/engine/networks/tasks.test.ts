import { describe, expect, test } from 'vitest'
import type { Design } from '../../../src/contract/design/index.ts'
import { linearBaselineSchema } from '../../../src/contract/design/linear-baseline.ts'
import { oscillationSchema } from '../../../src/contract/design/oscillation.ts'
import { timingModulationSchema } from '../../../src/contract/design/pairs/index.ts'
import type { Checkpoint } from '../../../src/engine/experiments/live.ts'
import type { WorkerPort } from '../../../src/engine/experiments/port.ts'
import type { RunControl, RunEvent } from '../../../src/engine/experiments/run.ts'
import { conduct, threadsOf } from '../../../src/engine/index.ts'
import { createRunLever } from '../../../src/main/services/runs/control.ts'
import { data, localPorts, running, runToEnd, tickingClock } from '../classification/fixture.ts'

/** Experiments of many small simulations or trainings; too short to show anything but that they are carried out. */
const designs = {
  oscillation: oscillationSchema.parse({
    kind: 'oscillation',
    population: { neurons: 20 },
    oscillation: { amplitudesMv: [10], frequenciesHz: [5] },
    procedure: { replicates: 5, settleMs: 50, learningMs: 100 },
  }),
  'timing-modulation': timingModulationSchema.parse({
    ...{ kind: 'timing-modulation', quality: 'quick' },
    drive: { correlations: [0.7] },
    network: { inputs: 6, outputs: 4 },
  }),
  'linear-baseline': linearBaselineSchema.parse({
    kind: 'linear-baseline',
    stimulus: { greyThresholds: [40, 160] },
    classifier: { unitsPerClass: [1, 3], repeats: 2, epochs: 2 },
  }),
} satisfies Record<string, Design>

const metricsOf = (events: readonly RunEvent[]) =>
  events
    .flatMap((event) => (event.type === 'metric' ? [event] : []))
    .sort((a, b) => a.step - b.step || (a.name < b.name ? -1 : 1))

const foundIn = ({ progress }: Checkpoint): number => Object.keys(progress as object).length
const stored = (checkpoint: Checkpoint): Checkpoint => JSON.parse(JSON.stringify(checkpoint)) as Checkpoint

describe.each(Object.entries(designs))('%s', (_, design) => {
  test('gives the same bits and measurements on any number of workers, and when it goes on from a checkpoint', async () => {
    const whole = await runToEnd(design, 2, 1, { checkpointEveryMs: 1 })
    expect(whole.outcome.status).toBe('completed')
    const many = await runToEnd(design, 2, 3)
    expect(many.outcome).toEqual(whole.outcome)
    expect(metricsOf(many.events)).toEqual(metricsOf(whole.events))
    const checkpoints = whole.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    const done = checkpoints.map((checkpoint) => checkpoint.done)
    expect(done).toEqual([...new Set(done)].sort((a, b) => a - b))
    for (const at of [0, Math.floor(checkpoints.length / 2)]) {
      const resumed = await runToEnd(design, 2, 2, { resumeFrom: stored(checkpoints[at]) })
      expect(resumed.outcome).toEqual(whole.outcome)
      expect(metricsOf(resumed.events)).toEqual(metricsOf(whole.events))
    }
  })

  test('stops on the way, and goes on from there without doing anything twice', async () => {
    let looked = 0
    const control: RunControl = running()
    control.takeRequests = () => {
      if (++looked === 8) control.stopRequested = true
      return []
    }
    const stopped = await runToEnd(design, 2, 2, { control })
    const last = stopped.events.at(-1)!
    if (last.type !== 'checkpoint') throw new Error('A stopped run leaves a checkpoint.')
    // Again before anything more is done: it stands where it was.
    const idle = await runToEnd(design, 2, 1, {
      resumeFrom: stored(last.checkpoint),
      control: { ...running(), stopRequested: true },
    })
    expect(idle.outcome).toMatchObject({ status: 'stopped', state: {}, results: { checks: [] } })
    expect(idle.events.at(-1)).toEqual(last)
    let begun = 0
    const counted = localPorts(1).map((port): WorkerPort => ({
      call: (command) => {
        if (command.type === 'call' && command.method === 'begin') begun++
        return port.call(command)
      },
    }))
    const resumed = await runToEnd(design, 2, 1, { resumeFrom: stored(last.checkpoint), ports: counted })
    expect(foundIn(last.checkpoint)).toBeGreaterThan(0)
    expect(begun).toBe(threadsOf(design) - foundIn(last.checkpoint))
    expect(resumed.outcome).toEqual((await runToEnd(design, 2, 1)).outcome)
  })

  test('writes a checkpoint while it is paused, and goes on', async () => {
    const control = createRunLever()
    const run = conduct(design, 2, { ports: localPorts(1), data, now: tickingClock(7), control })
    let saved: Checkpoint | undefined
    for (;;) {
      const step = await run.next()
      if (step.done) {
        expect(step.value).toEqual((await runToEnd(design, 2, 1)).outcome)
        break
      }
      if (step.value.type === 'progress' && saved === undefined && !control.paused) {
        control.pause()
        control.requestCheckpoint()
      }
      if (step.value.type === 'checkpoint') {
        saved = step.value.checkpoint
        control.resume()
      }
    }
    expect(saved).toBeDefined()
  })

  test('that fails in one worker stops in the others, and keeps what was found', async () => {
    let begun = 0
    const ports = localPorts(2).map((port): WorkerPort => ({
      call: (command) => {
        if (command.type === 'call' && command.method === 'begin' && ++begun === 3)
          return Promise.reject(new Error('It broke.'))
        return port.call(command)
      },
    }))
    const events: RunEvent[] = []
    const run = async () => {
      for await (const event of conduct(design, 2, { ports, data, now: tickingClock(7), control: running() }))
        events.push(event)
    }
    await expect(run()).rejects.toThrow('It broke.')
    expect(begun).toBeLessThanOrEqual(4)
    const last = events.at(-1)!
    if (last.type !== 'checkpoint') throw new Error('A failed run leaves a checkpoint.')
    expect(foundIn(last.checkpoint)).toBeGreaterThan(0)
  })
})
