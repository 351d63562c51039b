import { STREAM } from '../../../random/streams.ts'
import { stream } from '../../../random/random.ts'
import { poissonTrainOf, randomSubset, shiftedOnRing, type RingTrains } from '../trains.ts'

/**
 * Two trains of one rate. A part of the postsynaptic spikes (chosen at random, `correlation` of all) are presynaptic spikes shifted by
 * the lag; the others are independent. Each train by itself is Poisson given its count, whatever the correlation.
 */
export function correlatedRing(
  {
    rateHz,
    correlation,
    lagMs,
    durationMs,
  }: { rateHz: number; correlation: number; lagMs: number; durationMs: number },
  seed: number,
  index: number,
): RingTrains {
  const random = stream(seed, STREAM.pairTrains, index)
  const count = Math.round((rateHz * durationMs) / 1000)
  const copied = Math.round(correlation * count)
  const preMs = poissonTrainOf(count, durationMs, random)
  const copies = shiftedOnRing(randomSubset(preMs, copied, stream(seed, STREAM.pairCopies, index)), lagMs, durationMs)
  const others = poissonTrainOf(count - copied, durationMs, random)
  return { preMs, postMs: Float64Array.from([...copies, ...others]).sort(), durationMs }
}
