import { stream } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'

/** Spike counts of each neuron in bins of equal length. */
export interface Binned {
  neurons: number
  bins: number
  /** [neurons][bins] */
  counts: Uint16Array
  /** [bins] of all neurons together */
  sums: Float64Array
}

/** pairs: (step, neuron), as the network logs them; what does not fill the last bin is left out. */
export function binned(pairs: Int32Array, neurons: number, from: number, steps: number, binSteps: number): Binned {
  const bins = Math.max(1, Math.floor(steps / Math.max(1, binSteps)))
  const counts = new Uint16Array(neurons * bins)
  const sums = new Float64Array(bins)
  for (let a = 0; a < pairs.length; a += 2) {
    const bin = Math.floor((pairs[a] - from) / Math.max(1, binSteps))
    if (bin >= bins) continue
    counts[pairs[a + 1] * bins + bin]++
    sums[bin]++
  }
  return { neurons, bins, counts, sums }
}

/**
 * Mean correlation of the counts over all pairs of neurons, weighted by their standard deviations:
 *   (Var(sum) - sum of Var) / ((sum of SD)^2 - sum of Var)
 * 0 for independent trains, 1 for identical ones; the numerator is the population's variance beyond independence (Golomb & Rinzel,
 * Physica D 72, 1994, use the ratio of the same two variances).
 */
export function pairCorrelation({ neurons, bins, counts, sums }: Binned): number {
  let variances = 0
  let deviations = 0
  for (let j = 0; j < neurons; j++) {
    const own = variance(counts.subarray(j * bins, (j + 1) * bins))
    variances += own
    deviations += Math.sqrt(own)
  }
  const pairs = deviations * deviations - variances
  return pairs > 0 ? (variance(sums) - variances) / pairs : 0
}

/** The same when each train is turned by a random time: what chance, and the trains by themselves, would give. */
export function shuffledCorrelation(trains: Binned, seed: number, replicate: number): number {
  const { neurons, bins, counts } = trains
  const turned = new Uint16Array(counts.length)
  const sums = new Float64Array(bins)
  const random = stream(seed, STREAM.trainShifts, replicate)
  for (let j = 0; j < neurons; j++) {
    const shift = Math.floor(random.uniform() * bins)
    for (let b = 0; b < bins; b++) {
      const count = counts[j * bins + ((b + shift) % bins)]
      turned[j * bins + b] = count
      sums[b] += count
    }
  }
  return pairCorrelation({ neurons, bins, counts: turned, sums })
}

function variance(values: ArrayLike<number>): number {
  let sum = 0
  let squares = 0
  for (let a = 0; a < values.length; a++) {
    sum += values[a]
    squares += values[a] * values[a]
  }
  const mean = sum / values.length
  return squares / values.length - mean * mean
}
