import { fileURLToPath } from 'node:url'
import { BrowserWindow, nativeTheme } from 'electron'
import { lastPlace, rememberPlace } from './bounds.ts'
import { beside } from './place.ts'
import { pageOrigin } from './security.ts'

/** A window on the laboratory. It shows itself when there is something to see. */
export function openWindow(home: string): BrowserWindow {
  const { bounds, maximized } = lastPlace(home)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Bistable',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1216' : '#f5f6f8',
    webPreferences: {
      preload: fileURLToPath(beside('../preload/index.cjs')),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  rememberPlace(home, window)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${pageOrigin}/index.html`)
  return window
}
