import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Bench } from './build.ts'
import { withLeadIn, type RingTrains } from './trains.ts'

/** One independent block of a Monte-Carlo measurement under Poisson firing. */
export interface PoissonBlock {
  ltpPerS: number
  ltdPerS: number
  netPerS: number
  /** Mean traces as found by the other side's spikes. */
  preTrace: number
  postTrace: number
  /** Simulated and played, with the lead-in. */
  simulatedMs: number
  spikes: number
}

/** After so many time constants nothing is left of the rest the traces start from. */
const leadInTaus = 15

export function poissonBlock(rule: BcallParameters, ring: RingTrains, bench: Bench): PoissonBlock {
  const { durationMs } = ring
  const leadMs =
    leadInTaus * Math.max(rule.tauPreMs, rule.tauPostMs, rule.stopLearning.on ? rule.stopLearning.tauMs : 0)
  const trains = withLeadIn(ring, leadMs)
  const drive = bench.drive(rule, trains, durationMs)
  const perS = 1000 / durationMs
  return {
    ltpPerS: drive.ltp * perS,
    ltdPerS: drive.ltd * perS,
    netPerS: (drive.ltp - drive.ltd) * perS,
    preTrace: drive.preTraceSeen / drive.preTraceFinders,
    postTrace: drive.postTraceSeen / drive.postTraceFinders,
    simulatedMs: leadMs + durationMs,
    spikes: trains.preMs.length + trains.postMs.length,
  }
}
