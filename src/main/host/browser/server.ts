import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { LabError } from '../../../contract/errors.ts'
import type { CoreThread } from '../../core/start.ts'
import { readPageFile } from '../page/files.ts'
import { pageHeaders } from '../page/headers.ts'
import { admit, newToken } from './guard.ts'
import { relay } from './relay.ts'

export interface BrowserHostOptions {
  core: CoreThread
  pageFolder: string
  /** 0: any that is free. */
  port: number
  token?: string
}

export interface BrowserHost {
  /** With the token: whoever has it may do everything. */
  url: string
  close: () => Promise<void>
}

/** Larger than any request of the page: a picture, notes, a design. */
const mostMessageBytes = 8 * 1024 * 1024
const mostPages = 32

/** Serves the page and a websocket to the core, on this machine only, to those who know the address. */
export async function serveBrowser(options: BrowserHostOptions): Promise<BrowserHost> {
  const { core, pageFolder, token = newToken() } = options
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 10_000 }, (request, response) => {
    answer(request, response, token, pageFolder).catch(() => response.destroy())
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes, perMessageDeflate: false })
  let views = 0
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { status, path } = admit(request, token)
    // A page always says where it comes from; only programs do not, and they need to know the address too.
    const found = status === 200 && path !== 'rpc' ? 404 : status
    if (found !== 200 || sockets.clients.size >= mostPages) {
      refuseUpgrade(socket, found === 200 ? 503 : found)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => relay(client, core.connect(views++)))
  })
  const port = await listen(server, options.port)
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    close: async () => {
      for (const client of sockets.clients) client.close(1001)
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  pageFolder: string,
): Promise<void> {
  const headers = pageHeaders(`'self' ws://${request.headers.host ?? 'localhost'}`)
  const end = (status: number, type: string, body: string | Uint8Array, more: Record<string, string> = {}): void => {
    response.writeHead(status, { ...headers, 'Content-Type': type, ...more })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  const refuse = (status: number, message: string): void => end(status, 'text/plain; charset=utf-8', `${message}\n`)
  const { status, path } = admit(request, token)
  if (status !== 200) {
    request.resume()
    refuse(
      status,
      'This address is not complete. Use the one that Bistable has printed, with everything behind the last slash.',
    )
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    request.resume()
    refuse(405, 'There is nothing here to be changed.')
    return
  }
  // Relative addresses of the page need the slash.
  if (path === '' && !(request.url ?? '').split('?')[0].endsWith('/')) {
    end(308, 'text/plain; charset=utf-8', '', { Location: `/${token}/` })
    return
  }
  const file = await readPageFile(pageFolder, path)
  if (file === undefined) refuse(404, 'There is no such page.')
  else end(200, file.type, file.bytes)
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new LabError('PORT_TAKEN', { port, reason: cause.message }, { cause })),
    )
    // Never another address than this: the network has no business here.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
