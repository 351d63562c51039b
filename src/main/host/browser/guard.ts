import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** 256 bits: not to be guessed, and never written down. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Names of this machine. A page of another name that points here is an attack; another port is an ssh tunnel. */
const hostName = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/

export interface Admission {
  status: 200 | 403 | 421
  /** What follows the token in the address. */
  path: string
}

/** The token is the first part of the address: a page and everything it asks for carry it without cookies. */
export function admit(request: IncomingMessage, token: string): Admission {
  const refuse = (status: 403 | 421): Admission => ({ status, path: '' })
  const { host, origin } = request.headers
  if (host === undefined || !hostName.test(host)) return refuse(421)
  if (origin !== undefined && origin !== `http://${host}`) return refuse(403)
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return refuse(403)
  const [, given, ...rest] = (request.url ?? '').split('?')[0].split('/')
  return isSame(given ?? '', token) ? { status: 200, path: rest.join('/') } : refuse(403)
}

function isSame(given: string, token: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
