import { Worker } from 'node:worker_threads'
import { LabError } from '../../contract/errors.ts'
import type { WorkerCommand, WorkerPort } from '../../engine/index.ts'
import type { WorkerPool } from '../services/runs/index.ts'
import type { Answer, Question } from './messages.ts'

const ticksToLimit = 20

interface Call {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** No answer takes this long: the largest networks build and respond within a minute. */
const hangLimitMs = 10 * 60_000

/** Starts threads. Closing the pool rejects the calls that are open. A thread that does not answer for too long is ended. */
export function openPool(url: URL, threads: number, limitMs = hangLimitMs): WorkerPool {
  const members = Array.from({ length: threads }, () => openThread(url, limitMs))
  return {
    ports: members.map(({ port }) => port),
    close: async () => {
      await Promise.all(members.map(({ close }) => close()))
    },
  }
}

function openThread(url: URL, limitMs: number): { port: WorkerPort; close: () => Promise<void> } {
  const worker = new Worker(url)
  const calls = new Map<number, Call>()
  let nextId = 0
  /** Set once the thread is gone: calls can only fail from then on. */
  let fault: Error | undefined

  const fail = (error: Error): void => {
    fault ??= error
    for (const { reject } of calls.values()) reject(fault)
    calls.clear()
  }
  // Counted in ticks, and not read from a clock: a laptop that slept has not waited.
  let silentTicks = 0
  const watch = setInterval(() => {
    silentTicks = calls.size === 0 ? 0 : silentTicks + 1
    if (silentTicks <= ticksToLimit) return
    fail(new LabError('WORKER_DIED', { reason: `it has not answered for ${Math.round(limitMs / 1000)} s` }))
    void worker.terminate()
  }, limitMs / ticksToLimit)
  watch.unref()

  worker.on('message', (answer: Answer) => {
    silentTicks = 0
    const call = calls.get(answer.id)
    calls.delete(answer.id)
    if ('error' in answer) call?.reject(new LabError('ENGINE_REFUSED', answer.error))
    else call?.resolve(answer.value)
  })
  worker.on('messageerror', (cause) =>
    fail(new LabError('WORKER_DIED', { reason: 'its answer cannot be read' }, { cause })),
  )
  worker.on('error', (cause) => fail(new LabError('WORKER_DIED', { reason: reasonOf(cause) }, { cause })))
  worker.on('exit', (code) => fail(new LabError('WORKER_DIED', { reason: `it exited with code ${code}` })))

  const call = (command: WorkerCommand): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (fault !== undefined) {
        reject(fault)
        return
      }
      const id = nextId++
      // Throws, before anything is kept, when the command cannot be cloned.
      worker.postMessage({ id, command } satisfies Question)
      calls.set(id, { resolve, reject })
    })
  return {
    port: { call },
    close: async () => {
      clearInterval(watch)
      await worker.terminate()
    },
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
