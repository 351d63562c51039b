import { describe, expect, test } from 'vitest'
import type { ImageSet } from '../../../src/engine/experiments/images.ts'
import { conduct } from '../../../src/engine/experiments/index.ts'
import type { Checkpoint, LiveFrame, ProbeResponse, RunRequest } from '../../../src/engine/experiments/live.ts'
import type { RunControl, RunEvent, RunOutcome } from '../../../src/engine/experiments/run.ts'
import { data, localPorts, running, runToEnd, smallDesign, tickingClock } from './fixture.ts'

/** Everything that must be the same bits. */
const bits = ({ results, state, status, simulatedMs }: RunOutcome) => ({ results, state, status, simulatedMs })

const checkpointsOf = (events: RunEvent[]): Checkpoint[] =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))

/** More test digits than are shown at once. */
function tenTimes(images: ImageSet): ImageSet {
  const repeat = (values: Uint8Array): Uint8Array =>
    Uint8Array.from({ length: 10 * values.length }, (_, i) => values[i % values.length])
  return { ...images, count: 10 * images.count, pixels: repeat(images.pixels), labels: repeat(images.labels) }
}

function pausable() {
  const asked: RunRequest[] = []
  let tell = (): void => undefined
  const control: RunControl = {
    ...running(),
    whenTold: () => new Promise((resolve) => (tell = resolve)),
    takeRequests: () => asked.splice(0),
  }
  const probe = (pixels: Uint8Array): Promise<ProbeResponse> =>
    new Promise((answer) => {
      asked.push({ type: 'probe', pixels, key: 1, answer }, { type: 'checkpoint' })
      tell()
    })
  const resume = (): void => {
    control.paused = false
    tell()
  }
  return { control, probe, resume }
}

async function outcomeOf(run: AsyncGenerator<RunEvent, RunOutcome>): Promise<RunOutcome> {
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
  }
}

