import { EventEmitter } from 'node:events'

type Handler = (request: Request) => Promise<Response>
type RequestRule = (details: { url: string }, answer: (decision: { cancel: boolean }) => void) => void
type PermissionRule = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void
type PermissionCheck = (contents: unknown, permission: string) => boolean

class SchemeRegistry {
  readonly #handlers = new Map<string, Handler>()

  registerSchemesAsPrivileged(): void {
    return
  }

  handle(scheme: string, handler: Handler): void {
    this.#handlers.set(`${scheme}:`, handler)
  }

  async answer(request: Request): Promise<Response | undefined> {
    return this.#handlers.get(new URL(request.url).protocol)?.(request)
  }
}

class Session extends EventEmitter {
  readonly protocol = new SchemeRegistry()
  #rule: RequestRule = (_, answer) => answer({ cancel: false })
  #request: PermissionRule = (_, __, answer) => answer(true)
  #check: PermissionCheck = () => true
  readonly webRequest = { onBeforeRequest: (rule: RequestRule) => (this.#rule = rule) }

  setPermissionRequestHandler(rule: PermissionRule): void {
    this.#request = rule
  }

  setPermissionCheckHandler(check: PermissionCheck): void {
    this.#check = check
  }

  setDevicePermissionHandler(): void {
    return
  }

  isCancelled(url: string): boolean {
    let cancelled = false
    this.#rule({ url }, ({ cancel }) => (cancelled = cancel))
    return cancelled
  }

  permission(name: string): { requested: boolean; checked: boolean } {
    let requested = true
    this.#request({}, name, (granted) => (requested = granted))
    return { requested, checked: this.#check({}, name) }
  }
}

export const session = { defaultSession: new Session() }
