import { EventEmitter } from 'node:events'

/** One end of a channel. An end that was sent to a page is carried by `far`. */
export class MessagePortMain extends EventEmitter {
  peer: MessagePortMain | undefined
  far: { post: (data: unknown) => void; close: () => void } | undefined
  #waiting: unknown[] | undefined = []
  #closed = false

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const data of waiting) this.emit('message', { data, ports: [] })
  }

  postMessage(data: unknown): void {
    if (this.#closed) return
    if (this.peer?.far !== undefined) this.peer.far.post(data)
    else this.peer?.arrive(data)
  }

  arrive(data: unknown): void {
    if (this.#waiting !== undefined) this.#waiting.push(data)
    else this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.far?.close()
    this.emit('close')
    this.peer?.close()
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}
