import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { desktopChannels } from '../../../src/contract/desktop.ts'
import { lastPlace } from '../../../src/main/host/electron/bounds.ts'
import { projectAmong } from '../../../src/main/host/electron/opened.ts'
import { servePorts } from '../../../src/main/host/electron/ports.ts'
import { lockDown, lockDownSession, onPageMessage, pageOrigin } from '../../../src/main/host/electron/security.ts'
import { openWindow } from '../../../src/main/host/electron/window.ts'
import type { MessagePortMain } from '../../electron/double/ports.ts'

// Rules that can be read off without a window: what is asked of Electron, and what its events are answered with.
const electron = vi.hoisted(() => ({
  app: undefined as unknown as EventEmitter,
  ipcMain: undefined as unknown as EventEmitter,
  opened: [] as string[],
  windows: [] as Record<string, unknown>[],
}))
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  electron.app = new Emitter()
  electron.ipcMain = new Emitter()
  class BrowserWindow extends Emitter {
    constructor(options: Record<string, unknown>) {
      super()
      electron.windows.push(options)
    }
    loadURL = (): Promise<void> => Promise.resolve()
  }
  const { MessageChannelMain } = await import('../../electron/double/ports.ts')
  return {
    ...{ app: electron.app, ipcMain: electron.ipcMain, BrowserWindow, MessageChannelMain },
    shell: { openExternal: (url: string) => Promise.resolve(electron.opened.push(url)) },
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) },
  }
})

afterEach(() => {
  electron.opened.length = 0
  electron.app.removeAllListeners()
  electron.ipcMain.removeAllListeners()
})

/** An event as Electron gives it. */
function event(details: object): { isPrevented: boolean; preventDefault: () => void } {
  const made = { ...details, isPrevented: false, preventDefault: () => (made.isPrevented = true) }
  return made
}

