import { hardwareRobustnessProtocol } from './pairs/hardware/hardware-robustness.ts'
import { meanTraceProtocol } from './pairs/mean-trace.ts'
import { pairTraceProtocol } from './pairs/pair-trace.ts'
import { rateMapsProtocol } from './pairs/rate-maps.ts'
import { compareRulesProtocol } from './pairs/rules/compare-rules.ts'
import { srdpProtocol } from './pairs/srdp.ts'
import { stdpWindowProtocol } from './pairs/stdp-window.ts'
import type { RunEvent, RunOutcome } from './run.ts'

/**
 * An experiment that one worker does on its own: a synchronous function that yields what it has to tell, at least every 50 ms of work,
 * and ends with the outcome.
 */
export type JobRun = (design: never, seed: number) => Generator<RunEvent, RunOutcome>

/** By kind of design. */
export const jobs: Readonly<Record<string, JobRun>> = {
  'mean-trace': meanTraceProtocol,
  'pair-trace': pairTraceProtocol,
  'stdp-window': stdpWindowProtocol,
  srdp: srdpProtocol,
  'rate-maps': rateMapsProtocol,
  'compare-rules': compareRulesProtocol,
  'hardware-robustness': hardwareRobustnessProtocol,
}