describe('a classification run', () => {
  const design = smallDesign()

  test('learns to tell pictures apart', async () => {
    const { outcome } = await runToEnd(design, 1, 1)
    expect(outcome.status).toBe('completed')
    expect(outcome.results.scalars.accuracy.value).toBeGreaterThan(0.7)
    expect(outcome.results.checks.filter((check) => !check.pass)).toEqual([])
  })

  test('does not learn without a teacher', async () => {
    const untaught = smallDesign((raw) => (raw.teacher = { currentMv: 0 }))
    const { outcome } = await runToEnd(untaught, 1, 1)
    expect(outcome.results.scalars.accuracy.value).toBeLessThan(0.6)
  })

  test.each([2, 3, 4])('gives the same bits on %i workers as on one', async (workers) => {
    const one = await runToEnd(design, 5, 1)
    const many = await runToEnd(design, 5, workers, {
      now: (() => {
        let t = 0
        return () => (t += 31)
      })(),
    })
    expect(bits(many.outcome)).toEqual(bits(one.outcome))
  })

  test('differs between seeds', async () => {
    const one = await runToEnd(design, 1, 1)
    const other = await runToEnd(design, 2, 1)
    expect(other.outcome.state['state.weights']).not.toEqual(one.outcome.state['state.weights'])
  })

  test('ends with the same bits whoever watches, probes and checkpoints', async () => {
    const alone = await runToEnd(design, 3, 2)
    const frames: LiveFrame[] = []
    const answers: number[] = []
    const control: RunControl = {
      ...running(),
      takeRequests: () => [
        { type: 'probe', pixels: new Uint8Array(36).fill(255), key: 1, answer: ({ answer }) => answers.push(answer) },
        { type: 'checkpoint' },
      ],
      live: {
        wanted: () => ({
          spikes: true,
          probes: [
            { kind: 'xPre', projection: 'input-output', neuron: 3 },
            { kind: 'hiddenWeight', projection: 'input-output', pre: 3, post: 11 },
            { kind: 'membrane', population: 'output', neuron: 0 },
          ],
          everySteps: 5,
          weights: true,
        }),
        deliver: (frame) => frames.push(frame),
      },
    }
    const watched = await runToEnd(design, 3, 2, { control })
    expect(bits(watched.outcome)).toEqual(bits(alone.outcome))
    expect(answers.length).toBeGreaterThan(1)
    const frame = frames.at(-1)!
    expect(frame.spikes.length).toBeGreaterThan(0)
    expect(frame.probes.length).toBe(3 * 90)
    expect(frames.some(({ weights }) => weights?.length === 15 * 38)).toBe(true)
  })

  test('is not stopped by a view of a synapse that is not wired', async () => {
    const sparse = smallDesign((raw) => (raw.synapse = { weightMv: 18, connectivity: 'random', probability: 0.5 }))
    const frames: LiveFrame[] = []
    const probes = Array.from({ length: 15 }, (_, post) => ({
      ...{ kind: 'hiddenWeight' as const, projection: 'input-output', pre: 3, post },
    }))
    const wanted = () => ({ spikes: false, probes, everySteps: 5, weights: false })
    const control = { ...running(), live: { wanted, deliver: (frame: LiveFrame) => frames.push(frame) } }
    const watched = await runToEnd(sparse, 3, 2, { control })
    expect(bits(watched.outcome)).toEqual(bits((await runToEnd(sparse, 3, 1)).outcome))
    const row = Array.from(frames.at(-1)!.probes.subarray(0, 15))
    const wired = row.filter(Number.isFinite)
    expect(wired.length).toBeGreaterThan(0)
    expect(wired.length).toBeLessThan(15)
    expect(wired.every((w) => w >= 0 && w <= 1)).toBe(true)
  })

  test.each(['f32', 'f64'] as const)(
    'resumes from any checkpoint to the same bits (%s), on any number of workers',
    async (precision) => {
      const variant = smallDesign((raw) => (raw.numerics = { precision }))
      const whole = await runToEnd(variant, 4, 1, { checkpointEveryMs: 60 })
      const checkpoints = checkpointsOf(whole.events)
      expect(checkpoints.length).toBeGreaterThan(2)
      for (const resumeFrom of [checkpoints[0], checkpoints.at(-1)!]) {
        const resumed = await runToEnd(variant, 4, 3, { resumeFrom: structuredClone(resumeFrom) })
        expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
      }
    },
  )

  test('without resets, with delays and random connectivity, resumes to the same bits', async () => {
    const variant = smallDesign((raw) => {
      raw.schedule = { trainSamples: 60, resetBetween: false }
      raw.synapse = { weightMv: 18, connectivity: 'random', probability: 0.6, delaySteps: 3 }
      raw.teacher = { kind: 'spikes', leadMs: 50 }
    })
    const whole = await runToEnd(variant, 6, 2, { checkpointEveryMs: 40 })
    const resumed = await runToEnd(variant, 6, 1, { resumeFrom: checkpointsOf(whole.events)[1] })
    expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
  })

  test('stops between digits, keeps what it has, and can go on from there', async () => {
    const control = running()
    let blocks = 0
    control.takeRequests = () => {
      if (++blocks === 4) control.stopRequested = true
      return []
    }
    const stopped = await runToEnd(design, 7, 1, { control })
    expect(stopped.outcome.status).toBe('stopped')
    expect(stopped.outcome.results.scalars.accuracy).toBeUndefined()
    expect(stopped.outcome.results.scalars.trainedDigits.value).toBeGreaterThan(0)
    const resumed = await runToEnd(design, 7, 2, { resumeFrom: checkpointsOf(stopped.events).at(-1) })
    const whole = await runToEnd(design, 7, 1)
    expect(bits(resumed.outcome).state).toEqual(bits(whole.outcome).state)
    expect(resumed.outcome.results.scalars).toEqual(whole.outcome.results.scalars)
  })

  test.each(['training', 'testing'])(
    'answers while it is paused in %s, and goes on to the same bits',
    async (phase) => {
      const test = tenTimes(data.test)
      const tested = smallDesign((raw) => (raw.evaluation = { testSamples: test.count, holdOutSamples: 40 }))
      const alone = await runToEnd(tested, 3, 2, { data: { ...data, test } })
      const lever = pausable()
      const context = { ports: localPorts(2), data: { ...data, test }, control: lever.control, now: tickingClock(7) }
      const run = conduct(tested, 3, context)
      for (let paused = false; !paused;) {
        const { value } = await run.next()
        paused = 'type' in value && value.type === 'progress' && value.phase === phase && value.done > 0
      }
      lever.control.paused = true
      const next = run.next()
      const response = await lever.probe(data.test.pixels.subarray(0, 36))
      expect(response.counts).toHaveLength(15)
      const { value } = await next
      expect(value).toMatchObject({ type: 'checkpoint' })
      lever.resume()
      expect(bits(await outcomeOf(run))).toEqual(bits(alone.outcome))
      const { checkpoint } = value as Extract<RunEvent, { type: 'checkpoint' }>
      const resumed = await runToEnd(tested, 3, 1, { data: { ...data, test }, resumeFrom: structuredClone(checkpoint) })
      expect(bits(resumed.outcome)).toEqual(bits(alone.outcome))
    },
  )

  test('never reads test labels for its answers', async () => {
    const shuffled = { ...data, test: { ...data.test, labels: data.test.labels.map((label) => (label + 1) % 3) } }
    const honest = await runToEnd(design, 8, 1)
    const lied = await runToEnd(design, 8, 1, { data: shuffled })
    expect(lied.outcome.state).toEqual(honest.outcome.state)
    const confusion = honest.outcome.results.arrays.confusion.data
    const rotated = lied.outcome.results.arrays.confusion.data
    for (let row = 0; row < 3; row++) {
      expect([...rotated.subarray(((row + 1) % 3) * 3, ((row + 1) % 3) * 3 + 3)]).toEqual([
        ...confusion.subarray(row * 3, row * 3 + 3),
      ])
    }
  })

  test('a network over its memory budget is refused with the figures', async () => {
    const large = smallDesign((raw) => {
      raw.output = { classes: 3, unitsPerClass: 2000 }
      raw.recorders = { budgetMb: 1 }
    })
    await expect(runToEnd(large, 1, 1)).rejects.toMatchObject({ code: 'MEMORY_BUDGET', facts: { budgetBytes: 1e6 } })
  })
})

