import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { RunEvent } from '../run.ts'
import { linearSteps, type Bench, type Progress } from './build.ts'
import { poissonBlock } from './poisson-block.ts'
import { jackknife, quadraticFit, type Estimate } from './statistics.ts'

/** Where a measured curve turns from depression to potentiation, as the gap between two neighbouring rates; none: undefined. */
export function bracketOf(ratesHz: readonly number[], net: readonly number[]): [number, number] | undefined {
  for (let k = ratesHz.length - 1; k > 0; k--) {
    if (net[k] > 0 && net[k - 1] <= 0) return [ratesHz[k - 1], ratesHz[k]]
  }
  return undefined
}

/** Rates around the bracket, and so steps of progress in each block. */
export const transitionRates = 5
const reach = 0.3

/**
 * Measures the transition rate without knowing the theory: around the bracket, the net change over the square of the rate is
 * nearly straight, so a parabola through a few rates finds its zero; leaving out one block at a time gives the error.
 */
export function* measureTransition(
  rule: BcallParameters,
  bench: Bench,
  [low, high]: readonly [number, number],
  blocks: number,
  spikes: number,
  seed: number,
  firstIndex: number,
  progress: Progress,
): Generator<RunEvent, Estimate> {
  const centre = Math.sqrt(low * high)
  const at = linearSteps(-reach, reach, transitionRates)
  const measured: number[][] = []
  for (let block = 0; block < blocks; block++) {
    const row: number[] = []
    for (const [k, x] of at.entries()) {
      const rateHz = centre * (1 + x)
      const durationMs = (1000 * spikes) / rateHz
      const spec = { rule, preHz: rateHz, postHz: rateHz, bias: 'independent', shiftMs: 0, durationMs } as const
      const found = poissonBlock(spec, bench, seed, firstIndex + block * transitionRates + k)
      row.push(found.netPerS / (rateHz * rateHz))
      yield* progress.step(found.simulatedMs, found.spikes)
    }
    measured.push(row)
  }
  return jackknife(measured, (means) => centre * (1 + zeroOf(quadraticFit(at, means))))
}

/** The zero nearest to the centre of a nearly straight parabola. */
function zeroOf([a, b, c]: [number, number, number]): number {
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c))
  return (-2 * a) / (b + Math.sign(b) * root)
}
