import { type ShardArgument, ClassificationShard } from './experiments/classification/shard.ts'
import { type RecurrentArgument, RecurrentNetwork } from './experiments/recurrent/network.ts'
import { type JobArgument, Job } from './experiments/job.ts'
import type { WorkerCommand } from './experiments/port.ts'
import { type TasksArgument, TaskWorker } from './experiments/task-worker.ts'

/**
 * The engine's side of a worker: one object, opened by the first command, whose methods the following commands call. The host binds
 * this to a thread's messages; it is synchronous, so that answers come in the order of the questions.
 */
export function serveWorker(): (command: WorkerCommand) => unknown {
  let served: object | undefined
  return (command) => {
    switch (command.type) {
      case 'open':
        served = open(command.kind, command.argument)
        return undefined
      case 'call': {
        const method: unknown = served && Reflect.get(served, command.method)
        if (typeof method !== 'function') throw new Error(`this worker cannot ${command.method}`)
        return Reflect.apply(method, served, [command.argument]) as unknown
      }
    }
  }
}

function open(kind: string, argument: unknown): object {
  switch (kind) {
    case 'classification':
      return new ClassificationShard(argument as ShardArgument)
    case 'recurrent':
      return new RecurrentNetwork(argument as RecurrentArgument)
    case 'tasks':
      return new TaskWorker(argument as TasksArgument)
    case 'job':
      return new Job(argument as JobArgument)
    default:
      throw new Error(`no experiment is named ${kind}`)
  }
}

/** Buffers of an answer that may be handed over instead of copied: answers never point into a kernel's memory. */
export function transferablesOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  collect(value, found)
  return [...found]
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collect(part, found)
  }
}
