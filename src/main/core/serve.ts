import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import { getWSConnectionHandler } from '@trpc/server/adapters/ws'
import { plainError } from '../../contract/errors.ts'
import type { Answers } from './answers.ts'
import { packr } from './encoder.ts'
import { createRouter } from './router.ts'

/** One view of the laboratory: what it may ask, and what is to be released when it goes. */
export interface Session {
  api: Answers
  close: () => void
}

/** Told about errors that are defects, with their stacks. */
export type Report = (error: unknown, where: string) => void

type Handler = ReturnType<typeof getWSConnectionHandler>

/** Serves sessions over ports that carry bytes; which wire brought them to this thread is the host's affair. */
export function createServer(openSession: (port: MessagePort) => Session, report: Report): (port: MessagePort) => void {
  const router = createRouter()
  return (port) => {
    const session = openSession(port)
    const handle = getWSConnectionHandler({
      router,
      // Only the part of tRPC that accepts connections reads it.
      wss: undefined as never,
      experimental_encoder: packr,
      maxBatchSize: 100,
      createContext: () => ({ api: session.api }),
      onError: ({ error, path }) => {
        // What has a code of its own is told to the person, who can mend it.
        const cause = error.cause ?? error
        const isDefect = error.code === 'INTERNAL_SERVER_ERROR' && plainError(cause).code === 'UNEXPECTED'
        if (isDefect) report(cause, path ?? 'connection')
      },
    })
    const socket = new PortSocket(port, () => session.close())
    // tRPC reads the address of the request, and nothing else of it.
    const request: unknown = { url: '/', headers: {} }
    handle(socket as unknown as Parameters<Handler>[0], request as Parameters<Handler>[1])
  }
}

/** The part of a websocket that tRPC's handler uses, over a message port. Text is text, everything else arrives as bytes. */
class PortSocket extends EventEmitter {
  readyState = 1
  readonly #port: MessagePort

  constructor(port: MessagePort, onClose: () => void) {
    super()
    this.#port = port
    port.on('message', (message: string | Uint8Array) => {
      if (typeof message === 'string') this.emit('message', Buffer.from(message), false)
      else this.emit('message', Buffer.from(message.buffer, message.byteOffset, message.byteLength), true)
    })
    port.once('close', () => {
      this.readyState = 3
      this.emit('close')
      onClose()
    })
  }

  send(message: string | Uint8Array): void {
    if (typeof message === 'string') this.#port.postMessage(message)
    else this.#port.postMessage(message, [message.buffer as ArrayBuffer])
  }

  close(): void {
    this.#port.close()
  }

  terminate(): void {
    this.close()
  }
}
