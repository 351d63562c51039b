import { EngineError } from '../errors.ts'
import { emptyResults } from './empty-results.ts'
import { jobs } from './jobs.ts'
import type { WorkerPort } from './port.ts'
import type { RunControl, RunEvent, RunOutcome } from './run.ts'
import { placeOfNone } from './vitals.ts'

export interface JobArgument {
  design: { kind: string }
  seed: number
}

/** The worker's side of a job: gives out one event at a time. */
export class Job {
  readonly #run: Generator<RunEvent, RunOutcome>

  constructor({ design, seed }: JobArgument) {
    this.#run = jobs[design.kind](design as never, seed)
  }

  next(): IteratorResult<RunEvent, RunOutcome> {
    return this.#run.next()
  }
}

/** Runs a job on one worker. Stopped early it has no results: it starts anew, or not at all. */
export async function* conductJob(
  design: { kind: string },
  seed: number,
  { ports, control }: { ports: WorkerPort[]; control: RunControl },
): AsyncGenerator<RunEvent, RunOutcome> {
  const [port] = ports
  await port.call({ type: 'open', kind: 'job', argument: { design, seed } satisfies JobArgument })
  let simulatedMs = 0
  for (;;) {
    while (control.paused) await control.whenTold()
    if (control.stopRequested) return { status: 'stopped', results: emptyResults(), state: {}, simulatedMs }
    const step = (await port.call({ type: 'call', method: 'next', argument: undefined })) as IteratorResult<
      RunEvent,
      RunOutcome
    >
    if (step.done) {
      yield* refuseNotFinite(step.value)
      return step.value
    }
    if (step.value.type === 'progress') simulatedMs = step.value.simulatedMs
    yield step.value
  }
}

/** What was measured has to be numbers; closed forms and fits may have none to give. All of it is kept beside the refusal. */
function* refuseNotFinite({ results, state }: RunOutcome): Generator<RunEvent, void> {
  const measured = { ...results.arrays, ...state }
  for (const array of Object.values(measured)) {
    const place = placeOfNone(array)
    if (place === undefined) continue
    for (const [name, evidence] of Object.entries(measured))
      yield { type: 'artifact', name: `evidence.${name}`, step: 0, array: evidence }
    throw new EngineError('RESULT_NOT_FINITE', { variable: array.label, place })
  }
}
