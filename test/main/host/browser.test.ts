import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { BrowserHost } from '../../../src/main/host/browser/server.ts'
import { serveBrowser } from '../../../src/main/host/browser/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'bistable-browser-'))
const page = join(folder, 'page')
let host: BrowserHost
let url: URL
const received: unknown[] = []

beforeAll(async () => {
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Bistable</title>')
  writeFileSync(join(page, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(folder, 'secret.json'), '{}')
  symlinkSync(join(folder, 'secret.json'), join(page, 'assets', 'linked.json'))
  host = await serveBrowser({
    pageFolder: page,
    port: 0,
    core: {
      connect: () => {
        const { port1, port2 } = new MessageChannel()
        port2.on('message', (message) => received.push(message))
        return port1
      },
      close: () => Promise.resolve(),
    },
  })
  url = new URL(host.url)
})
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: url.port, path, headers, method }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

const token = (): string => url.pathname.split('/')[1]

describe('the page', () => {
  test('is there for those who know the whole address', async () => {
    const { status, headers, body } = await get(url.pathname)
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body).toContain('Bistable')
    expect((await get(`${url.pathname}assets/app.js`)).status).toBe(200)
    expect(token().length).toBeGreaterThanOrEqual(43)
  })

  test.each(['/', '/index.html', '/x/', '//', '/%2e%2e/'])('is refused without the token: %s', async (path) => {
    expect((await get(path)).status).toBe(403)
  })

  test('is refused with a token that is almost right', async () => {
    expect((await get(`/${token().slice(0, -1)}~/`)).status).toBe(403)
    expect((await get(`/${token()}0/`)).status).toBe(403)
  })

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '169.254.1.1', 'localhost.evil.example:1'])(
    'is refused under another name of this machine: %s',
    async (name) => {
      expect((await get(url.pathname, { Host: name })).status).toBe(421)
    },
  )

  test('may be reached through a tunnel from another port', async () => {
    expect((await get(url.pathname, { Host: 'localhost:9999' })).status).toBe(200)
  })

  test('is not for other pages', async () => {
    expect((await get(url.pathname, { Origin: 'https://evil.example' })).status).toBe(403)
    expect((await get(url.pathname, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  })

  test.each([
    '../secret.json',
    '..%2fsecret.json',
    '%2e%2e/secret.json',
    'assets/../../secret.json',
    'assets/linked.json',
    'assets//app.js',
    'assets/',
    '.git/config',
    'assets/app.js%00.html',
  ])('gives nothing that is not part of it: %s', async (path) => {
    expect((await get(`${url.pathname}${path}`)).status).not.toBe(200)
  })

  test('cannot be changed', async () => {
    expect((await get(url.pathname, {}, 'POST')).status).toBe(405)
  })

  test('may do little', async () => {
    const { headers } = await get(url.pathname)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${url.port}`)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })
})

describe('the connection', () => {
  const open = (path: string, headers: Record<string, string> = {}): Promise<WebSocket | number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${url.port}${path}`, { headers })
      socket.on('open', () => resolve(socket))
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode!))
      socket.on('error', () => resolve(0))
    })

  test('needs token, name and origin as the page does', async () => {
    expect(await open('/rpc')).toBe(403)
    expect(await open(`${url.pathname}other`)).toBe(404)
    expect(await open(`${url.pathname}rpc`)).toBeInstanceOf(WebSocket)
  })

  const changed = (at: number): string =>
    token().slice(0, at) + (token()[at] === 'A' ? 'B' : 'A') + token().slice(at + 1)
  test.each<[string, () => string]>([
    ['none', () => ''],
    ['another', () => 'A'.repeat(token().length)],
    ['one with its first letter changed', () => changed(0)],
    ['one with its last letter changed', () => changed(token().length - 1)],
    ['a shorter one', () => token().slice(0, -1)],
    ['a longer one', () => `${token()}A`],
    ['one in capitals', () => token().toUpperCase()],
    ['one that is escaped', () => `%${token().charCodeAt(0).toString(16)}${token().slice(1)}`],
    ['one behind another', () => `x/${token()}`],
    ['one as a question', () => `?${token()}`],
  ])('is refused with a forged token: %s', async (_, forged) => {
    expect(await open(`/${forged()}/rpc`)).toBe(403)
    expect(await open(`/${forged()}/rpc`, { Origin: url.origin, Authorization: `Bearer ${token()}` })).toBe(403)
  })

  test.each([
    'http://evil.example',
    'https://127.0.0.1',
    'null',
    'file://',
    'http://localhost.evil.example',
    'http://127.0.0.1:1',
  ])('is refused to a page of another origin: %s', async (origin) => {
    expect(await open(`${url.pathname}rpc`, { Origin: origin })).toBe(403)
  })

  test('is refused to a page of another port of this machine, and of another name for it', async () => {
    expect(await open(`${url.pathname}rpc`, { Origin: `http://127.0.0.1:${Number(url.port) ^ 1}` })).toBe(403)
    expect(await open(`${url.pathname}rpc`, { Origin: `http://localhost:${url.port}` })).toBe(403)
    expect(await open(`${url.pathname}rpc`, { Origin: `https://127.0.0.1:${url.port}` })).toBe(403)
  })

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '127.1', '0.0.0.0', '[::]', '127.0.0.1:x'])(
    'is refused under another name of this machine, even with its origin: %s',
    async (name) => {
      expect(await open(`${url.pathname}rpc`, { Host: name })).toBe(421)
      expect(await open(`${url.pathname}rpc`, { Host: name, Origin: `http://${name}` })).toBe(421)
    },
  )

  test('nothing reaches the core through a refused connection', () => {
    expect(received).toEqual([])
  })

  test('carries bytes, and ends when a message is too large', async () => {
    const socket = (await open(`${url.pathname}rpc`, { Origin: url.origin })) as WebSocket
    socket.send(Uint8Array.of(1, 2, 3))
    await expect.poll(() => received).toEqual([Uint8Array.of(1, 2, 3)])
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.send(new Uint8Array(9 * 1024 * 1024))
    expect(await closed).toBe(1009)
    expect(received).toHaveLength(1)
  })
})
