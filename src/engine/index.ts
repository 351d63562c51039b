/** The engine's public face: everything that services and repositories may use of it. */
export type * from './results.ts'
export type { DataSet, ImageSet } from './experiments/images.ts'
export type { WorkerCommand, WorkerPort } from './experiments/port.ts'
export type { Checkpoint, LiveFrame, LiveRequest, ProbeResponse, RunRequest } from './experiments/live.ts'
export type { Probe } from './network/network.ts'
export type { RunControl, RunEvent, RunOutcome } from './experiments/run.ts'
export { bareCheckpoint } from './experiments/bare-checkpoint.ts'
export { EngineError } from './errors.ts'
export { type RunContext, admit, conduct } from './experiments/index.ts'
export { demandOf, threadsOf } from './experiments/demand/demand.ts'
export type { Precision, RealArray } from './kernels/kernels.ts'
export {
  type RecordedCoefficients,
  type RecordedParameters,
  type RecordedSpikes,
  type Recording,
  type Replay,
  type ReplayResult,
  openReplay,
} from './experiments/replay/replay.ts'
export { makeWorkload } from './experiments/replay/workload.ts'
export { type ClosedForms, type Line, closedForms } from './experiments/pairs/view/closed-forms.ts'
export type { RuleQuestion } from './experiments/pairs/view/question.ts'
export { type Dots, type Simulated, simulated } from './experiments/pairs/view/simulated.ts'
export type { Scope } from './experiments/pairs/view/states.ts'
export type { RuleChoice } from './experiments/pairs/view/viewed-rule.ts'
