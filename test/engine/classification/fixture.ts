import { classificationSchema, type ClassificationDesign } from '../../../src/contract/design/classification.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import { type RunContext, conduct } from '../../../src/engine/experiments/index.ts'
import type { DataSet, ImageSet } from '../../../src/engine/experiments/images.ts'
import type { WorkerPort } from '../../../src/engine/experiments/port.ts'
import type { RunControl, RunEvent, RunOutcome } from '../../../src/engine/experiments/run.ts'
import { stream } from '../../../src/engine/random/random.ts'
import { serveWorker } from '../../../src/engine/worker.ts'

const SIDE = 6

/** Pictures of a few classes: each a fixed random third of the pixels, of which a tenth is flipped in every picture. */
function pictures(name: string, count: number, classes: number, seed: number): ImageSet {
  const pixels = new Uint8Array(count * SIDE * SIDE)
  const labels = new Uint8Array(count)
  const prototypes = Array.from({ length: classes }, (_, c) => {
    const random = stream(99, 1, c)
    return Array.from({ length: SIDE * SIDE }, () => random.uniform() < 1 / 3)
  })
  const random = stream(seed, 2, 0)
  for (let n = 0; n < count; n++) {
    labels[n] = n % classes
    for (let i = 0; i < SIDE * SIDE; i++) {
      const on = prototypes[labels[n]][i] !== random.uniform() < 0.1
      pixels[n * SIDE * SIDE + i] = on ? 255 : 0
    }
  }
  return { name, count, rows: SIDE, columns: SIDE, pixels, labels }
}

export const data: DataSet = { train: pictures('train', 240, 3, 1), test: pictures('test', 60, 3, 2) }

/** A run of less than a second that learns the pictures. */
export function smallDesign(
  change: (raw: Record<string, Record<string, unknown>>) => void = () => undefined,
): ClassificationDesign {
  const raw: Record<string, Record<string, unknown>> = {
    stimulus: { onRateHz: 100, biasInputs: 2 },
    output: { classes: 3, unitsPerClass: 5 },
    synapse: { weightMv: 18 },
    schedule: { trainSamples: 150 },
    evaluation: { testSamples: 60, everySamples: 50, holdOutSamples: 40 },
    inhibition: { offset: 2 },
  }
  change(raw)
  return classificationSchema.parse({ kind: 'classification', ...raw })
}

/** Workers in this thread. */
export function localPorts(count: number): WorkerPort[] {
  return Array.from({ length: count }, () => {
    const handle = serveWorker()
    return { call: (command) => Promise.resolve().then(() => handle(command)) }
  })
}

/** A clock that stands still between calls would make blocks endless; this one ticks irregularly. */
export function tickingClock(tickMs: number): () => number {
  let ms = 0
  return () => (ms += tickMs * (1 + ((ms * 7919) % 13) / 13))
}

/** Nobody pauses, stops or asks. */
export function running(): RunControl {
  return { stopRequested: false, paused: false, whenTold: () => Promise.reject(new Error('It was never paused.')) }
}

export async function runToEnd(
  design: Design,
  seed: number,
  workers: number,
  context: Partial<RunContext> = {},
): Promise<{ outcome: RunOutcome; events: RunEvent[] }> {
  const events: RunEvent[] = []
  const run = conduct(design, seed, {
    ports: localPorts(workers),
    data,
    control: running(),
    now: tickingClock(7),
    ...context,
  })
  for (;;) {
    const step = await run.next()
    if (step.done) return { outcome: step.value, events }
    events.push(step.value)
  }
}
