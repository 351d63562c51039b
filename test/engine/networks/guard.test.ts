import { describe, expect, test } from 'vitest'
import { endsAlike, engineSentence } from '../../../src/contract/engine-messages.ts'
import { oscillationSchema } from '../../../src/contract/design/oscillation.ts'
import { recurrentSchema } from '../../../src/contract/design/recurrent.ts'
import type { WorkerPort } from '../../../src/engine/experiments/port.ts'
import type { RunEvent } from '../../../src/engine/experiments/run.ts'
import { conduct } from '../../../src/engine/experiments/index.ts'
import { refuseWild } from '../../../src/engine/experiments/vitals.ts'
import { data, localPorts, tickingClock } from '../classification/fixture.ts'

async function fail(design: Parameters<typeof conduct>[0], ports: WorkerPort[]) {
  const events: RunEvent[] = []
  const control = { stopRequested: false, paused: false, whenTold: () => Promise.resolve() }
  const run = conduct(design, 1, { ports, data, control, now: tickingClock(7), checkpointEveryMs: 20 })
  try {
    for await (const event of run) events.push(event)
  } catch (error) {
    const { code, facts } = error as { code: string; facts: Record<string, unknown> }
    return { code, facts, events }
  }
  throw new Error('It did not fail.')
}

const recurrent = (wild: boolean) =>
  recurrentSchema.parse({
    kind: 'recurrent',
    stimulus: { onRateHz: 100, presentationMs: 50 },
    output: { classes: 3, unitsPerClass: 4 },
    ...(wild
      ? {
          neuron: { thresholdMv: -69 },
          teacher: { currentMv: 500, fraction: 1, leadMs: 0 },
          recurrence: {
            pixelToPoolMv: 100,
            poolToPoolMv: 100,
            pixelToPixelMv: 100,
            poolToPixelMv: 100,
            learningGain: 1,
          },
          inhibition: { gain: 0, offset: 0, poolOnPoolMv: 0, pixelOnPixelMv: 0, poolOnPixelMv: 0 },
        }
      : {}),
    schedule: { trainSamples: 30 },
    evaluation: { testSamples: 6, everySamples: 10, holdOutSamples: 6 },
    recall: { completionDigits: 2, fractions: [0.5], persistenceDigits: 2, persistenceMs: 30 },
  })

describe('a recurrent run', () => {
  test('that runs away is stopped at the same digit on any number of workers, with its rates and state', async () => {
    const one = await fail(recurrent(true), localPorts(1))
    expect(one.code).toBe('RUNAWAY')
    expect(one.facts.rateHz).toBeGreaterThan(one.facts.limitHz as number)
    const names = one.events.flatMap((event) => (event.type === 'artifact' ? [event.name] : []))
    expect(names).toContain('evidence.rates')
    expect(names.some((name) => name.startsWith('evidence.state.'))).toBe(true)
    const two = await fail(recurrent(true), localPorts(2))
    expect(two.facts).toEqual(one.facts)
    expect(endsAlike(one)).toBe(true)
    expect(endsAlike({ code: 'MEMORY_BUDGET' })).toBe(false)
  })

  test('whose numbers are none any more is stopped', async () => {
    const ports = localPorts(1).map((port): WorkerPort => ({
      call: async (command) => {
        const answer = await port.call(command)
        if (command.type === 'call' && command.method === 'train')
          (answer as { vitals: { finite: boolean } }).vitals.finite = false
        return answer
      },
    }))
    expect((await fail(recurrent(false), ports)).code).toBe('NOT_FINITE')
  })
})

describe('a simulation of its own', () => {
  test('that runs away says which one and why', async () => {
    const design = oscillationSchema.parse({
      kind: 'oscillation',
      population: { neurons: 30, weightMv: 50, inhibitionMv: 0, rateHz: 50 },
      oscillation: { amplitudesMv: [10], frequenciesHz: [5] },
      procedure: { replicates: 3, settleMs: 50, learningMs: 200, initialLow: 0.9, initialHigh: 1 },
    })
    const { code, facts } = await fail(design, localPorts(1))
    expect(code).toBe('SIMULATION_RUNAWAY')
    expect(engineSentence({ code, message: '', facts })).toMatch(/^The simulation under \d+ mV at \d+ Hz ran away/)
  })

  test.each([
    [{ v: Float64Array.of(0, Number.NaN) }, 'membrane'],
    [{ i: Float64Array.of(Infinity) }, 'current'],
    [{ weights: Float64Array.of(0.5, -Infinity) }, 'weight'],
  ])('that comes to %o is refused', (wrong, variable) => {
    const { v, i, weights } = { v: Float64Array.of(1), i: Float64Array.of(1), weights: Float64Array.of(1), ...wrong }
    const look = () => refuseWild('x', { v, i }, { plasticity: { weights } as never }, { rateHz: 5, mostHz: 500 })
    expect(look).toThrow(
      expect.objectContaining({ code: 'SIMULATION_NOT_FINITE', facts: { simulation: 'x', variable } }),
    )
  })
})
