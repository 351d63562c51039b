import { STREAM } from '../../random/streams.ts'
import { stream, type Random } from '../../random/random.ts'
import type { Bias } from '../../theory/drift.ts'

/** Spike times (ms, ascending) of the two sides of one synapse. */
export interface Trains {
  preMs: Float64Array
  postMs: Float64Array
}

/**
 * Trains on a ring of time: the end joins the beginning. Nothing is lost or added where a spike is shifted over the end, and a
 * measurement that is led in by the ring's last stretch starts in the stationary state.
 */
export interface RingTrains extends Trains {
  durationMs: number
}

export interface RingSpec {
  preHz: number
  postHz: number
  bias: Bias
  /** How far the copies of a biased pairing are shifted. */
  shiftMs: number
  durationMs: number
}

/** Independent Poisson trains of one rate each, for a length of time; the counts vary as they do. */
export function poissonRing(
  preHz: number,
  postHz: number,
  durationMs: number,
  seed: number,
  index: number,
): RingTrains {
  const random = stream(seed, STREAM.pairTrains, index)
  return {
    preMs: poissonTrain(preHz, durationMs, random),
    postMs: poissonTrain(postHz, durationMs, random),
    durationMs,
  }
}

/**
 * Poisson trains with exactly rate x duration spikes each (a Poisson train given its count: independent uniform times). For a
 * biased pairing the slower train consists of shifted copies of a random subset of the faster train's spikes.
 */
export function ringTrains(spec: RingSpec, seed: number, index: number): RingTrains {
  const { preHz, postHz, bias, shiftMs, durationMs } = spec
  const random = stream(seed, STREAM.pairTrains, index)
  const counts = [preHz, postHz].map((rateHz) => Math.round((rateHz * durationMs) / 1000))
  if (bias === 'independent') {
    return {
      preMs: poissonTrainOf(counts[0], durationMs, random),
      postMs: poissonTrainOf(counts[1], durationMs, random),
      durationMs,
    }
  }
  const preIsFaster = counts[0] >= counts[1]
  const faster = poissonTrainOf(Math.max(...counts), durationMs, random)
  // The copy comes after its original if the slower side is to lag, before it if the slower side is to lead.
  const slowerLags = preIsFaster === (bias === 'pre-post')
  const chosen = randomSubset(faster, Math.min(...counts), stream(seed, STREAM.pairCopies, index))
  const slower = shiftedOnRing(chosen, slowerLags ? shiftMs : -shiftMs, durationMs)
  return preIsFaster ? { preMs: faster, postMs: slower, durationMs } : { preMs: slower, postMs: faster, durationMs }
}

/** A Poisson train given its count: sorted independent uniform times, as normalised partial sums of exponentials: no sorting needed. */
export function poissonTrainOf(count: number, durationMs: number, random: Random): Float64Array {
  const times = new Float64Array(count)
  let sum = 0
  for (let k = 0; k < count; k++) times[k] = sum += random.exponential()
  sum += random.exponential()
  const scale = durationMs / sum
  for (let k = 0; k < count; k++) times[k] *= scale
  return times
}

/** `count` of the times, each equally likely, in order (selection sampling, Knuth's algorithm S). */
export function randomSubset(times: Float64Array, count: number, random: Random): Float64Array {
  const subset = new Float64Array(count)
  let taken = 0
  for (let k = 0; k < times.length && taken < count; k++) {
    if ((times.length - k) * random.uniform() < count - taken) subset[taken++] = times[k]
  }
  return subset
}

export function shiftedOnRing(times: Float64Array, shiftMs: number, durationMs: number): Float64Array {
  return times.map((time) => (((time + shiftMs) % durationMs) + durationMs) % durationMs).sort()
}

/** The ring laid out as a line from -leadMs to its duration: the measurement begins at 0. */
export function withLeadIn({ preMs, postMs, durationMs }: RingTrains, leadMs: number): Trains {
  const led = (times: Float64Array): Float64Array => {
    const laps = Math.ceil(leadMs / durationMs)
    const before: number[] = []
    for (let lap = laps; lap > 0; lap--) {
      for (const time of times) if (time - lap * durationMs >= -leadMs) before.push(time - lap * durationMs)
    }
    const all = new Float64Array(before.length + times.length)
    all.set(before)
    all.set(times, before.length)
    return all
  }
  return { preMs: led(preMs), postMs: led(postMs) }
}

/** n pairs of period T, the first pair's earlier spike at 0; lag = t_post - t_pre. */
export function pairTrains(pairs: number, lagMs: number, periodMs: number): Trains {
  const start = (offset: number) => Float64Array.from({ length: pairs }, (_, k) => k * periodMs + Math.max(0, offset))
  return { preMs: start(-lagMs), postMs: start(lagMs) }
}

/** Exact Poisson process on [0, duration). */
export function poissonTrain(rateHz: number, durationMs: number, random: Random): Float64Array {
  const times: number[] = []
  if (rateHz <= 0) return new Float64Array(0)
  for (let t = 0; ;) {
    t += (random.exponential() * 1000) / rateHz
    if (t >= durationMs) return Float64Array.from(times)
    times.push(t)
  }
}