describe('a window', () => {
  test('has a sandbox, an isolated preload script and nothing of Node', () => {
    openWindow(tmpdir())
    expect(electron.windows.at(-1)).toMatchObject({
      webPreferences: {
        ...{ sandbox: true, contextIsolation: true, webSecurity: true },
        ...{ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
        ...{ webviewTag: false, allowRunningInsecureContent: false, navigateOnDragDrop: false },
      },
    })
  })

  test.each([
    ['where it was', { x: 30, y: 40, width: 1100, height: 700 }, { x: 30, y: 40, width: 1100, height: 700 }],
    [
      'as large as it was, when its screen is gone',
      { x: 5000, y: 40, width: 1100, height: 700 },
      { width: 1100, height: 700 },
    ],
    [
      'as if for the first time, after nonsense',
      { x: 'left', y: 0, width: 3, height: 3 },
      { width: 1440, height: 900 },
    ],
  ])('opens %s', (_, saved, bounds) => {
    const folder = mkdtempSync(join(tmpdir(), 'bistable-place-'))
    writeFileSync(join(folder, 'window.json'), JSON.stringify({ ...saved, maximized: false }))
    expect(lastPlace(folder).bounds).toEqual(bounds)
    rmSync(folder, { recursive: true })
  })
})

describe('a page', () => {
  const contents = (): EventEmitter & { open?: (details: { url: string }) => { action: string } } => {
    const made = Object.assign(new EventEmitter(), {
      open: undefined as ((details: { url: string }) => { action: string }) | undefined,
      setWindowOpenHandler: (handler: (details: { url: string }) => { action: string }) => (made.open = handler),
    })
    lockDown()
    electron.app.emit('web-contents-created', {}, made)
    return made
  }

  test.each(['will-navigate', 'will-frame-navigate'])('stays where it is: %s', (name) => {
    const page = contents()
    const away = event({ url: 'http://127.0.0.1:8080/' })
    const home = event({ url: `${pageOrigin}/index.html` })
    page.emit(name, away)
    page.emit(name, home)
    expect([away.isPrevented, home.isPrevented]).toEqual([true, false])
  })

  test.each(['will-redirect', 'will-attach-webview'])('never: %s', (name) => {
    const asked = event({ url: `${pageOrigin}/index.html` })
    contents().emit(name, asked)
    expect(asked.isPrevented).toBe(true)
  })

  test('opens no window; addresses of https go to the browser, and nothing else does', () => {
    const page = contents()
    const addresses = [
      'https://example.org/manual',
      ...['http://example.org/', 'file:///etc/passwd', 'smb://server/share', 'javascript:alert(1)', 'ms-settings:'],
      ...['https://user:secret@example.org/', 'https://', 'no address'],
    ]
    for (const url of addresses) expect(page.open!({ url })).toEqual({ action: 'deny' })
    expect(electron.opened).toEqual(['https://example.org/manual'])
  })

  test('is heard only from the top frame of our own page', () => {
    const heard: unknown[] = []
    onPageMessage('channel', (sender) => heard.push(sender))
    const frames = [
      { url: `${pageOrigin}/index.html`, parent: null },
      { url: `${pageOrigin}/index.html`, parent: {} },
      { url: 'https://example.org/', parent: null },
      { url: `${pageOrigin}.example.org/`, parent: null },
      { url: 'about:blank', parent: null },
      null,
    ]
    frames.forEach((senderFrame, sender) => electron.ipcMain.emit('channel', { sender, senderFrame }))
    expect(heard).toEqual([0])
  })
})

describe('the port of a page', () => {
  /** A page that has asked for its port, and the session behind it. */
  const connect = (): { page: EventEmitter; port: MessagePortMain; session: MessagePort; received: unknown[] } => {
    const { port1, port2: session } = new MessageChannel()
    const received: unknown[] = []
    session.on('message', (message) => received.push(message))
    servePorts({ connect: () => port1, close: () => Promise.resolve() })
    const given: MessagePortMain[] = []
    const page = Object.assign(new EventEmitter(), {
      id: 1,
      postMessage: (_channel: string, _message: null, ports: MessagePortMain[]) => given.push(...ports),
    })
    electron.ipcMain.emit(desktopChannels.requestPort, {
      sender: page,
      senderFrame: { url: `${pageOrigin}/index.html`, parent: null },
    })
    return { page, port: given[0], session, received }
  }
  const closeOf = (session: MessagePort): Promise<void> => new Promise((resolve) => session.once('close', resolve))

  test('carries text and bytes', async () => {
    const { port, session, received } = connect()
    port.postMessage('PING')
    port.postMessage(Uint8Array.of(1, 2))
    await expect.poll(() => received).toEqual(['PING', Uint8Array.of(1, 2)])
    session.close()
  })

  test.each([
    ['too large a message', new Uint8Array(8 * 1024 * 1024 + 1)],
    ['a long text', 'x'.repeat(17)],
    ['an object', { path: 'runs.stop' }],
  ])('ends with %s, of which the core sees nothing', async (_, message) => {
    const { port, session, received } = connect()
    const closed = closeOf(session)
    port.postMessage(message)
    await closed
    expect(received).toEqual([])
  })

  test('ends with its page, and when that is loaded anew', async () => {
    const gone = connect()
    const closedWithPage = closeOf(gone.session)
    gone.page.emit('destroyed')
    await closedWithPage
    const reloaded = connect()
    const closedByReload = closeOf(reloaded.session)
    reloaded.page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    await closedByReload
  })
})

test('a session asks for nothing but our files, and gives no permission but to copy text', () => {
  const rules: Record<string, (...given: never[]) => unknown> = {}
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (rule: never) => (rules.request = rule),
    setPermissionCheckHandler: (rule: never) => (rules.check = rule),
    setDevicePermissionHandler: (rule: never) => (rules.device = rule),
    webRequest: { onBeforeRequest: (rule: never) => (rules.before = rule) },
  })
  lockDownSession(session as never)
  const isCancelled = (url: string): boolean => {
    let cancelled = false
    rules.before({ url } as never, ((decision: { cancel: boolean }) => (cancelled = decision.cancel)) as never)
    return cancelled
  }
  const foreign = ['http://127.0.0.1/', 'https://example.org/', 'file:///etc/passwd', 'ws://localhost/', 'app://other/']
  expect(foreign.map(isCancelled)).toEqual(foreign.map(() => true))
  expect([`${pageOrigin}/index.html`, `blob:${pageOrigin}/1`, 'data:,x'].map(isCancelled)).toEqual([
    false,
    false,
    false,
  ])
  const names = ['media', 'geolocation', 'clipboard-read', 'fileSystem', 'clipboard-sanitized-write']
  expect(names.filter((name) => rules.check(null as never, name as never))).toEqual(['clipboard-sanitized-write'])
  expect(rules.device()).toBe(false)
  const downloads = [`blob:${pageOrigin}/1`, 'https://example.org/x.exe', `${pageOrigin}/index.html`].map((url) => {
    const asked = event({})
    session.emit('will-download', asked, { getURL: () => url })
    return asked.isPrevented
  })
  expect(downloads).toEqual([false, true, true])
})

test.each([
  [['bistable', '--flag', 'a.bistable'], '/work/a.bistable'],
  [['bistable', '/elsewhere/b.bistable'], '/elsewhere/b.bistable'],
  [['bistable', '.'], null],
  [['bistable', '--project=c.bistable'], null],
])('a project is found among the words of a start: %j', (words, found) => {
  expect(projectAmong(words, '/work')).toBe(found)
})
