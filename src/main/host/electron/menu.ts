import type { MenuItemConstructorOptions } from 'electron'
import { app, Menu, shell } from 'electron'
import type { DesktopCommand } from '../../../contract/desktop.ts'

/** The menu of the system. What concerns the laboratory goes to the page as a command. */
export function setMenu(send: (command: DesktopCommand) => void): void {
  const isMac = process.platform === 'darwin'
  const item = (label: string, accelerator: string, command: DesktopCommand): MenuItemConstructorOptions => ({
    ...{ label, accelerator },
    click: () => send(command),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const recent: MenuItemConstructorOptions = {
    role: 'recentDocuments',
    label: 'Open Recent',
    submenu: [{ role: 'clearRecentDocuments' }],
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      {
        label: '&File',
        submenu: [
          item('New Project…', 'CmdOrCtrl+N', { type: 'new-project' }),
          item('Open Project…', 'CmdOrCtrl+O', { type: 'open-project' }),
          ...(isMac ? [recent] : []),
          separator,
          item('Settings', 'CmdOrCtrl+,', { type: 'go', view: 'settings' }),
          separator,
          isMac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          item('Home', 'CmdOrCtrl+1', { type: 'go', view: 'home' }),
          item('Design', 'CmdOrCtrl+2', { type: 'go', view: 'design' }),
          item('Monitor', 'CmdOrCtrl+3', { type: 'go', view: 'monitor' }),
          item('History', 'CmdOrCtrl+4', { type: 'go', view: 'history' }),
          separator,
          item('Commands…', 'CmdOrCtrl+K', { type: 'palette' }),
          separator,
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
          ...(app.isPackaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
        ],
      },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [{ label: 'Show Settings Folder', click: () => void shell.openPath(app.getPath('userData')) }],
      },
    ]),
  )
}
