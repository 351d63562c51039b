import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopBridge, DesktopChannels, DesktopCommand } from '../contract/desktop.ts'

const channels: DesktopChannels = {
  requestPort: 'bistable:request-port',
  port: 'bistable:port',
  command: 'bistable:command',
}

// The page gets functions that can do one thing each. Neither ipcRenderer nor an event of it ever reaches the page.
const bridge: DesktopBridge = {
  requestPort: () => ipcRenderer.send(channels.requestPort),
  onCommand: (listener) => {
    const take = (_: unknown, command: DesktopCommand): void => listener(command)
    ipcRenderer.on(channels.command, take)
    return () => void ipcRenderer.off(channels.command, take)
  },
}

// Ports cannot pass through the bridge: they are handed to the page as a message of its own window.
ipcRenderer.on(channels.port, ({ ports }) => window.postMessage(channels.port, window.location.origin, ports))

contextBridge.exposeInMainWorld('bistable', bridge)
