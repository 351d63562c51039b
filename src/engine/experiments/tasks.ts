import type { NamedArray, Results } from '../results.ts'
import type { Checkpoint, RunRequest } from './live.ts'
import { runOscillationTask } from './oscillation/task.ts'
import type { WorkerPort } from './port.ts'
import type { RunControl, RunEvent, RunOutcome } from './run.ts'

/** Small simulations that a worker does in one go, by kind of design. Tasks and findings are plain JSON. */
const taskRuns: Readonly<Record<string, (design: never, seed: number, task: never) => unknown>> = {
  oscillation: runOscillationTask,
}

export interface TasksArgument {
  design: { kind: string }
  seed: number
}

/** The worker's side: does one task after the other. */
export class TaskWorker {
  readonly #argument: TasksArgument

  constructor(argument: TasksArgument) {
    this.#argument = argument
  }

  run(task: unknown): unknown {
    const { design, seed } = this.#argument
    return taskRuns[design.kind](design as never, seed, task as never)
  }
}

/** Has a worker do one of them. */
export async function runTask(design: { kind: string }, seed: number, task: unknown, port: WorkerPort) {
  await port.call({ type: 'open', kind: 'tasks', argument: { design, seed } satisfies TasksArgument })
  return port.call({ type: 'call', method: 'run', argument: task })
}

/** A worker for the time of a task, what the task may see of the run's control, and where it tells how far it is. */
export interface Lane {
  port: WorkerPort
  control: RunControl
  follow: (progress: { done: number; total: number; simulatedMs: number }) => void
}

/** An experiment made of many tasks that know nothing of each other. What is found is plain JSON. */
export interface TaskExperiment<Task, Found> {
  /** Of its checkpoints. */
  kind: string
  tasks: readonly Task[]
  /** Of work: one for each task, unless tasks tell. */
  unit: string
  phase(task: Task): string
  /** By which views tell its frames from those of other tasks. */
  network?(task: Task): string
  /** Undefined: stopped on the way. */
  run(task: Task, lane: Lane): Promise<Found | undefined>
  simulatedMs(found: Found): number
  /** What one finished task tells at once. */
  metrics(task: Task, found: Found): { name: string; value: number; unit: string }[]
  /** What all of them come to, in the order of the tasks; undefined: not finished. */
  results(found: readonly (Found | undefined)[]): Results
  state(found: readonly (Found | undefined)[]): Record<string, NamedArray>
}

export interface TasksContext {
  ports: WorkerPort[]
  control: RunControl
  resumeFrom?: Checkpoint
  checkpointEveryMs?: number
  now: () => number
}

/** Deals the tasks out to the workers as these become free; who did which does not matter. A checkpoint is what was found so far. */
export async function* conductTasks<Task, Found>(
  experiment: TaskExperiment<Task, Found>,
  context: TasksContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const lanes = new Lanes(experiment, context)
  yield* lanes.run()
  const { found, simulatedMs } = lanes
  const complete = found.every((one) => one !== undefined)
  const [results, state] = [experiment.results(found), experiment.state(found)]
  return { status: complete ? 'completed' : 'stopped', results, state, simulatedMs }
}

class Lanes<Task, Found> {
  /** By task; undefined: not finished. */
  readonly found: (Found | undefined)[]
  readonly #experiment: TaskExperiment<Task, Found>
  readonly #context: TasksContext
  readonly #events: RunEvent[] = []
  /** Work done, and simulated time, of each task that is going. */
  readonly #going = new Map<number, { done: number; simulatedMs: number }>()
  readonly #asked: RunRequest[] = []
  #workPerTask = 1
  #told = (): void => undefined
  #next = 0
  #checkpointAt: number

  constructor(experiment: TaskExperiment<Task, Found>, context: TasksContext) {
    this.#experiment = experiment
    this.#context = context
    const before = (context.resumeFrom?.progress ?? []) as (Found | null)[]
    this.found = experiment.tasks.map((_, t) => before[t] ?? undefined)
    this.#checkpointAt = context.now() + (context.checkpointEveryMs ?? Infinity)
  }

  get simulatedMs(): number {
    const finished = this.found.map((one) => (one === undefined ? 0 : this.#experiment.simulatedMs(one)))
    return [...finished, ...[...this.#going.values()].map((one) => one.simulatedMs)].reduce((sum, ms) => sum + ms, 0)
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
    if (this.#finished < this.found.length) yield this.#checkpoint()
  }

  /** One worker: takes the next task until none is left. */
  async #lane(port: WorkerPort): Promise<void> {
    const { control } = this.#context
    for (;;) {
      this.#hear()
      if (control.stopRequested || this.#next === this.found.length) return
      if (control.paused) await control.whenTold()
      else {
        const t = this.#next++
        if (this.found[t] === undefined) await this.#do(t, port)
      }
    }
  }

  async #do(t: number, port: WorkerPort): Promise<void> {
    const task = this.#experiment.tasks[t]
    const follow: Lane['follow'] = ({ done, total, simulatedMs }) => {
      this.#workPerTask = total
      this.#going.set(t, { done, simulatedMs })
      this.#tellProgress(task)
    }
    this.#going.set(t, { done: 0, simulatedMs: 0 })
    const found = await this.#experiment.run(task, { port, control: this.#controlOf(t), follow })
    if (found === undefined) return
    this.#going.delete(t)
    this.found[t] = found
    for (const metric of this.#experiment.metrics(task, found))
      this.#tell({ type: 'metric', step: this.#finished, ...metric })
    this.#tellProgress(task)
    if (this.#context.now() >= this.#checkpointAt) this.#tell(this.#checkpoint())
  }

  get #finished(): number {
    return this.found.filter((one) => one !== undefined).length
  }

  #tellProgress(task: Task): void {
    const { unit } = this.#experiment
    const going = [...this.#going.values()].reduce((sum, { done }) => sum + done, 0)
    const done = this.#finished * this.#workPerTask + going
    const total = this.found.length * this.#workPerTask
    const phase = this.#experiment.phase(task)
    this.#tell({ type: 'progress', phase, done, total, unit, simulatedMs: this.simulatedMs })
  }

  #checkpoint(): RunEvent {
    this.#checkpointAt = this.#context.now() + (this.#context.checkpointEveryMs ?? Infinity)
    const progress = this.found.map((one) => one ?? null)
    const done = this.#finished * this.#workPerTask
    return { type: 'checkpoint', checkpoint: { kind: this.#experiment.kind, done, arrays: {}, progress } }
  }

  #tell(event: RunEvent): void {
    this.#events.push(event)
    this.#told()
  }

  /** What a task may see of the run's control: the first of those that are going has the views and probes. */
  #controlOf(t: number): RunControl {
    const { control } = this.#context
    const { live } = control
    const network = this.#experiment.network?.(this.#experiment.tasks[t])
    const isInView = (): boolean => Math.min(...this.#going.keys()) === t
    return {
      get stopRequested() {
        return control.stopRequested
      },
      get paused() {
        return control.paused
      },
      whenTold: () => control.whenTold(),
      takeRequests: () => {
        this.#hear()
        return isInView() ? this.#asked.splice(0) : []
      },
      live: live && {
        wanted: () => (isInView() ? live.wanted() : undefined),
        deliver: (frame) => live.deliver({ ...frame, network }),
      },
    }
  }

  /** Checkpoints are the experiment's; what else is asked waits for the task in view. */
  #hear(): void {
    for (const request of this.#context.control.takeRequests?.() ?? []) {
      if (request.type === 'checkpoint') this.#tell(this.#checkpoint())
      else this.#asked.push(request)
    }
  }
}
