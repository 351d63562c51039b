import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { plainError } from '../../contract/errors.ts'
import { serveWorker, transferablesOf } from '../../engine/worker.ts'
import type { Answer, EngineStart, Question } from './messages.ts'

// Binds the thread's port to the engine, which knows nothing of threads.
const port = parentPort!
const handle = serveWorker()

// Only Linux lets a thread have a priority of its own; elsewhere it would be that of the whole program.
if ((workerData as EngineStart).yields && process.platform === 'linux')
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

port.on('message', ({ id, command }: Question) => {
  try {
    const value = handle(command)
    port.postMessage({ id, value } satisfies Answer, transferablesOf(value))
  } catch (error) {
    port.postMessage({ id, error: plainError(error) } satisfies Answer)
  }
})
