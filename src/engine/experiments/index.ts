import type { Design } from '../../contract/design/index.ts'
import { EngineError } from '../errors.ts'
import { conductAblations } from './ablations/conduct.ts'
import { variantsOf } from './ablations/variants.ts'
import { conductContinuous } from './continuous/conduct.ts'
import { presentationsOf } from './continuous/presentations.ts'
import { admitClassification } from './classification/admit.ts'
import { conductClassification } from './classification/conduct.ts'
import { admitRecurrent } from './recurrent/admit.ts'
import { conductRecurrent } from './recurrent/conduct.ts'
import type { DataSet } from './images.ts'
import type { Checkpoint } from './live.ts'
import { conductJob } from './job.ts'
import { conductLinearBaseline } from './linear/baseline.ts'
import { conductOscillation } from './oscillation/oscillation.ts'
import { conductTiming } from './pairs/timing/timing-modulation.ts'
import type { WorkerPort } from './port.ts'
import type { RunControl, RunEvent, RunOutcome } from './run.ts'

export interface RunContext {
  /** At least one; experiments that can share their work use them all. */
  ports: WorkerPort[]
  /** Needed by experiments that present images. */
  data?: DataSet
  control: RunControl
  /** Continue from here instead of from the start. */
  resumeFrom?: Checkpoint
  /** Wall time between two checkpoints, ms; absent: only on request and at a stop. */
  checkpointEveryMs?: number
  /** Clock in ms, for pacing only: it never enters a result. */
  now: () => number
}

/** Refuses a design that could not be carried out, before anything starts. */
export function admit(design: Design, data?: DataSet): void {
  if (design.kind === 'classification') admitClassification(design, imagesOf(data))
  if (design.kind === 'recurrent') admitRecurrent(design, imagesOf(data))
  if (design.kind === 'ablations')
    for (const variant of variantsOf(design)) admitClassification(variant.design, imagesOf(data))
  if (design.kind === 'continuous-presentation')
    for (const variant of presentationsOf(design)) admitClassification(variant.design, imagesOf(data))
}

function imagesOf(data: DataSet | undefined): DataSet {
  if (!data) throw new EngineError('BAD_DATA', { problem: 'this design needs a data set' })
  return data
}

/** Runs a design, whatever its kind. The outcome is a function of (design, seed), whatever the number of workers. */
export function conduct(design: Design, seed: number, context: RunContext): AsyncGenerator<RunEvent, RunOutcome> {
  const withImages = () => ({ ...context, data: imagesOf(context.data) })
  if (design.kind === 'classification') return conductClassification(design, seed, withImages())
  if (design.kind === 'recurrent') return conductRecurrent(design, seed, withImages())
  if (design.kind === 'ablations') return conductAblations(design, seed, withImages())
  if (design.kind === 'continuous-presentation') return conductContinuous(design, seed, withImages())
  if (design.kind === 'oscillation') return conductOscillation(design, seed, context)
  if (design.kind === 'timing-modulation') return conductTiming(design, seed, context)
  if (design.kind === 'linear-baseline') return conductLinearBaseline(design, seed, withImages())
  return conductJob(design, seed, context)
}
