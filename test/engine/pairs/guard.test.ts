import { describe, expect, test } from 'vitest'
import { engineSentence } from '../../../src/contract/engine-messages.ts'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import type { EngineError } from '../../../src/engine/errors.ts'
import { conduct } from '../../../src/engine/experiments/index.ts'
import { jobs } from '../../../src/engine/experiments/jobs.ts'
import type { Protocol } from '../../../src/engine/experiments/pairs/build.ts'
import { timingBlocks } from '../../../src/engine/experiments/pairs/timing/blocks.ts'
import type { WorkerPort } from '../../../src/engine/experiments/port.ts'
import type { RunEvent, RunOutcome } from '../../../src/engine/experiments/run.ts'
import { placeOfNone } from '../../../src/engine/experiments/vitals.ts'
import { localPorts, running, tickingClock } from '../classification/fixture.ts'
import { faulty, finish } from './support.ts'

type JobKind =
  'mean-trace' | 'pair-trace' | 'stdp-window' | 'srdp' | 'rate-maps' | 'compare-rules' | 'hardware-robustness'
const kinds = Object.keys(jobs) as JobKind[]
const quick = (kind: JobKind) => ({ ...defaultDesign(kind), quality: 'quick' as const })

const quickTiming = { ...defaultDesign('timing-modulation'), quality: 'quick' as const }
/** A rule whose traces are no numbers after the first spike. */
const noNumber = faulty({
  jumpPre: (_, pre) => void (pre.x = NaN),
  jumpPost: (_, post) => void (post.x = NaN),
})

/** Carries a protocol out with one number of its outcome broken on the way; tells what came of it. */
async function broken(kind: JobKind, harm: (outcome: RunOutcome) => void) {
  const ports = localPorts(1).map((port): WorkerPort => ({
    call: async (command) => {
      const answer = (await port.call(command)) as IteratorResult<RunEvent, RunOutcome> | undefined
      if (answer?.done) harm(answer.value)
      return answer
    },
  }))
  const events: RunEvent[] = []
  try {
    const context = { ports, control: running(), now: tickingClock(7) }
    for await (const event of conduct(quick(kind), 1, context)) events.push(event)
  } catch (error) {
    return { error: error as EngineError, events }
  }
  throw new Error('It did not fail.')
}

describe.each(kinds)('a run of %s', (kind) => {
  test('that measures what is no number is stopped, says where, and keeps what it measured', async () => {
    const { error, events } = await broken(kind, ({ state }) => {
      Object.values(state)[0].data.fill(NaN, -1)
    })
    expect(error.code).toBe('RESULT_NOT_FINITE')
    expect(engineSentence({ code: error.code, message: '', facts: error.facts })).toMatch(/is not a number at \S+ \S/)
    const kept = events.flatMap((event) => (event.type === 'artifact' ? [event] : []))
    expect(
      kept.some(({ name, array }) => name.startsWith('evidence.') && !Array.from(array.data).every(Number.isFinite)),
    ).toBe(true)
  })
})

test.each(['mean-trace', 'pair-trace', 'stdp-window', 'srdp', 'rate-maps'] as const)(
  'a rule that comes to no number is seen in what %s measures',
  (kind) => {
    const protocol = jobs[kind] as unknown as Protocol<object>
    const { state } = finish(protocol(quick(kind), 1, noNumber)).outcome
    expect(
      Object.values(state)
        .map(placeOfNone)
        .some((place) => place !== undefined),
    ).toBe(true)
  },
)

test('the timing experiment stops at the block that comes to no number', () => {
  const measure = timingBlocks(quickTiming, 1, noNumber)
  expect(() => measure({ of: 'pair', correlation: 0.5, lagMs: 5, index: 0 }).next()).toThrow(
    expect.objectContaining({
      code: 'SIMULATION_NOT_FINITE',
      facts: { simulation: 'of a pair at correlation 0.5 and lag 5 ms', variable: 'netPerS' },
    }),
  )
})
