import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Page, Route } from '@playwright/test'
import { app } from './app.ts'
import { ipcMain } from './ipc.ts'
import type { FromPage, PageSide } from './page-script.ts'
import { pageScript } from './page-script.ts'
import type { MessagePortMain } from './ports.ts'
import { session } from './session.ts'
import { browser, observed, toReal, toStand } from './state.ts'

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

const windows: BrowserWindow[] = []
let ids = 0
let portIds = 0

class WebContents extends EventEmitter {
  readonly id = ++ids
  readonly ports = new Map<number, MessagePortMain>()
  openHandler: OpenHandler = () => ({ action: 'allow' })
  page: Promise<Page> = Promise.reject(new Error('no page yet'))

  constructor() {
    super()
    this.page.catch(() => undefined)
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.#receive(channel, args, null)
  }

  postMessage(channel: string, message: unknown, [port]: MessagePortMain[]): void {
    const id = portIds++
    port.far = {
      post: (data) =>
        void this.#evaluate(
          ([portId, text, base64]) =>
            (globalThis as unknown as { __doublePage: PageSide }).__doublePage.deliver(portId, text, base64),
          typeof data === 'string'
            ? ([id, data, null] as const)
            : ([id, null, Buffer.from(data as Uint8Array).toString('base64')] as const),
        ),
      close: () =>
        void this.#evaluate(
          (portId) => (globalThis as unknown as { __doublePage: PageSide }).__doublePage.closePort(portId),
          id,
        ),
    }
    this.ports.set(id, port)
    this.#receive(channel, [message], id)
  }

  #receive(channel: string, args: unknown[], portId: number | null): void {
    void this.#evaluate(
      ([name, values, id]) =>
        (globalThis as unknown as { __doublePage: PageSide }).__doublePage.receive(name, values, id),
      [channel, args, portId] as const,
    )
  }

  /** A page that has gone meanwhile takes nothing. */
  async #evaluate<A>(work: (argument: A) => void, argument: A): Promise<void> {
    try {
      await (await this.page).evaluate(work as never, argument as never)
    } catch {
      return
    }
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  #bounds: { x: number; y: number; width: number; height: number }
  #destroyed = false
  #maximized = false

  static getAllWindows(): BrowserWindow[] {
    return windows
  }

  constructor(options: { width: number; height: number; webPreferences: { preload: string } }) {
    super()
    this.#bounds = { x: 0, y: 0, width: options.width, height: options.height }
    windows.push(this)
    observed.windows = windows.length
    this.webContents.page = openPage(this.webContents, options.webPreferences.preload)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.webContents.page
    await page.goto(toStand(url))
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }

  close(): void {
    if (prevented(this, 'close')) return
    this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.splice(windows.indexOf(this), 1)
    observed.windows = windows.length
    this.webContents.emit('destroyed')
    void this.webContents.page.then((page) => page.close()).catch(() => undefined)
    this.emit('closed')
    if (windows.length === 0) app.emit('window-all-closed')
  }

  show(): void {
    this.emit('show')
  }

  focus(): void {
    this.emit('focus')
  }

  restore(): void {
    this.emit('restore')
  }

  maximize(): void {
    this.#maximized = true
  }

  isMaximized = (): boolean => this.#maximized
  isMinimized = (): boolean => false
  isDestroyed = (): boolean => this.#destroyed
  getNormalBounds = () => this.#bounds

  setBounds(bounds: { x: number; y: number; width: number; height: number }): void {
    this.#bounds = bounds
    this.emit('resize')
  }
}

/** Emits an event that can be prevented. */
export function prevented(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let isPrevented = false
  emitter.emit(name, { ...details, preventDefault: () => (isPrevented = true) })
  return isPrevented
}

async function openPage(contents: WebContents, preload: string): Promise<Page> {
  const context = await browser()
  const blank = context.pages().find((candidate) => candidate.url() === 'about:blank')
  const page = blank ?? (await context.newPage())
  await page.exposeBinding('__double', ({ frame }, message: FromPage) => {
    if (message.type === 'port') {
      const { text, base64 } = message
      contents.ports.get(message.id)?.peer?.arrive(text ?? Uint8Array.from(Buffer.from(base64 ?? '', 'base64')))
      return
    }
    const parent = frame.parentFrame() === null ? null : {}
    const senderFrame = { url: toReal(frame.url()), parent }
    ipcMain.emit(message.channel, { sender: contents, senderFrame }, ...message.args)
  })
  await page.addInitScript(`(${pageScript.toString()})(${JSON.stringify(readFileSync(preload, 'utf8'))})`)
  await page.route('**/*', (route) => serve(route, page, contents))
  await answerPopups(page, contents)
  return page
}

/** Every request of a page: the scheme's handler answers ours, and rules decide about the others. */
async function serve(route: Route, page: Page, contents: WebContents): Promise<void> {
  const request = route.request()
  const url = toReal(request.url())
  if (request.isNavigationRequest() && page.url() !== 'about:blank') {
    const name = request.frame() === page.mainFrame() ? 'will-navigate' : 'will-frame-navigate'
    if (prevented(contents, name, { url })) {
      observed.blocked.push(url)
      await route.abort('aborted')
      return
    }
  }
  if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  }
  if (session.defaultSession.isCancelled(url)) {
    observed.blocked.push(url)
    await route.abort('blockedbyclient')
    return
  }
  const response = await session.defaultSession.protocol.answer(new Request(url, { method: request.method() }))
  if (response === undefined) {
    await route.abort('addressunreachable')
    return
  }
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** What a page wants to open is asked about when it wants it: the window itself may be quicker than anybody who looks at its requests. */
async function answerPopups(page: Page, contents: WebContents): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.enable')
  let action = 'allow'
  session.on('Page.windowOpen', ({ url }) => ({ action } = contents.openHandler({ url: toReal(url) })))
  page.on('popup', (popup) => {
    if (action === 'deny') void popup.close()
  })
  if (contents.id > 1) return
  await page.context().route('**/*', async (route) => {
    observed.blocked.push(toReal(route.request().url()))
    await route.abort('aborted')
  })
}
