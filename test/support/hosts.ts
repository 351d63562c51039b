import type { ChildProcess } from 'node:child_process'
import { fork, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { _electron, chromium } from '@playwright/test'
import type { Order } from '../electron/double/run.ts'
import { launchChromium } from './chromium.ts'

/** browser: `lab serve`; double: the desktop bundles on the stand-in for Electron; electron: on its real runtime. */
export type HostName = 'browser' | 'double' | 'electron'

export interface HostOptions {
  /** Folder for settings: nothing of the person's own is touched. */
  home: string
  project?: string
  /** Modules that a host of ours loads before its own code, and more for its environment: for measuring. */
  imports?: string[]
  environment?: Record<string, string>
}

/** The application on one of its hosts, with a page to look at. */
export interface OpenHost {
  page: Page
  /** Only on the double: what a person or the system does around the page. */
  order: <T>(order: Order) => Promise<T>
  /** Another page on the same core, where the host has such. */
  url: string | null
  process: ChildProcess
  exited: Promise<number | null>
  close: () => Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export function openHost(host: HostName, options: HostOptions): Promise<OpenHost> {
  switch (host) {
    case 'browser':
      return openBrowserHost(options)
    case 'double':
      return openDouble(options)
    case 'electron':
      return openElectron(options)
  }
}

/** Where the real runtime lies, if it was fetched. */
export function electronRuntime(): string | undefined {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** Only the server, without a page: its address. */
export async function startServer(options: HostOptions): Promise<{ url: string; process: ChildProcess }> {
  const { project } = options
  const words = ['src/main/host/cli/main.ts', 'serve', ...(project === undefined ? [] : [project]), '--json']
  const server = spawn(process.execPath, [...nodeWords(options), '--v8-pool-size=1', ...words], {
    cwd: root,
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => server.kill())
  for await (const line of createInterface({ input: server.stdout })) {
    return { url: (JSON.parse(line) as { url: string }).url, process: server }
  }
  throw new Error('The server ended without an address.')
}

async function openBrowserHost(options: HostOptions): Promise<OpenHost> {
  const server = await startServer(options)
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(server.url)
  const exited = exitOf(server.process)
  return {
    page,
    order: () => Promise.reject(new Error('Only the double takes orders.')),
    url: server.url,
    process: server.process,
    exited,
    close: async () => {
      await browser.close()
      server.process.kill('SIGINT')
      await exited
    },
  }
}

async function openDouble(options: HostOptions): Promise<OpenHost> {
  const { project } = options
  const port = await freePort()
  const words = [join(root, 'out/main/main.js'), ...(project === undefined ? [] : [project])]
  const double = fork(join(root, 'test/electron/double/run.ts'), words, {
    cwd: root,
    env: { ...environmentOf(options), DOUBLE_PORT: String(port) },
    execArgv: nodeWords(options),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = exitOf(double)
  const order = orders(double)
  await until(async () => (await order<{ windows: number }>({ do: 'observe' })).windows > 0)
  const browser = await until(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined))
  const page = await until(() => Promise.resolve(browser.contexts()[0]?.pages()[0]))
  // The first address names no view; the application's router chooses one once it runs.
  await page.waitForURL(/^https:\/\/bistable\.invalid\/.*#\/./)
  return {
    ...{ page, order, url: null, process: double, exited },
    close: async () => {
      await order({ do: 'quit' }).catch(() => undefined)
      await exited
    },
  }
}

async function openElectron(options: HostOptions): Promise<OpenHost> {
  const { project } = options
  const application = await _electron.launch({
    executablePath: electronRuntime(),
    args: [root, ...(project === undefined ? [] : [project])],
    env: environmentOf(options),
    cwd: dirname(root),
  })
  return {
    page: await application.firstWindow(),
    order: () => Promise.reject(new Error('Only the double takes orders.')),
    url: null,
    process: application.process(),
    exited: exitOf(application.process()),
    close: () => application.close(),
  }
}

function nodeWords({ imports = [] }: HostOptions): string[] {
  return ['--disable-warning=ExperimentalWarning', ...imports.flatMap((file) => ['--import', pathToFileURL(file).href])]
}

function environmentOf({ home, environment }: HostOptions): Record<string, string> {
  return { ...(process.env as Record<string, string>), BISTABLE_HOME: home, ...environment }
}

function orders(double: ChildProcess): OpenHost['order'] {
  const waiting = new Map<number, (value: unknown) => void>()
  let ids = 0
  double.on('message', ({ id, value }: { id: number; value: unknown }) => {
    waiting.get(id)?.(value)
    waiting.delete(id)
  })
  return <T>(order: Order) =>
    new Promise<T>((resolve, reject) => {
      const id = ids++
      waiting.set(id, resolve as (value: unknown) => void)
      double.send({ id, order }, (error) => error && reject(error))
    })
}

function exitOf(process: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => process.once('exit', resolve))
}

/** Asks again until there is an answer. */
async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (const limitMs = Date.now() + 60_000; Date.now() < limitMs;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It did not come about within a minute.')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
