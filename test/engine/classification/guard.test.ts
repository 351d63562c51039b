import { describe, expect, test } from 'vitest'
import type { WorkerPort } from '../../../src/engine/experiments/port.ts'
import type { RunEvent } from '../../../src/engine/experiments/run.ts'
import { conduct } from '../../../src/engine/experiments/index.ts'
import { data, localPorts, runToEnd, smallDesign, tickingClock } from './fixture.ts'

/** Everything it tells before it fails, and why it does. */
async function fail(design: ReturnType<typeof smallDesign>, ports: WorkerPort[], tickMs = 7) {
  const events: RunEvent[] = []
  const control = { stopRequested: false, paused: false, whenTold: () => Promise.resolve() }
  const run = conduct(design, 1, { ports, data, control, now: tickingClock(tickMs), checkpointEveryMs: 20 })
  try {
    for await (const event of run) events.push(event)
  } catch (error) {
    const { code, facts } = error as { code: string; facts: Record<string, unknown> }
    return { code, facts, events }
  }
  throw new Error('It did not fail.')
}

const wild = () =>
  smallDesign((raw) => {
    raw.synapse = { weightMv: 500 }
    raw.inhibition = { on: false }
    raw.teacher = { currentMv: 500, fraction: 1 }
    raw.neuron = { thresholdMv: 1, resetMv: 0 }
    raw.stopLearning = { on: false }
  })

type Parts = Record<string, Record<string, unknown>>

describe('a run whose numbers mean nothing any more', () => {
  test('because every unit fires as fast as it can is stopped, and its rates and state are kept', async () => {
    const { code, facts, events } = await fail(wild(), localPorts(1))
    expect(code).toBe('RUNAWAY')
    expect(facts.rateHz).toBeGreaterThan(facts.limitHz as number)
    const evidence = new Map(events.flatMap((event) => (event.type === 'artifact' ? [[event.name, event.array]] : [])))
    expect(evidence.get('evidence.rates')!.data.some((rate) => rate > (facts.limitHz as number))).toBe(true)
    expect(evidence.get('evidence.state.weights')!.data).toHaveLength(15 * 38)
  })

  test.each([
    ['a long teacher lead', { teacher: { leadMs: 3000 } }],
    ['a long silence between digits', { schedule: { trainSamples: 150, gapMs: 3000 } }],
    ['the default teacher lead', {}],
  ])('is found behind %s, in which most units are silent', async (_, parts: Parts) => {
    const { code, facts } = await fail(
      smallDesign((raw) => {
        raw.synapse = { weightMv: 500 }
        raw.inhibition = { on: false }
        raw.stopLearning = { on: false }
        Object.assign(raw, parts)
      }),
      localPorts(1),
    )
    expect(code).toBe('RUNAWAY')
    expect(facts.presentation).toBeLessThan(3)
    expect(facts.rateHz).toBeGreaterThan(facts.limitHz as number)
  })

  test('is none of a teacher alone, however strong and long', async () => {
    const taught = smallDesign((raw) => {
      raw.teacher = { currentMv: 5000, fraction: 1, leadMs: 2000 }
      raw.synapse = { weightMv: 0.1 }
      raw.schedule = { trainSamples: 10 }
    })
    expect((await runToEnd(taught, 1, 1)).outcome.status).toBe('completed')
  })

  test('is stopped at the same digit whatever the workers and the clock', async () => {
    const one = await fail(wild(), localPorts(1))
    const three = await fail(wild(), localPorts(3), 31)
    expect([three.code, three.facts]).toEqual([one.code, one.facts])
  })

  test('because a weight is no number is stopped before that is saved', async () => {
    const ports = localPorts(2).map((port): WorkerPort => ({
      call: async (command) => {
        const answer = await port.call(command)
        // A cosmic ray in the second checkpoint.
        if (command.type === 'call' && command.method === 'state' && ++asked > 4)
          (answer as { weights: Float32Array }).weights[3] = NaN
        return answer
      },
    }))
    let asked = 0
    const { code, facts, events } = await fail(smallDesign(), ports)
    expect(code).toBe('NOT_FINITE')
    expect(facts.variable).toBe('state.weights')
    for (const event of events) {
      if (event.type !== 'checkpoint') continue
      expect(event.checkpoint.arrays['state.weights'].data.every(Number.isFinite)).toBe(true)
    }
  })

  test('is no run that learns', async () => {
    const { outcome } = await runToEnd(smallDesign(), 1, 1)
    expect(outcome.status).toBe('completed')
  })
})
