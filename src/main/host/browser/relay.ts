import type { MessagePort } from 'node:worker_threads'
import type { RawData, WebSocket } from 'ws'

/** A page that takes nothing for this much is gone, whatever its connection says. */
const mostUnsentBytes = 64 * 1024 * 1024
const lookEveryMs = 15_000

/** Carries bytes between a page and its session in the core. Either end ends the other. */
export function relay(socket: WebSocket, port: MessagePort): void {
  let answered = true
  const heart = setInterval(() => {
    if (!answered) {
      socket.terminate()
      return
    }
    answered = false
    socket.ping()
  }, lookEveryMs)
  socket.on('pong', () => (answered = true))
  socket.on('message', (data, isBinary) => port.postMessage(isBinary ? bytesOf(data) : textOf(data)))
  socket.on('close', () => {
    clearInterval(heart)
    port.close()
  })
  // The close that follows does the rest.
  socket.on('error', () => undefined)
  port.on('message', (message: string | Uint8Array) => {
    if (socket.bufferedAmount > mostUnsentBytes) socket.terminate()
    else socket.send(message)
  })
  port.on('close', () => socket.close())
}

/** A copy: ws gives out parts of larger buffers. */
function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Uint8Array.from(Buffer.concat(data))
  return data instanceof ArrayBuffer ? new Uint8Array(data) : Uint8Array.from(data)
}

function textOf(data: RawData): string {
  return Buffer.from(bytesOf(data)).toString('utf8')
}
