/** What a page can tell the double, through a binding of Playwright. */
export type FromPage =
  { type: 'ipc'; channel: string; args: unknown[] } | { type: 'port'; id: number; text?: string; base64?: string }

/** The page's message ports; tests are typed for Node. */
interface PagePort {
  onmessage: ((event: { data: string | Uint8Array }) => void) | null
  postMessage: (data: unknown) => void
  close: () => void
}

export interface PageSide {
  receive: (channel: string, args: unknown[], portId: number | null) => void
  deliver: (id: number, text: string | null, base64: string | null) => void
  closePort: (id: number) => void
}

/** Runs in the page before its own scripts: Electron's half of the preload bundle. */
export function pageScript(preload: string): void {
  type Listener = (event: { ports: PagePort[] }, ...args: unknown[]) => void
  const tell = (message: FromPage): void =>
    void (globalThis as unknown as { __double: (message: FromPage) => Promise<void> }).__double(message)
  const listeners = new Map<string, Set<Listener>>()
  const ports = new Map<number, PagePort>()
  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => tell({ type: 'ipc', channel, args }),
    on: (channel: string, listener: Listener) => {
      if (!listeners.has(channel)) listeners.set(channel, new Set())
      listeners.get(channel)!.add(listener)
    },
    off: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
  }
  const contextBridge = {
    exposeInMainWorld: (name: string, api: object) =>
      Object.defineProperty(globalThis, name, { value: Object.freeze(api), enumerable: true }),
  }
  const openPort = (id: number): PagePort => {
    const { port1, port2 } = new MessageChannel() as unknown as { port1: PagePort; port2: PagePort }
    port1.onmessage = ({ data }) => {
      if (typeof data === 'string') tell({ type: 'port', id, text: data })
      else tell({ type: 'port', id, base64: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')) })
    }
    ports.set(id, port1)
    return port2
  }
  const side: PageSide = {
    receive: (channel, args, portId) => {
      const given = portId === null ? [] : [openPort(portId)]
      for (const listener of listeners.get(channel) ?? []) listener({ ports: given }, ...args)
    },
    deliver: (id, text, base64) => {
      const bytes = base64 === null ? null : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      ports.get(id)?.postMessage(text ?? bytes)
    },
    closePort: (id) => {
      ports.get(id)?.close()
      ports.delete(id)
    },
  }
  Object.defineProperty(globalThis, '__doublePage', { value: side })
  const provide = (name: string): object => {
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}.`)
    return { contextBridge, ipcRenderer }
  }
  type Bundle = (require: typeof provide, module: { exports: object }, exports: object) => void
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bundle, as the runtime would evaluate it
  const run = new Function('require', 'module', 'exports', preload) as Bundle
  run(provide, { exports: {} }, {})
}
