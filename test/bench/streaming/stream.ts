import type { LiveFrame, LiveRequest, Probe } from '../../../src/contract/api.ts'
import type { ClassificationDesign } from '../../../src/contract/design/classification.ts'
import type { RunControl } from '../../../src/engine/index.ts'
import type { Conduct } from '../../../src/main/services/runs/index.ts'

/** What the stream shows, whatever the run is: the largest that was promised. */
export const stream = { inputs: 784, units: 500, classes: 10, spikes: 12_500 }

const BINS = 50
/** Frames that were sent so far, by all runs. */
export const sent = { frames: 0 }

/** How often it is looked whether a view has room. */
const LOOK_MS = 1

/**
 * A run as ever, whose views get another stream than its own: `spikes` spikes in every frame, and the whole matrix in every
 * `weightsEvery`-th of them, as fast as they are taken. The run itself trains unwatched.
 */
export function streaming(conduct: Conduct, weightsEvery: number): Conduct {
  return async function* (design, seed, context) {
    const { live } = context.control
    const end = live === undefined ? () => undefined : pump(live, design as ClassificationDesign, weightsEvery)
    const control = Object.create(context.control, { live: { value: undefined } }) as RunControl
    try {
      return yield* conduct(design, seed, { ...context, control })
    } finally {
      end()
    }
  }
}

function pump(live: NonNullable<RunControl['live']>, design: ClassificationDesign, weightsEvery: number): () => void {
  const frame = frames(design, weightsEvery)
  let done = 0
  const timer = setInterval(() => {
    const request = live.wanted()
    if (request === undefined) return
    live.deliver(frame(++done, request))
    sent.frames++
  }, LOOK_MS)
  return () => clearInterval(timer)
}

function frames(
  { schedule: { dtMs }, teacher: { leadMs }, stimulus: { presentationMs } }: ClassificationDesign,
  weightsEvery: number,
): (done: number, request: LiveRequest) => LiveFrame {
  const { inputs, units, classes, spikes } = stream
  const steps = Math.round((leadMs + presentationMs) / dtMs)
  const weights = Uint8Array.from({ length: inputs * units }, (_, s) => (s * 37) % 256)
  return (done, { probes, everySteps }) => {
    const firstStep = (done - 1) * steps
    const pairs = new Int32Array(2 * spikes)
    for (let s = 0; s < spikes; s++) {
      pairs[2 * s] = firstStep + Math.floor((s * steps) / spikes)
      pairs[2 * s + 1] = (s * 7919 + done * 31) % (inputs + units)
    }
    // Something changes in every picture, or it would be drawn from the last one.
    weights.copyWithin(0, inputs).fill(done % 256, (units - 1) * inputs)
    return {
      ...{ done, simulatedMs: done * steps * dtMs, inputs, units, classes },
      shown: {
        ...{ image: done % 1000, label: done % classes, firstStep, dtMs },
        onsetStep: firstStep + Math.round(leadMs / dtMs),
        endStep: firstStep + steps,
      },
      ...{ spikes: pairs, shownOneIn: 1, lostSpikes: 0 },
      probes: rowsOf(probes, everySteps, firstStep, firstStep + steps),
      poolRatesHz: Float32Array.from({ length: classes }, (_, c) => 5 + c),
      inputRateHz: 10,
      flips: { up: done, down: done },
      ...(done % weightsEvery === 0 && {
        weights: weights.slice(),
        histogram: new Int32Array(BINS).fill(weights.length / BINS),
      }),
    }
  }
}

function rowsOf(probes: readonly Probe[], every: number, firstStep: number, endStep: number): Float32Array {
  const rows = Math.max(0, Math.ceil((endStep - Math.ceil(firstStep / every) * every) / every))
  return Float32Array.from({ length: rows * probes.length }, (_, value) => ((value * 13) % 100) / 100)
}
