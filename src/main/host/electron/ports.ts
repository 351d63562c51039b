import type { WebContents } from 'electron'
import { MessageChannelMain } from 'electron'
import { desktopChannels } from '../../../contract/desktop.ts'
import type { CoreThread } from '../../core/start.ts'
import { onPageMessage } from './security.ts'

/** Larger than any request of the page: a picture, notes, a design. */
const mostMessageBytes = 8 * 1024 * 1024

/** Gives a port to the core to every page that asks, and carries its bytes. */
export function servePorts(core: CoreThread): void {
  onPageMessage(desktopChannels.requestPort, (contents) => {
    const { port1, port2 } = new MessageChannelMain()
    const session = core.connect(contents.id)
    port1.on('message', ({ data }: { data: unknown }) => {
      const message = messageOf(data)
      if (message === undefined) port1.close()
      else session.postMessage(message)
    })
    port1.on('close', () => session.close())
    session.on('message', (message: string | Uint8Array) => port1.postMessage(message))
    session.on('close', () => port1.close())
    endWith(contents, () => session.close())
    port1.start()
    contents.postMessage(desktopChannels.port, null, [port2])
  })
}

/** Text and bytes; whatever else a page might send ends the connection. */
function messageOf(data: unknown): string | Uint8Array | undefined {
  if (typeof data === 'string') return data.length <= 16 ? data : undefined
  if (!(data instanceof Uint8Array) || data.byteLength > mostMessageBytes) return undefined
  // The page's encoder may have sent more of its buffer than the message.
  return Uint8Array.from(data)
}

/** A page that is reloaded or gone leaves no session behind. */
function endWith(contents: WebContents, end: () => void): void {
  contents.once('destroyed', end)
  contents.once('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) end()
  })
}
