import type { DataSet } from './images.ts'
import { linearTrainings } from './linear/training.ts'
import { oscillationNetworks } from './oscillation/task.ts'
import { timingBlocks } from './pairs/timing/blocks.ts'
import type { WorkerPort } from './port.ts'
import type { Lane, TaskKind, TaskProgress, TaskRun } from './tasks.ts'

/** By kind of design. */
const taskKinds: Readonly<Record<string, TaskKind>> = {
  oscillation: oscillationNetworks,
  'timing-modulation': (design, seed) => timingBlocks(design, seed),
  'linear-baseline': linearTrainings,
}

export interface TasksArgument {
  design: { kind: string }
  seed: number
  /** Of designs that show images. */
  data?: DataSet
}

/** The worker's side: does one task after the other. */
export class TaskWorker {
  readonly #start: (task: never) => TaskRun<unknown>
  #going: TaskRun<unknown> | undefined

  constructor({ design, seed, data }: TasksArgument) {
    this.#start = taskKinds[design.kind](design as never, seed, data)
  }

  begin(task: unknown): IteratorResult<TaskProgress, unknown> {
    this.#going = this.#start(task as never)
    return this.next()
  }

  next(): IteratorResult<TaskProgress, unknown> {
    return this.#going!.next()
  }
}

/** Has workers do the tasks of a design, each of which it prepares once. */
export function byWorkers<Found>(argument: TasksArgument): (task: unknown, lane: Lane) => Promise<Found | undefined> {
  const prepared = new Set<WorkerPort>()
  return async (task, { port, mayGoOn, follow }) => {
    const ask = async (method: 'begin' | 'next', of?: unknown) =>
      (await port.call({ type: 'call', method, argument: of })) as IteratorResult<TaskProgress, Found>
    if (!prepared.has(port)) await port.call({ type: 'open', kind: 'tasks', argument })
    prepared.add(port)
    let step = await ask('begin', task)
    while (!step.done) {
      follow(step.value)
      if (!(await mayGoOn())) return undefined
      step = await ask('next')
    }
    return step.value
  }
}
