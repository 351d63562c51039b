import type { WebSocketClientOptions } from '@trpc/client'
import { createTRPCUntypedClient, createWSClient, wsLink } from '@trpc/client'
import { readonly, ref } from 'vue'
import type { DesktopBridge } from '../../contract/desktop.ts'
import { portMessage } from '../../contract/desktop.ts'
import type { Connection, ConnectionState } from './api.ts'
import { codec } from './codec.ts'
import { portSocketClass } from './port-socket.ts'
import { remoteLab } from './remote.ts'

declare global {
  interface Window {
    /** Only in a desktop window. */
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

/** Beside the page: the token that the core put into its address goes along. */
function socketAddress(): string {
  const address = new URL('rpc', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}

function nextPort(bridge: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      if (event.source !== window || event.data !== portMessage || event.ports.length === 0) return
      window.removeEventListener('message', listen)
      resolve(event.ports[0])
    }
    window.addEventListener('message', listen)
    bridge.requestPort()
  })
}
