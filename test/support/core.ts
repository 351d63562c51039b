import { fileURLToPath } from 'node:url'
import type { MessagePort } from 'node:worker_threads'
import type { TRPCUntypedClient } from '@trpc/client'
import { createTRPCUntypedClient, createWSClient, wsLink } from '@trpc/client'
import type { AnyRouter } from '@trpc/server'
import { WebSocket } from 'ws'
import { packr } from '../../src/main/core/encoder.ts'
import type { CoreThread } from '../../src/main/core/start.ts'
import { startCore } from '../../src/main/core/start.ts'
import { aboutThis } from '../../src/main/host/about.ts'

/** The real core in its thread, with settings in a folder of the test. */
export function openCore(
  home: string,
  project: string | null = null,
  report: (where: string, message: string) => void = () => undefined,
): Promise<CoreThread> {
  const here = (path: string): URL => new URL(`../../${path}`, import.meta.url)
  return startCore(
    here('src/main/core/core.worker.ts'),
    {
      ...{ home, project },
      presetsFolder: fileURLToPath(here('resources/presets')),
      workerUrl: here('src/main/workers/engine.worker.ts').href,
      about: aboutThis('1.2.3', 'browser', home),
    },
    {
      ask: () => Promise.resolve(null),
      ...{ opened: () => undefined, busy: () => undefined, report },
      died: (error) => {
        throw error
      },
    },
  )
}

export interface TestClient {
  client: TRPCUntypedClient<AnyRouter>
  close: () => Promise<void>
}

export function overWebsocket(url: string, kind: new (url: string) => WebSocket = WebSocket): TestClient {
  return clientOf({ url: `${url.replace('http:', 'ws:')}rpc`, WebSocket: kind as never })
}

export function overPort(connect: () => MessagePort): TestClient {
  return clientOf({ url: 'port:', WebSocket: portSocket(connect) as never })
}

function clientOf(options: { url: string; WebSocket: never }): TestClient {
  const socket = createWSClient({ ...options, experimental_encoder: packr, retryDelayMs: () => 100_000 })
  return {
    client: createTRPCUntypedClient({ links: [wsLink({ client: socket })] }),
    close: () => socket.close(),
  }
}

/** The part of a websocket that the client uses, over a port of the core. */
function portSocket(connect: () => MessagePort): unknown {
  return class extends EventTarget {
    static readonly OPEN = 1
    readonly OPEN = 1
    readyState = 1
    readonly #port = connect()

    constructor() {
      super()
      this.#port.on('message', (data: unknown) => this.dispatchEvent(new MessageEvent('message', { data })))
      this.#port.on('close', () => {
        this.readyState = 3
        this.dispatchEvent(new Event('close'))
      })
      setImmediate(() => this.dispatchEvent(new Event('open')))
    }

    send(message: unknown): void {
      this.#port.postMessage(message)
    }

    close(): void {
      this.#port.close()
    }
  }
}
