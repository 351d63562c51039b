import type { WebSocketClientOptions } from '@trpc/client'
import { createTRPCUntypedClient, createWSClient, wsLink } from '@trpc/client'
import { readonly, ref } from 'vue'
import type { Connection, ConnectionState } from './api.ts'
import { codec } from './codec.ts'
import { portSocketClass } from './port-socket.ts'
import { remoteLab } from './remote.ts'

/** What the preload bundle gives to the page of a desktop window. */
interface DesktopBridge {
  /** Asks for a port to the core; it arrives as a message event of this window. */
  requestPort: () => void
}

declare global {
  interface Window {
    bistable?: DesktopBridge
  }
}

/** Over a message port in a desktop window, over a websocket to the address of the page in a browser. */
export function connect(): Connection {
  const bridge = window.bistable
  return bridge === undefined
    ? open({ url: socketAddress(), keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 5000 } })
    : open({ url: 'port:', WebSocket: portSocketClass(() => nextPort(bridge)) })
}

function open(options: WebSocketClientOptions): Connection {
  const state = ref<ConnectionState>('connecting')
  const socket = createWSClient({
    ...options,
    experimental_encoder: codec,
    // 0.2 s, 0.4 s, ... up to 5 s, for as long as it takes.
    retryDelayMs: (attempt) => Math.min(5000, 200 * 2 ** attempt),
    onOpen: () => (state.value = 'open'),
    onClose: () => (state.value = 'lost'),
  })
  const client = createTRPCUntypedClient({ links: [wsLink({ client: socket })] })
  return { lab: remoteLab(client), state: readonly(state) }
}

/** The token that the core put into the address of the page goes along. */
function socketAddress(): string {
  const address = new URL('rpc', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.hash = ''
  if (address.search === '') address.search = window.location.search
  return address.href
}

function nextPort(bridge: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      if (event.source !== window || event.data !== 'bistable:port' || event.ports.length === 0) return
      window.removeEventListener('message', listen)
      resolve(event.ports[0])
    }
    window.addEventListener('message', listen)
    bridge.requestPort()
  })
}
