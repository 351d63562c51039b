/**
 * The part of a WebSocket that the client uses, over a message port to the core. There is nothing to lose between two ends of one
 * program, so it opens once; a port that is closed asks for another.
 */
export function portSocketClass(requestPort: () => Promise<MessagePort>): typeof WebSocket {
  class PortSocket extends EventTarget {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3
    readyState = 0
    binaryType: BinaryType = 'arraybuffer'
    #port: MessagePort | null = null

    constructor() {
      super()
      requestPort().then(
        (port) => this.#open(port),
        () => this.close(),
      )
    }

    send(message: string | Uint8Array): void {
      // The encoder's bytes lie in a larger buffer, all of which would be sent.
      this.#port?.postMessage(typeof message === 'string' ? message : message.slice())
    }

    close(): void {
      if (this.readyState === 3) return
      this.readyState = 3
      this.#port?.close()
      this.dispatchEvent(new CloseEvent('close'))
    }

    #open(port: MessagePort): void {
      this.#port = port
      port.onmessage = ({ data }: MessageEvent<unknown>) => this.dispatchEvent(new MessageEvent('message', { data }))
      port.addEventListener('close', () => this.close())
      this.readyState = 1
      // Listeners are attached after the constructor has returned.
      setTimeout(() => this.dispatchEvent(new Event('open')), 0)
    }
  }
  return PortSocket as unknown as typeof WebSocket
}
