import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Bench } from './build.ts'
import { ringTrains, withLeadIn } from './trains.ts'
import type { Bias } from '../../theory/drift.ts'

export interface PoissonSpec {
  rule: BcallParameters
  preHz: number
  postHz: number
  bias: Bias
  shiftMs: number
  durationMs: number
}

/** One independent block of a Monte-Carlo measurement under Poisson firing. */
export interface PoissonBlock {
  ltpPerS: number
  ltdPerS: number
  netPerS: number
  /** Mean traces as found by the other side's spikes. */
  preTrace: number
  postTrace: number
  /** Deviation of the two trains from their stated numbers of spikes: the larger one, and relative to the number. */
  spikesOff: number
  rateOff: number
  /** Simulated and played, with the lead-in. */
  simulatedMs: number
  spikes: number
}

/** After so many time constants nothing is left of the rest the traces start from. */
const leadInTaus = 15

export function poissonBlock(spec: PoissonSpec, bench: Bench, seed: number, index: number): PoissonBlock {
  const { rule, durationMs } = spec
  const leadMs =
    leadInTaus * Math.max(rule.tauPreMs, rule.tauPostMs, rule.stopLearning.on ? rule.stopLearning.tauMs : 0)
  const ring = ringTrains(spec, seed, index)
  const trains = withLeadIn(ring, leadMs)
  const drive = bench.drive(rule, trains, durationMs)
  const perS = 1000 / durationMs
  const stated = [spec.preHz, spec.postHz].map((rateHz) => rateHz / perS)
  const off = [ring.preMs, ring.postMs].map((train, side) => Math.abs(train.length - stated[side]))
  return {
    ltpPerS: drive.ltp * perS,
    ltdPerS: drive.ltd * perS,
    netPerS: (drive.ltp - drive.ltd) * perS,
    preTrace: drive.preTraceSeen / drive.preTraceFinders,
    postTrace: drive.postTraceSeen / drive.postTraceFinders,
    spikesOff: Math.max(...off),
    rateOff: Math.max(...off.map((spikes, side) => spikes / stated[side])),
    simulatedMs: leadMs + durationMs,
    spikes: trains.preMs.length + trains.postMs.length,
  }
}
