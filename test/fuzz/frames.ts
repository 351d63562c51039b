import { packr } from '../../src/main/core/encoder.ts'
import type { Random } from './inputs.ts'
import { below, pick } from './inputs.ts'

/** Messages that no client of ours sends. */
export function hostileFrame(random: Random): string | Uint8Array<ArrayBuffer> {
  return pick(random, frames)(random)
}

const request = (path: string, input: unknown): Uint8Array<ArrayBuffer> =>
  packr.encode({ id: 1, jsonrpc: '2.0', method: 'query', params: { path, input } })

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values)

function deep(depth: number, opening: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(depth + 1).fill(opening)
  content[depth] = 0xc0
  return content
}

const frames: readonly ((random: Random) => string | Uint8Array<ArrayBuffer>)[] = [
  (random) => Uint8Array.from({ length: below(random, 4000) }, () => below(random, 256)),
  // A message cut off, and one with a byte changed.
  (random) => {
    const whole = request('designs.check', { design: { kind: 'classification', rule: { etaPlus: 1 } } })
    return whole.slice(0, below(random, whole.length))
  },
  (random) => {
    const whole = request('history.query', { filter: 'x'.repeat(100) })
    whole[below(random, whole.length)] ^= 1 << below(random, 8)
    return whole
  },
  // Nested deeper than any stack: arrays of one, and maps whose key is a map.
  () => deep(1_000_000, 0x91),
  () => deep(1_000_000, 0x81),
  // Lengths that are promised and not kept: text, bytes, array, map, typed array.
  () => bytes(0xdb, 0xff, 0xff, 0xff, 0xff),
  () => bytes(0xc6, 0xff, 0xff, 0xff, 0xff),
  () => bytes(0xdd, 0xff, 0xff, 0xff, 0xff),
  () => bytes(0xdf, 0xff, 0xff, 0xff, 0xff),
  () => bytes(0xc9, 0xff, 0xff, 0xff, 0xff, 0x74, 9),
  // References to what is not there.
  () => bytes(0xd6, 0x70, 0, 0, 0, 9),
  () => bytes(0xd4, 0x72, 0x40),
  () => request('__proto__.toString', {}),
  () => request('app', null),
  () => packr.encode({ id: '__proto__', method: 'subscription', params: { path: 'live.activity', input: undefined } }),
  () => packr.encode({ id: 1, method: 'constructor', params: null }),
  () => packr.encode(Array.from({ length: 5000 }, (_, id) => ({ id, method: 'query', params: { path: 'app.about' } }))),
  () => packr.encode([]),
  () => '',
  () => '{"id":1,"method":"query","params":{"path":"app.about"}}',
  () => '\ud800'.repeat(1000),
  () => '['.repeat(1_000_000),
]
