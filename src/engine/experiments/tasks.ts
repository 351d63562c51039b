import type { NamedArray, Results } from '../results.ts'
import type { Checkpoint } from './live.ts'
import { runOscillationTask } from './oscillation/task.ts'
import type { WorkerPort } from './port.ts'
import type { RunControl, RunEvent, RunOutcome } from './run.ts'

/** Experiments made of many small simulations that know nothing of each other, by kind of design. Tasks and findings are plain JSON. */
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

export interface TaskExperiment<Task, Found> {
  phase: string
  unit: string
  tasks: Task[]
  simulatedMs(task: Task): number
  /** What one finished task tells at once. */
  metrics?(task: Task, found: Found): { name: string; value: number; unit: string }[]
  /** What all of them come to, in the order of the tasks. */
  results(found: Found[]): Results
  state(found: Found[]): Record<string, NamedArray>
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
  design: { kind: string },
  seed: number,
  experiment: TaskExperiment<Task, Found>,
  { ports, control, resumeFrom, checkpointEveryMs = Infinity, now }: TasksContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const { tasks, phase, unit } = experiment
  const found: (Found | null)[] =
    (resumeFrom?.progress as (Found | null)[] | undefined)?.slice() ?? tasks.map(() => null)
  const argument: TasksArgument = { design, seed }
  await Promise.all(ports.map((port) => port.call({ type: 'open', kind: 'tasks', argument })))
  const waiting = tasks.map((_, t) => t).filter((t) => found[t] === null)
  const free = [...ports]
  const going = new Map<number, Promise<number>>()
  let checkpointAt = now() + checkpointEveryMs
  const done = (): number => found.filter((one) => one !== null).length
  const simulatedMs = (): number =>
    tasks.reduce((sum, task, t) => sum + (found[t] === null ? 0 : experiment.simulatedMs(task)), 0)
  const progress = (): RunEvent => {
    const counted = { done: done(), total: tasks.length, unit }
    return { type: 'progress', phase, ...counted, simulatedMs: simulatedMs() }
  }
  const checkpoint = (): RunEvent => {
    checkpointAt = now() + checkpointEveryMs
    return {
      type: 'checkpoint',
      checkpoint: { kind: design.kind, done: done(), arrays: {}, progress: [...found] },
    }
  }
  const begin = (t: number, port: WorkerPort): Promise<number> =>
    port.call({ type: 'call', method: 'run', argument: tasks[t] }).then((answer) => {
      found[t] = answer as Found
      free.push(port)
      return t
    })
  yield progress()
  for (;;) {
    const asked = control.takeRequests?.() ?? []
    if (asked.some(({ type }) => type === 'checkpoint') || now() >= checkpointAt) yield checkpoint()
    while (!control.paused && !control.stopRequested && free.length > 0 && waiting.length > 0) {
      const t = waiting.shift()!
      going.set(t, begin(t, free.pop()!))
    }
    if (going.size > 0) {
      const t = await Promise.race(going.values())
      going.delete(t)
      for (const metric of experiment.metrics?.(tasks[t], found[t]!) ?? []) yield { type: 'metric', step: t, ...metric }
      yield progress()
    } else if (control.stopRequested || waiting.length === 0) break
    else await control.whenTold()
  }
  if (done() < tasks.length) {
    yield checkpoint()
    const results: Results = { scalars: {}, series: {}, arrays: {}, figures: [], checks: [] }
    return { status: 'stopped', results, state: {}, simulatedMs: simulatedMs() }
  }
  const all = found as Found[]
  const [results, state] = [experiment.results(all), experiment.state(all)]
  return { status: 'completed', results, state, simulatedMs: simulatedMs() }
}
