import type { AblationsDesign } from '../../../contract/design/ablations.ts'
import { conductClassification } from '../classification/conduct.ts'
import type { DigitsContext } from '../digits/experiment.ts'
import type { WorkerPort } from '../port.ts'
import type { RunControl, RunEvent, RunOutcome } from '../run.ts'
import { type Measured, measure } from './measure.ts'
import { ablationResults, ablationState } from './results.ts'
import { type Variant, variantsOf } from './variants.ts'

/** One training: a variant with a seed. */
interface Task {
  variant: Variant
  seed: number
}

/** Trains every variant with every seed, one network a worker. A checkpoint keeps the trainings that are finished. */
export async function* conductAblations(
  design: AblationsDesign,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const variants = variantsOf(design)
  const tasks = variants.flatMap((variant) =>
    Array.from({ length: design.comparison.seeds }, (_, k): Task => ({ variant, seed: seed + k })),
  )
  const comparison = new Comparison(tasks, context)
  yield* comparison.run()
  const found = comparison.found
  const complete = found.every((one) => one !== undefined)
  return {
    status: complete ? 'completed' : 'stopped',
    results: ablationResults(variants, design.comparison.seeds, found),
    state: ablationState(variants, design.comparison.seeds, found),
    simulatedMs: comparison.simulatedMs,
  }
}

class Comparison {
  /** By task; undefined: not finished. */
  readonly found: (Measured | undefined)[]
  readonly #tasks: readonly Task[]
  readonly #context: DigitsContext
  readonly #events: RunEvent[] = []
  /** Digits of each task that were shown, and simulated time. */
  readonly #shown: number[]
  readonly #simulated: number[]
  #digitsPerTask = 1
  #told = (): void => undefined
  #next = 0
  #checkpointWanted = false

  constructor(tasks: readonly Task[], context: DigitsContext) {
    this.#tasks = tasks
    this.#context = context
    const before = (context.resumeFrom?.progress ?? []) as (Measured | null)[]
    this.found = tasks.map((_, a) => before[a] ?? undefined)
    this.#shown = tasks.map(() => 0)
    this.#simulated = this.found.map((one) => one?.simulatedMs ?? 0)
  }

  get simulatedMs(): number {
    return this.#simulated.reduce((sum, ms) => sum + ms, 0)
  }

  /** Events of all lanes, as they come. */
  async *run(): AsyncGenerator<RunEvent, void> {
    let working = this.#context.ports.length
    let failure: { error: unknown } | undefined
    for (const port of this.#context.ports) {
      this.#lane(port)
        .catch((error: unknown) => (failure ??= { error }))
        .finally(() => {
          working--
          this.#told()
        })
    }
    for (;;) {
      while (this.#events.length > 0) yield this.#events.shift()!
      if (working === 0) break
      await new Promise<void>((resolve) => {
        this.#told = resolve
        if (this.#events.length > 0 || working === 0) resolve()
      })
    }
    if (failure) throw failure.error
  }

  /** One worker: takes the next training until none is left. */
  async #lane(port: WorkerPort): Promise<void> {
    const { control } = this.#context
    while (!control.stopRequested && this.#next < this.#tasks.length) {
      const a = this.#next++
      if (this.found[a] === undefined) await this.#train(a, port)
    }
  }

  async #train(a: number, port: WorkerPort): Promise<void> {
    const { variant, seed } = this.#tasks[a]
    const { data, now } = this.#context
    const run = conductClassification(variant.design, seed, { ports: [port], data, now, control: this.#control() })
    for (;;) {
      const step = await run.next()
      if (step.done) {
        if (step.value.status === 'completed') this.#finish(a, measure(step.value))
        return
      }
      if (step.value.type === 'progress') this.#follow(a, step.value)
      if (this.#checkpointWanted) this.#checkpoint()
    }
  }

  #finish(a: number, found: Measured): void {
    this.found[a] = found
    this.#simulated[a] = found.simulatedMs
    const finished = this.found.filter((one) => one !== undefined).length
    this.#tell({ type: 'metric', name: 'accuracy', step: finished, value: found.accuracy, unit: '' })
    this.#checkpoint()
  }

  #follow(a: number, { done, total, simulatedMs }: Extract<RunEvent, { type: 'progress' }>): void {
    this.#shown[a] = done
    this.#digitsPerTask = total
    this.#simulated[a] = simulatedMs
    const { label } = this.#tasks[a].variant
    const shown = this.found.map((one, b) => (one === undefined ? this.#shown[b] : total))
    const phase = { phase: label, done: shown.reduce((sum, digits) => sum + digits, 0), unit: 'digits' }
    this.#tell({ type: 'progress', ...phase, total: total * this.#tasks.length, simulatedMs: this.simulatedMs })
  }

  #checkpoint(): void {
    this.#checkpointWanted = false
    const finished = this.found.filter((one) => one !== undefined).length
    const progress = this.found.map((one) => one ?? null)
    const done = finished * this.#digitsPerTask
    this.#tell({ type: 'checkpoint', checkpoint: { kind: 'ablations', done, arrays: {}, progress } })
  }

  #tell(event: RunEvent): void {
    this.#events.push(event)
    this.#told()
  }

  /** What a training may see of the run's control: views and probes reach whichever network looks first; checkpoints are the comparison's. */
  #control(): RunControl {
    const { control } = this.#context
    return {
      get stopRequested() {
        return control.stopRequested
      },
      get paused() {
        return control.paused
      },
      whenTold: () => control.whenTold(),
      takeRequests: () =>
        (control.takeRequests?.() ?? []).filter(({ type }) => {
          if (type === 'checkpoint') this.#checkpointWanted = true
          return type !== 'checkpoint'
        }),
      live: control.live,
    }
  }
}