describe('recorders', () => {
  const recorded = smallDesign((raw) => {
    raw.recorders = { lastSamples: 3, units: [2, 11], synapses: ['4>11'], everySteps: 10, weightEverySamples: 50 }
  })

  test('record the last digits, whatever the number of workers, and change nothing else', async () => {
    const one = await runToEnd(recorded, 9, 1)
    const three = await runToEnd(recorded, 9, 3)
    const plain = await runToEnd(smallDesign(), 9, 1)
    const { arrays } = one.outcome.results
    expect(three.outcome.results).toEqual(one.outcome.results)
    expect(plain.outcome.state).toEqual(one.outcome.state)
    expect(arrays['spikes.input'].shape[0]).toBeGreaterThan(10)
    expect(arrays['trace.membrane.output.2'].shape).toEqual([3 * 45])
    const times = arrays['trace.hiddenWeight.input-output.4-11'].axes[0].values!
    expect([times[0], times.at(-1)]).toEqual([147 * 450, 150 * 450 - 10])
    expect(one.events.filter((event) => event.type === 'artifact')).toHaveLength(3)
  })

  test('say what was shown, and number the neurons of each population from 0', async () => {
    const { outcome } = await runToEnd(recorded, 9, 2)
    const { digitsRecorded, ...arrays } = outcome.results.arrays
    expect(digitsRecorded.shape).toEqual([3, 5])
    const digits = [0, 5, 10].map((at) => [...digitsRecorded.data.subarray(at, at + 5)])
    expect(digits.map(([first, onset, end]) => [first, onset, end])).toEqual(
      [147, 148, 149].map((n) => [450 * n, 450 * n + 150, 450 * (n + 1)]),
    )
    for (const [, , , image, label] of digits) expect(label).toBe(data.train.labels[image])
    for (const [name, neurons] of [
      ['input', 38],
      ['output', 15],
    ] as const) {
      const spikes = arrays[`spikes.${name}`].data
      const [steps, numbers] = [0, 1].map((offset) => [...spikes].filter((_, a) => a % 2 === offset))
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(147 * 450)
      expect(Math.max(...steps)).toBeLessThan(150 * 450)
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...numbers)).toBeLessThan(neurons)
    }
    // The inputs fire only while the digit is there.
    const onsets = digits.map(([, onset, end]) => [onset, end])
    const inputSteps = [...arrays['spikes.input'].data].filter((_, a) => a % 2 === 0)
    expect(inputSteps.every((step) => onsets.some(([onset, end]) => step >= onset && step < end))).toBe(true)
  })

  test('a recorded hidden weight ends where the final weight stands', async () => {
    const every = smallDesign((raw) => (raw.recorders = { lastSamples: 1, synapses: ['4>11'] }))
    const { outcome } = await runToEnd(every, 9, 1)
    const trace = outcome.results.arrays['trace.hiddenWeight.input-output.4-11'].data
    const final = outcome.results.arrays.hiddenWeights.data[11 * 38 + 4]
    expect(Math.abs(trace.at(-1)! - final)).toBeLessThan(1e-4)
  })

  test('resume in the middle of what is recorded', async () => {
    const whole = await runToEnd(recorded, 9, 1, { checkpointEveryMs: 1 })
    const last = checkpointsOf(whole.events).at(-1)!
    expect(last.done).toBeGreaterThan(147)
    const resumed = await runToEnd(recorded, 9, 2, { resumeFrom: last })
    expect(bits(resumed.outcome)).toEqual(bits(whole.outcome))
  })

  test('a synapse that is not wired is refused before anything is trained', async () => {
    const wrong = smallDesign((raw) => {
      raw.synapse = { weightMv: 18, connectivity: 'random', probability: 0.5 }
      raw.recorders = { lastSamples: 1, synapses: Array.from({ length: 15 }, (_, unit) => `3>${unit}`) }
    })
    const run = conduct(wrong, 3, { ports: localPorts(2), data, control: running(), now: tickingClock(7) })
    await expect(run.next()).rejects.toMatchObject({ code: 'NO_SYNAPSE' })
  })

  test('a unit that does not exist is refused', async () => {
    const wrong = smallDesign((raw) => (raw.recorders = { lastSamples: 1, units: [15] }))
    await expect(runToEnd(wrong, 1, 1)).rejects.toMatchObject({ code: 'NO_NEURON' })
  })
})
