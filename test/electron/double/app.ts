import { EventEmitter } from 'node:events'
import { browser, endBrowser, observed } from './state.ts'

const paths = new Map<string, string>()

class App extends EventEmitter {
  readonly isPackaged = false
  readonly #ready = browser()

  setName(): void {
    return
  }

  getVersion(): string {
    return '0.0.0-double'
  }

  setPath(name: string, path: string): void {
    paths.set(name, path)
  }

  getPath(name: string): string {
    return paths.get(name) ?? ''
  }

  enableSandbox(): void {
    return
  }

  requestSingleInstanceLock(): boolean {
    return process.env.DOUBLE_SECOND === undefined
  }

  async whenReady(): Promise<void> {
    await this.#ready
  }

  addRecentDocument(path: string): void {
    observed.recent.push(path)
  }

  quit(): void {
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.exit(0)
  }

  exit(code: number): void {
    void endBrowser().finally(() => process.exit(code))
  }
}

export const app = new App()
