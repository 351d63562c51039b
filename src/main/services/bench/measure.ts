import { type Precision, type Recording, openReplay } from '../../../engine/index.ts'
import type { Costs, PlasticSample } from './report.ts'
import { spreadOf } from './spread.ts'

/** Samples until the kernels are compiled for good and the network has settled. */
export const warmUpSamples = 10

/** Every sample of a drive on this thread; those of the warm-up are not counted. */
export function measureOneThread(drive: Recording, precision: Precision): PlasticSample {
  const run = openReplay(drive, { precision, touch: 'lazy' })
  const times: number[] = []
  let events = 0
  for (let sample = 0; sample < drive.samples; sample++) {
    if (sample === warmUpSamples) events = run.events()
    const startMs = performance.now()
    run.runSample(sample)
    if (sample >= warmUpSamples) times.push(performance.now() - startMs)
    run.spikes()
  }
  return sampleRow(drive.inputs, drive.outputs, 1, precision, times, (run.events() - events) / times.length, run.bytes)
}

export function sampleRow(
  inputs: number,
  outputs: number,
  threads: number,
  precision: Precision,
  timesMs: number[],
  eventsPerSample: number,
  bytes: number,
): PlasticSample {
  const { median, low, high } = spreadOf(timesMs)
  return {
    outputs,
    threads,
    precision,
    msPerSample: median,
    lowMs: low,
    highMs: high,
    eventsPerSecond: (1000 * eventsPerSample) / median,
    nsPerEvent: (1e6 * median) / eventsPerSample,
    bytes,
    bytesPerSynapse: bytes / (inputs * outputs),
  }
}

/** Takes the parts apart: the same samples in silence, without learning, and with everything, in turns. */
export function measureCosts(drive: Recording): Costs {
  const silence = { neurons: new Int32Array(0), steps: new Int32Array(0) }
  const parts = [
    { recording: { ...drive, input: silence, teacher: silence }, learning: false },
    { recording: drive, learning: false },
    { recording: drive, learning: true },
  ].map(({ recording, learning }) => ({
    run: openReplay(recording, { precision: 'f32', touch: 'lazy' }),
    learning,
    times: [] as number[],
    events: 0,
  }))
  for (let sample = 0; sample < drive.samples; sample++) {
    for (const part of parts) {
      if (sample === warmUpSamples) part.events = part.run.events()
      const startMs = performance.now()
      part.run.runSample(sample, part.learning)
      if (sample >= warmUpSamples) part.times.push(performance.now() - startMs)
      part.run.spikes()
    }
  }
  const [silent, frozen, whole] = parts.map(({ run, times, events }) => ({
    ns: 1e6 * spreadOf(times).median,
    events: (run.events() - events) / times.length,
  }))
  const stepsPerSample = parts[0].run.steps / drive.samples
  return {
    outputs: drive.outputs,
    neuronStepNs: silent.ns / stepsPerSample / drive.outputs,
    transmissionNs: (frozen.ns - silent.ns) / frozen.events,
    learningNs: (whole.ns - frozen.ns) / whole.events,
  }
}
