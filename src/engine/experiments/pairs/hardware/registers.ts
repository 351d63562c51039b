import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import { quantised } from '../../../models/plasticity/quantised.ts'
import { stream } from '../../../random/random.ts'
import { STREAM } from '../../../random/streams.ts'
import { pairRuleOf, stdpWindow } from '../../../theory/pairing.ts'
import type { Bench } from '../build.ts'
import { heldDrive } from '../play.ts'
import { pairTrains, poissonRing, withLeadIn, type Trains } from '../trains.ts'

export type Stored = 'traces' | 'weight' | 'both'
export const storedParts: readonly Stored[] = ['traces', 'weight', 'both']

export interface RegisterWindow {
  bits: number
  stored: Stored
  change: number[]
  /** Root mean square of the distance to the ideal window over that of the ideal window. */
  error: number
}

export interface RegisterSpec {
  rule: BcallParameters
  bench: Bench
  stochastic: boolean
  seed: number
}

/** Rounding at random is averaged over many pairs; rounding to the nearest level is the same every time. */
const pairsToAverage = 300

/** The STDP window of single pairs, with registers of a width in one or both places. */
export function registerWindow(
  spec: RegisterSpec,
  lagsMs: readonly number[],
  bits: number,
  stored: Stored,
): RegisterWindow {
  const rule = registers(spec, bits, stored)
  const still = { ...spec.rule, bistable: false }
  const pairs = spec.stochastic ? pairsToAverage : 1
  const periodMs = 20 * Math.max(still.tauPreMs, still.tauPostMs, ...lagsMs.map(Math.abs))
  const change = lagsMs.map((lag) => {
    const span = { held: 0.5, startMs: -1, endMs: pairs * periodMs }
    const { ltp, ltd } = heldDrive(rule, still, pairTrains(pairs, lag, periodMs), span)
    return (ltp - ltd) / pairs
  })
  const ideal = lagsMs.map((lag) => stdpWindow(pairRuleOf(spec.rule), lag))
  const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0)
  const error = Math.sqrt(square(change.map((value, k) => value - ideal[k])) / square(ideal))
  return { bits, stored, change, error }
}

/** Net change per spike under Poisson firing of both neurons, on the same trains for every width. */
export function registerDrift(spec: RegisterSpec, bits: number, rateHz: number, spikes: number, index: number): number {
  const durationMs = (1000 * spikes) / rateHz
  const trains = poisson(spec.seed, rateHz, durationMs, index)
  const still = { ...spec.rule, bistable: false }
  const { ltp, ltd } = heldDrive(registers(spec, bits, 'both'), still, trains, {
    held: 0.5,
    startMs: 0,
    endMs: durationMs,
  })
  return (ltp - ltd) / spikes
}

export function poisson(seed: number, rateHz: number, durationMs: number, index: number): Trains {
  return withLeadIn(poissonRing(rateHz, rateHz, durationMs, seed, index), 500)
}

function registers({ bench, stochastic, seed }: RegisterSpec, bits: number, stored: Stored): Bench['rule'] {
  const random = stream(seed, STREAM.hardwareRounding, 3 * bits + storedParts.indexOf(stored))
  return quantised(bench.rule, {
    traceBits: stored === 'weight' ? Infinity : bits,
    weightBits: stored === 'traces' ? Infinity : bits,
    uniform: stochastic ? () => random.uniform() : undefined,
  })
}
