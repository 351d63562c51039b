import type { RunEvent } from '../run.ts'
import { linearSteps, type Progress } from './build.ts'
import type { PoissonBlock } from './poisson-block.ts'
import { poissonRing, type RingTrains } from './trains.ts'
import { jackknife, quadraticFit, type Estimate } from './statistics.ts'

/**
 * Where a measured curve turns from depression to potentiation, as the gap between two neighbouring rates: the one that leaves most
 * depression below it and most potentiation above, in standard errors. Undefined where the curve does not turn.
 */
export function bracketOf(ratesHz: readonly number[], net: readonly Estimate[]): [number, number] | undefined {
  const scores = net.map(({ mean, error }) => mean / error)
  let best = 0
  let [score, highest] = [0, 0]
  // Moving the gap up over a rate takes that rate from the potentiating to the depressing side.
  for (let k = 0; k < scores.length; k++) {
    score -= scores[k]
    if (score > highest) [best, highest] = [k + 1, score]
  }
  return best === 0 || best === scores.length ? undefined : [ratesHz[best - 1], ratesHz[best]]
}

const rates = 5
const reach = 0.3
const rounds = 3

/** What a rule does in one block of Poisson firing. */
export type MeasureBlock = (ring: RingTrains) => Pick<PoissonBlock, 'netPerS' | 'simulatedMs' | 'spikes'>

/** Steps of progress in each block, at most. */
export const transitionSteps = rates * rounds

/**
 * Measures the transition rate without knowing the theory: around the bracket, the net change over the square of the rate is
 * nearly straight, so a parabola through a few rates finds its zero; leaving out one block at a time gives the error. Where the
 * zero lies outside the rates, they move there.
 */
export function* measureTransition(
  measure: MeasureBlock,
  [low, high]: readonly [number, number],
  blocks: number,
  spikes: number,
  seed: number,
  firstIndex: number,
  progress: Progress,
): Generator<RunEvent, Estimate> {
  const at = linearSteps(-reach, reach, rates)
  let centre = Math.sqrt(low * high)
  let index = firstIndex
  for (let round = 1; ; round++) {
    const measured: number[][] = []
    for (let block = 0; block < blocks; block++) {
      const row: number[] = []
      for (const x of at) {
        const rateHz = centre * (1 + x)
        const ring = poissonRing(rateHz, rateHz, (1000 * spikes) / rateHz, seed, index++)
        const found = measure(ring)
        row.push(found.netPerS / (rateHz * rateHz))
        yield* progress.step(found.simulatedMs, found.spikes)
      }
      measured.push(row)
    }
    const zero = jackknife(measured, (means) => zeroOf(quadraticFit(at, means)))
    if (Math.abs(zero.mean) <= reach || round === rounds) {
      yield* progress.skip((rounds - round) * blocks * rates)
      return { ...zero, mean: centre * (1 + zero.mean), error: centre * zero.error }
    }
    centre *= 1 + Math.min(0.5, Math.max(-0.5, zero.mean))
  }
}

/** The zero nearest to the centre of a nearly straight parabola. */
function zeroOf([a, b, c]: [number, number, number]): number {
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c))
  return (-2 * a) / (b + Math.sign(b) * root)
}
