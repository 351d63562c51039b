import { emptyResults } from './empty-results.ts'
import type { DataSet } from './images.ts'
import type { Checkpoint, RunRequest } from './live.ts'
import type { WorkerPort } from './port.ts'
import type { RunControl, RunEvent, RunOutcome } from './run.ts'

/** How far a task is, in the experiment's unit of work. */
export interface TaskProgress {
  done: number
  total: number
  simulatedMs: number
}

/** Tells how far it is, at least every 50 ms of work unless it takes less than a second, and ends with what was found: plain JSON. */
export type TaskRun<Found> = Iterator<TaskProgress, Found>

/** One that says nothing on the way. */
export function inOneGo<Found>(find: () => Found): TaskRun<Found> {
  return { next: () => ({ done: true, value: find() }) }
}

/** Prepares once what all tasks of a design share. */
export type TaskKind = (design: never, seed: number, data?: DataSet) => (task: never) => TaskRun<unknown>

/** A worker for the time of a task, what the task may see of the run's control, and where it tells how far it is. */
export interface Lane {
  port: WorkerPort
  control: RunControl
  follow: (progress: TaskProgress) => void
  /** Between two pieces of work: hears what is asked and waits while the run is paused; false: stop here. */
  mayGoOn: () => Promise<boolean>
}

type FoundOutcome = Pick<RunOutcome, 'results' | 'state'>

/** An experiment made of many tasks that know nothing of each other. What is found is plain JSON. */
export interface TaskExperiment<Task, Found> {
  /** Of its checkpoints. */
  kind: string
  tasks: readonly Task[]
  /** Of work: one for each task, unless tasks tell. */
  unit: string
  phase(task: Task): string
  /** By which views know its frames and checkpoints its findings; absent: its place. */
  name?(task: Task): string
  /** Undefined: stopped on the way. */
  run(task: Task, lane: Lane): Promise<Found | undefined>
  simulatedMs(found: Found): number
  /** What one finished task tells at once. */
  metrics(task: Task, found: Found): { name: string; value: number; unit: string }[]
  /** What all of them come to, in the order of the tasks; undefined: not finished. */
  outcome(found: readonly (Found | undefined)[]): FoundOutcome
}

/** The outcome of an experiment that has none before all is found. */
export function ofAll<Found>(
  outcome: (found: readonly Found[]) => FoundOutcome,
): TaskExperiment<unknown, Found>['outcome'] {
  return (found) => (found.every((one) => one !== undefined) ? outcome(found) : { results: emptyResults(), state: {} })
}

export interface TasksContext {
  ports: WorkerPort[]
  control: RunControl
  resumeFrom?: Checkpoint
  checkpointEveryMs?: number
  now: () => number
}

/** Deals the tasks out to the workers as these become free; who did which does not matter. A checkpoint is what was found so far, by name. */
export async function* conductTasks<Task, Found>(
  experiment: TaskExperiment<Task, Found>,
  context: TasksContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const lanes = new Lanes(experiment, context)
  yield* lanes.run()
  const { found, simulatedMs } = lanes
  const complete = found.every((one) => one !== undefined)
  return { status: complete ? 'completed' : 'stopped', ...experiment.outcome(found), simulatedMs }
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
  #failure: { error: unknown } | undefined

  constructor(experiment: TaskExperiment<Task, Found>, context: TasksContext) {
    this.#experiment = experiment
    this.#context = context
    const before = (context.resumeFrom?.progress ?? {}) as Record<string, Found | null>
    // Those of earlier versions are lists.
    const places = Array.isArray(before)
    this.found = experiment.tasks.map((_, t) => before[places ? t : this.#nameOf(t)] ?? undefined)
    if (this.#finished > 0) this.#workPerTask = context.resumeFrom!.done / this.#finished
    // Whoever goes back to a checkpoint takes back what stands behind it.
    for (const [t, one] of this.found.entries()) if (one !== undefined) this.#tellMetrics(t, one)
    this.#checkpointAt = context.now() + (context.checkpointEveryMs ?? Infinity)
  }

  get simulatedMs(): number {
    const finished = this.found.map((one) => (one === undefined ? 0 : this.#experiment.simulatedMs(one)))
    return [...finished, ...[...this.#going.values()].map((one) => one.simulatedMs)].reduce((sum, ms) => sum + ms, 0)
  }

  /** Events of all lanes, as they come. */
  async *run(): AsyncGenerator<RunEvent, void> {
    let working = this.#context.ports.length
    for (const port of this.#context.ports) {
      this.#lane(port)
        .catch((error: unknown) => (this.#failure ??= { error }))
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
    if (this.#finished < this.found.length) yield this.#checkpoint()
    if (this.#failure) throw this.#failure.error
  }

  /** What went wrong in one lane stops the others. */
  get #stopped(): boolean {
    return this.#context.control.stopRequested || this.#failure !== undefined
  }

  /** One worker: takes the next task until none is left. */
  async #lane(port: WorkerPort): Promise<void> {
    while (await this.#mayGoOn()) {
      while (this.found[this.#next] !== undefined) this.#next++
      if (this.#next === this.found.length) return
      await this.#do(this.#next++, port)
    }
  }

  async #mayGoOn(): Promise<boolean> {
    const { control } = this.#context
    for (;;) {
      this.#hear()
      if (this.#stopped) return false
      if (!control.paused) return true
      await control.whenTold()
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
    const lane = { port, control: this.#controlOf(t), follow, mayGoOn: () => this.#mayGoOn() }
    const found = await this.#experiment.run(task, lane)
    if (found === undefined) return
    this.#going.delete(t)
    this.found[t] = found
    this.#tellMetrics(t, found)
    this.#tellProgress(task)
    if (this.#context.now() >= this.#checkpointAt) this.#tell(this.#checkpoint())
  }

  get #finished(): number {
    return this.found.filter((one) => one !== undefined).length
  }

  #nameOf(t: number): string {
    return this.#experiment.name?.(this.#experiment.tasks[t]) ?? String(t)
  }

  get #workFinished(): number {
    return this.#finished * this.#workPerTask
  }

  /** At the task's own place, whenever it was done: the same on any number of workers. */
  #tellMetrics(t: number, found: Found): void {
    for (const metric of this.#experiment.metrics(this.#experiment.tasks[t], found))
      this.#tell({ type: 'metric', step: (t + 1) * this.#workPerTask, ...metric })
  }

  #tellProgress(task: Task): void {
    const { unit } = this.#experiment
    const going = [...this.#going.values()].reduce((sum, { done }) => sum + done, 0)
    const done = this.#workFinished + going
    const total = this.found.length * this.#workPerTask
    const phase = this.#experiment.phase(task)
    this.#tell({ type: 'progress', phase, done, total, unit, simulatedMs: this.simulatedMs })
  }

  #checkpoint(): RunEvent {
    this.#checkpointAt = this.#context.now() + (this.#context.checkpointEveryMs ?? Infinity)
    const progress = Object.fromEntries(
      this.found.flatMap((one, t) => (one === undefined ? [] : [[this.#nameOf(t), one]])),
    )
    const done = this.#workFinished
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
    const network = this.#nameOf(t)
    const isInView = (): boolean => Math.min(...this.#going.keys()) === t
    const isStopped = (): boolean => this.#stopped
    return {
      get stopRequested() {
        return isStopped()
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
