import type { IpcMainEvent, Session, WebContents } from 'electron'
import { app, ipcMain, shell } from 'electron'

/** The only place a page of ours comes from. */
export const pageOrigin = 'app://bistable'

/** Rules for every page that this program could ever show, set before the first of them exists. */
export function lockDown(): void {
  app.on('web-contents-created', (_, contents) => lockDownContents(contents))
}

function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
  const stay = (event: { preventDefault: () => void; url: string }): void => {
    if (isOurs(event.url)) return
    event.preventDefault()
    openOutside(event.url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Nothing of the machine, and nothing of the network; copying text is all a page may ask for. */
export function lockDownSession(session: Session): void {
  const granted = new Set(['clipboard-sanitized-write'])
  session.setPermissionRequestHandler((_, permission, answer) => answer(granted.has(permission)))
  session.setPermissionCheckHandler((_, permission) => granted.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }))
  // A figure is saved from memory; there is nothing else to be downloaded.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${pageOrigin}/`)) event.preventDefault()
  })
}

/** The one way for a message of a page to reach this program: from the top frame of our own page, or not at all. */
export function onPageMessage(channel: string, listener: (contents: WebContents, event: IpcMainEvent) => void): void {
  ipcMain.on(channel, (event) => {
    const { senderFrame, sender } = event
    if (senderFrame === null || senderFrame.parent !== null || !isOurs(senderFrame.url)) return
    listener(sender, event)
  })
}

function openOutside(url: string): void {
  if (!URL.canParse(url)) return
  const { protocol, username, password } = new URL(url)
  if (protocol === 'https:' && username === '' && password === '') void shell.openExternal(url)
}

function isOurs(url: string): boolean {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`)
}

function isLocal(url: string): boolean {
  return isOurs(url) || /^(blob:app:\/\/bistable\/|data:|devtools:)/.test(url)
}
