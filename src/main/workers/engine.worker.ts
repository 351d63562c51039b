import { parentPort } from 'node:worker_threads'
import { plainError } from '../../contract/errors.ts'
import { serveWorker, transferablesOf } from '../../engine/worker.ts'
import type { Answer, Question } from './messages.ts'

// Binds the thread's port to the engine, which knows nothing of threads.
const port = parentPort!
const handle = serveWorker()

port.on('message', ({ id, command }: Question) => {
  try {
    const value = handle(command)
    port.postMessage({ id, value } satisfies Answer, transferablesOf(value))
  } catch (error) {
    port.postMessage({ id, error: plainError(error) } satisfies Answer)
  }
})
