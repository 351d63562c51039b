import { describe, expect, test } from 'vitest'
import { parseDesign } from '../../../src/contract/design/index.ts'
import { ruleKinds } from '../../../src/contract/design/network-rule.ts'
import type { RunOutcome } from '../../../src/engine/experiments/run.ts'
import { runToEnd, smallDesign } from './fixture.ts'

const peers = ruleKinds.filter((kind) => kind !== 'bcall')
const bits = ({ results, state, simulatedMs }: RunOutcome) => ({ results, state, simulatedMs })

/** Weights near their threshold, and steps large enough to carry some across it in a few digits. */
function learningBy(kind: (typeof ruleKinds)[number], schedule: Record<string, unknown> = {}) {
  return smallDesign((raw) => {
    raw.rule = {
      kind,
      pairStdp: { stepPlus: 0.05, stepMinus: 0.05 },
      triplet: { pairMinus: 0.05, tripletPlus: 0.05 },
      sdsp: { upLow: 0.5, upHigh: 20, downLow: 0, downHigh: 2 },
      calcium: { tauS: 5 },
    }
    raw.schedule = { trainSamples: 60, initialLow: 0.3, initialHigh: 0.7, ...schedule }
  })
}

describe.each(peers)('a network that learns by %s', (kind) => {
  test('moves synapses across their threshold, and gives the same bits on any number of workers', async () => {
    const design = learningBy(kind)
    const one = await runToEnd(design, 3, 1)
    const { flipsUp, flipsDown } = one.outcome.results.scalars
    expect((flipsUp?.value ?? 0) + (flipsDown?.value ?? 0)).toBeGreaterThan(20)
    const many = await runToEnd(design, 3, 3)
    expect(bits(many.outcome)).toEqual(bits(one.outcome))
  })

  test.each([true, false])('resumes to the same bits (rest between digits: %s)', async (resetBetween) => {
    const design = learningBy(kind, { resetBetween, annealTo: 0.5 })
    const whole = await runToEnd(design, 4, 2, { checkpointEveryMs: 40 })
    const checkpoints = whole.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    expect(checkpoints.length).toBeGreaterThan(1)
    const resumed = await runToEnd(design, 4, 1, { resumeFrom: structuredClone(checkpoints[1]) })
    expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
  })
})

test('pair STDP is what BCaLL does without gates, drift and sizes of its own', async () => {
  const pair = learningBy('pair-stdp')
  const { stepPlus, stepMinus, tauPlusMs, tauMinusMs } = pair.rule.pairStdp
  const bcall = smallDesign((raw) => {
    raw.rule = {
      ...{ kind: 'bcall', tauPreMs: tauPlusMs, tauPostMs: tauMinusMs, boundedTraces: false, bistable: false },
      ...{ jumpPre: 1, jumpPost: 1, etaPlus: stepPlus, etaMinus: stepMinus },
    }
    raw.stopLearning = { on: false }
    raw.schedule = pair.schedule
  })
  const [one, other] = [await runToEnd(pair, 2, 1), await runToEnd(bcall, 2, 1)]
  expect(one.outcome.state['state.weights']).toEqual(other.outcome.state['state.weights'])
})

test('the calcium rule is refused a weight threshold that is not its own', () => {
  const raw = { kind: 'classification', rule: { kind: 'calcium', thetaW: 0.4 } }
  expect(() => parseDesign(raw, 'The design')).toThrow(/rule\.thetaW.*0\.5/s)
})
