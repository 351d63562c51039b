import type { DataSet } from './images.ts'
import { imageJobs, jobs } from './jobs.ts'
import type { WorkerPort } from './port.ts'
import type { RunControl, RunEvent, RunOutcome } from './run.ts'

export interface JobArgument {
  design: { kind: string }
  seed: number
  /** Of designs that show images. */
  data?: DataSet
}

/** The worker's side of a job: gives out one event at a time. */
export class Job {
  readonly #run: Generator<RunEvent, RunOutcome>

  constructor({ design, seed, data }: JobArgument) {
    this.#run =
      data && design.kind in imageJobs
        ? imageJobs[design.kind](design as never, seed, data)
        : jobs[design.kind](design as never, seed)
  }

  next(): IteratorResult<RunEvent, RunOutcome> {
    return this.#run.next()
  }
}

/** Runs a job on one worker. Stopped early it has no results: it starts anew, or not at all. */
export async function* conductJob(
  design: { kind: string },
  seed: number,
  { ports, control, data }: { ports: WorkerPort[]; control: RunControl; data?: DataSet },
): AsyncGenerator<RunEvent, RunOutcome> {
  const [port] = ports
  await port.call({ type: 'open', kind: 'job', argument: { design, seed, data } satisfies JobArgument })
  let simulatedMs = 0
  for (;;) {
    while (control.paused) await control.whenTold()
    if (control.stopRequested) return { status: 'stopped', results: noResults(), state: {}, simulatedMs }
    const step = (await port.call({ type: 'call', method: 'next', argument: undefined })) as IteratorResult<
      RunEvent,
      RunOutcome
    >
    if (step.done) return step.value
    if (step.value.type === 'progress') simulatedMs = step.value.simulatedMs
    yield step.value
  }
}

function noResults(): RunOutcome['results'] {
  return { scalars: {}, series: {}, arrays: {}, figures: [], checks: [] }
}
