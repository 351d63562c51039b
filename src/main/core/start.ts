import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { createLog } from '../services/log/index.ts'
import type { CoreStart, FromCore, Question, ToCore } from './messages.ts'

export interface CoreHost {
  /** Asks the person in front of a window. Null: no answer, or no such dialog here. */
  ask: (view: number, question: Question, folder: string) => Promise<string | null>
  opened: (path: string) => void
  busy: (busy: boolean) => void
  report: (where: string, message: string) => void
  /** The thread has gone without being asked to. */
  died: (error: Error) => void
}

export interface CoreThread {
  /** A port to a session of its own; what is posted to it are the bytes of the wire. */
  connect: (view: number) => MessagePort
  /** Stops what goes on, saves it, and ends the thread. */
  close: () => Promise<void>
}

/** Starts the core in a thread. Resolves when it can be connected to. */
export async function startCore(module: URL, start: CoreStart, host: CoreHost): Promise<CoreThread> {
  const worker = new Worker(module, { workerData: start })
  const log = createLog(start.home)
  const send = (message: ToCore, ports: MessagePort[] = []): void => worker.postMessage(message, ports)
  let closed: () => void = () => undefined
  let ready: () => void = () => undefined
  let fail: (error: Error) => void = host.died
  const whenReady = new Promise<void>((resolve, reject) => {
    ready = resolve
    fail = reject
  })
  const whenClosed = new Promise<void>((resolve) => (closed = resolve))
  worker.on('message', (message: FromCore) => {
    switch (message.type) {
      case 'ready':
        fail = host.died
        ready()
        return
      case 'question':
        void host
          .ask(message.view, message.question, message.folder)
          .catch(() => null)
          .then((value) => send({ type: 'answer', id: message.id, value }))
        return
      case 'opened':
        host.opened(message.path)
        return
      case 'busy':
        host.busy(message.busy)
        return
      case 'report':
        log.write(message.where, message.message)
        host.report(message.where, message.message)
        return
      case 'closed':
        closed()
    }
  })
  worker.on('error', (error: Error) => fail(error))
  worker.on('exit', () => {
    closed()
    fail(new Error('The core thread ended.'))
  })
  await whenReady
  return {
    connect: (view) => {
      const { port1, port2 } = new MessageChannel()
      send({ type: 'connect', view, port: port2 }, [port2])
      return port1
    },
    close: async () => {
      fail = () => undefined
      send({ type: 'close' })
      await whenClosed
      await worker.terminate()
    },
  }
}
