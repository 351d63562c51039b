import type { Session } from 'electron'
import { protocol } from 'electron'
import { readPageFile } from '../page/files.ts'
import { pageHeaders } from '../page/headers.ts'
import { pageOrigin } from './security.ts'

const scheme = new URL(pageOrigin).protocol.slice(0, -1)

/** Before the program is ready: a scheme with an origin, and with the rules of https. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built page, and nothing beside it. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const headers = pageHeaders("'self'")
    const { origin, host, pathname } = new URL(request.url)
    const isOurs = origin === pageOrigin || `${scheme}://${host}` === pageOrigin
    const file = isOurs && request.method === 'GET' ? await readPageFile(folder, pathname) : undefined
    if (file === undefined) return new Response('There is no such page.', { status: 404, headers })
    return new Response(file.bytes, { headers: { ...headers, 'Content-Type': file.type } })
  })
}
