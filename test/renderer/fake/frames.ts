import type { LiveFrame, LiveRequest } from '../../../src/contract/api.ts'
import { digitImage } from './digits.ts'

const [INPUTS, CLASSES, PER_CLASS, STEPS] = [784, 10, 10, 450]

/** A presentation made up on the spot: the inputs of a digit, its pool firing, the others hardly. */
export function fakeFrame(request: LiveRequest, done: number): LiveFrame {
  const label = done % CLASSES
  const image = digitImage(label, (done % 5) - 2)
  const units = CLASSES * PER_CLASS
  const spikes: number[] = []
  for (let step = 0; step < STEPS; step++) {
    if (step >= 150) for (let i = 0; i < INPUTS; i++) if (image[i] > 128 && Math.random() < 0.075) spikes.push(step, i)
    for (let u = 0; u < units; u++) {
      const own = Math.floor(u / PER_CLASS) === label
      if (Math.random() < (own ? 0.03 : 0.002)) spikes.push(step, INPUTS + u)
    }
  }
  const rows = Math.ceil(STEPS / Math.max(1, request.everySteps))
  const weights = request.weights ? fakeWeights(units) : undefined
  return {
    ...{ done, simulatedMs: done * STEPS, inputs: INPUTS, units, classes: CLASSES, lostSpikes: 0, shownOneIn: 1 },
    shown: {
      image: done,
      label,
      firstStep: done * STEPS,
      onsetStep: done * STEPS + 150,
      endStep: (done + 1) * STEPS,
      dtMs: 1,
    },
    spikes: request.spikes ? Int32Array.from(spikes, (v, k) => (k % 2 === 0 ? v + done * STEPS : v)) : new Int32Array(),
    probes: Float32Array.from({ length: rows * request.probes.length }, () => Math.random()),
    poolRatesHz: Float32Array.from({ length: CLASSES }, (_, c) => (c === label ? 32 : 2.5) + Math.random()),
    inputRateHz: 11,
    flips: { up: done * 4, down: done * 4 },
    ...(weights === undefined ? {} : { weights, histogram: histogramOf(weights) }),
  }
}

function fakeWeights(units: number): Uint8Array {
  const fields = Array.from({ length: CLASSES }, (_, digit) => digitImage(digit))
  return Uint8Array.from({ length: units * INPUTS }, (_, k) => {
    const open = fields[Math.floor(k / INPUTS / PER_CLASS)][k % INPUTS] > 100 ? 0.85 : 0.06
    const distance = 255 * 0.3 * Math.random() ** 3
    return Math.random() < open ? 255 - distance : distance
  })
}

function histogramOf(weights: Uint8Array): Int32Array {
  const counts = new Int32Array(50)
  for (const weight of weights) counts[Math.min(49, Math.floor((weight / 256) * 50))]++
  return counts
}
