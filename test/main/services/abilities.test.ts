import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { abilitiesOf } from '../../../src/contract/abilities.ts'
import type { LiveFrame, LiveRequest } from '../../../src/contract/api.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import { linearBaselineSchema } from '../../../src/contract/design/linear-baseline.ts'
import { oscillationSchema } from '../../../src/contract/design/oscillation.ts'
import { ablationsSchema } from '../../../src/contract/design/ablations.ts'
import { recurrentSchema } from '../../../src/contract/design/recurrent.ts'
import type { WorkerPort } from '../../../src/engine/index.ts'
import { conduct } from '../../../src/engine/index.ts'
import { thisProcess } from '../../../src/main/db/liveness.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import type { Desk } from '../../../src/main/services/desk/index.ts'
import { createDesk } from '../../../src/main/services/desk/index.ts'
import { createQueue } from '../../../src/main/services/queue/index.ts'
import { usualCheckpoints } from '../../../src/main/services/runs/checkpoint-policy.ts'
import { createRunService } from '../../../src/main/services/runs/index.ts'
import { probeEnded } from '../../../src/main/services/runs/probe-ended.ts'
import { serveWorker } from '../../../src/engine/worker.ts'
import { data, smallDesign } from '../../engine/classification/fixture.ts'

const long = { trainSamples: 150, epochs: 1000 }
const { kind: _kind, ...classification } = smallDesign((raw) => (raw.schedule = long))
const small = {
  classification: smallDesign((raw) => (raw.schedule = long)),
  recurrent: recurrentSchema.parse({
    kind: 'recurrent',
    stimulus: { onRateHz: 100, biasInputs: 2 },
    output: { classes: 3, unitsPerClass: 5 },
    schedule: long,
    evaluation: { testSamples: 60, holdOutSamples: 40 },
  }),
  ablations: ablationsSchema.parse({
    ...{ ...classification, kind: 'ablations' },
    comparison: { ablations: ['triplet', 'sdsp'], seeds: 1 },
  }),
  oscillation: oscillationSchema.parse({
    kind: 'oscillation',
    population: { neurons: 20 },
    procedure: { learningMs: 1000 },
  }),
  'linear-baseline': linearBaselineSchema.parse({ kind: 'linear-baseline' }),
  'rate-maps': defaultDesign('rate-maps'),
  'timing-modulation': defaultDesign('timing-modulation'),
} satisfies Record<string, Design>

const probes: LiveRequest['probes'] = [
  { kind: 'membrane', population: 'output', neuron: 3 },
  { kind: 'calcium', projection: 'input-output', neuron: 3 },
  { kind: 'xPre', projection: 'input-output', neuron: 7 },
  { kind: 'xPost', projection: 'input-output', neuron: 3 },
  { kind: 'hiddenWeight', projection: 'input-output', pre: 7, post: 3 },
]
const request: LiveRequest = { spikes: true, probes, everySteps: 1, weights: true }
/** Workers in this thread that leave time for others. */
const openPool = (threads: number) => ({
  ports: Array.from({ length: threads }, (): WorkerPort => {
    const handle = serveWorker()
    return { call: (command) => new Promise(setImmediate).then(() => handle(command)) }
  }),
  close: () => Promise.resolve(),
})

const picture = new Uint8Array(36).fill(255)

let desk: Desk
let store: ReturnType<typeof openMemory>
beforeEach(() => {
  store = openMemory()
  const prepare = (design: Design, preset: string | null) => ({ design, preset, data })
  const runs = createRunService(store, { conduct, openPool, engineVersion: '1', carrier: thisProcess() })
  desk = createDesk({
    ...{ store, runs, prepare, queue: createQueue(2), report: () => undefined, checkpoints: () => usualCheckpoints },
    probeEnded: (runId, pixels) => probeEnded({ prepare, openPool, conduct }, store, runId, pixels),
  })
})
afterEach(() => desk.close())

const start = (design: Design): string => desk.launch([{ prepared: { design, preset: null, data }, seed: 1 }], 2)[0]

describe.each(Object.entries(small))('a run of %s', (kind, design) => {
  const able = abilitiesOf(design.kind)

  test.runIf(able.live === true)('shows spikes, traces, rates, weights and flips while it learns', async () => {
    const watcher = desk.watch(start(design), request)
    for await (const frame of watcher.frames) {
      expect(frame.spikes.length).toBeGreaterThan(0)
      const { firstStep, endStep } = frame.shown
      expect(frame.probes).toHaveLength((endStep - firstStep) * probes.length)
      expect(frame.probes.every(Number.isFinite)).toBe(true)
      expect(frame.poolRatesHz).toHaveLength(3)
      expect(frame.weights).toHaveLength(frame.units * frame.inputs)
      expect(frame.histogram!.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
      break
    }
  })

  test.runIf(able.probe === true)('answers a probe on the side', async () => {
    const { counts } = await desk.probe(start(design), picture)
    expect(counts).toHaveLength(15)
  })

  test.runIf(able.probe !== true)('says why it answers no probe, going on or ended', async () => {
    const runId = start(design)
    await expect(desk.probe(runId, picture)).rejects.toThrow(`Run #1 ${String(able.probe)}.`)
    await desk.close()
    await expect(desk.probe(runId, picture)).rejects.toThrow(`Run #1 ${String(able.probeEnded)}.`)
  })

  test.runIf(able.checkpoint === true)('writes a checkpoint when asked to', async () => {
    const events = desk.activity()
    const runId = start(design)
    desk.checkpoint(runId)
    for await (const event of events) if (event.type === 'saved') break
  })

  test.runIf(able.checkpoint !== true)('says why it writes no checkpoint', () => {
    const runId = start(design)
    expect(() => desk.checkpoint(runId)).toThrow(`Run #1 ${String(able.checkpoint)}.`)
  })

  test.runIf(able.probe === true && kind !== 'ablations')('answers when it has been stopped', async () => {
    const runId = start(design)
    await desk.close()
    const { counts } = await desk.probe(runId, picture)
    expect(counts).toHaveLength(15)
  })
})

test('of several networks that train at a time, views see one and know which', async () => {
  const watcher = desk.watch(start(small.ablations), request)
  const frames: LiveFrame[] = []
  for await (const frame of watcher.frames) {
    frames.push(frame)
    watcher.taken()
    if (frames.length === 6) break
  }
  expect(new Set(frames.map(({ network }) => network))).toEqual(new Set(['complete, seed 1']))
  const done = frames.map((frame) => frame.done)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
})
