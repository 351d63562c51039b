import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Bench } from './build.ts'
import { heldDrive, type Drive } from './play.ts'
import { pairTrains } from './trains.ts'

/** Learning by n periodic pairs from rest, the synapse held at one hidden weight and the bistable drift left out. */
export function pairedDrive(
  rule: BcallParameters,
  bench: Bench,
  pairs: number,
  lagMs: number,
  periodMs: number,
): Drive {
  const trains = pairTrains(pairs, lagMs, periodMs)
  const endMs = pairs * periodMs + Math.abs(lagMs)
  return heldDrive(bench.rule, { ...rule, bistable: false }, trains, { held: 0.5, startMs: -1, endMs })
}

export function net({ ltp, ltd }: Drive): number {
  return ltp - ltd
}

/** Largest distance of simulated from closed-form values, relative to the largest closed-form value. */
export function relativeDistance(found: readonly number[], expected: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs)) || 1
  return Math.max(...found.map((value, k) => Math.abs(value - expected[k]))) / largest
}
