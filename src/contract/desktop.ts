/** What the preload bundle gives to the page of a desktop window: functions, and nothing of Electron. */
export interface DesktopBridge {
  /** Asks for a port to the core. It arrives as a message event of the window itself, with this text as its data. */
  requestPort: () => void
  /** What was chosen from the menu, or opened from outside. Gives the function that ends listening. */
  onCommand: (listener: (command: DesktopCommand) => void) => () => void
}

export const portMessage = 'bistable:port'

export type DesktopCommand =
  | { type: 'new-project' }
  /** Without a path the person is asked. */
  | { type: 'open-project'; path?: string }
  | { type: 'go'; view: 'home' | 'design' | 'monitor' | 'history' | 'settings' }
  | { type: 'palette' }

/** Names of the channels between a page and its window. The preload bundle, which may import types alone, is held to them. */
export interface DesktopChannels {
  requestPort: 'bistable:request-port'
  port: typeof portMessage
  command: 'bistable:command'
}

export const desktopChannels: DesktopChannels = {
  requestPort: 'bistable:request-port',
  port: portMessage,
  command: 'bistable:command',
}
