import { describe, expect, it } from 'vitest'
import { codec } from '../../src/renderer/client/codec.ts'
import { iterate } from '../../src/renderer/client/stream.ts'

type Sink<T> = Parameters<Parameters<typeof iterate<T>>[0]>[0]

function source<T>() {
  let sink: Sink<T> | undefined
  let ended = 0
  const stream = iterate<T>((given) => {
    sink = given
    return () => ended++
  })
  return { stream, sink: () => sink!, ended: () => ended }
}

describe('a subscription', () => {
  it('gives everything in order, and what came before anybody asked', async () => {
    const { stream, sink } = source<number>()
    const first = stream.next()
    sink().next(1)
    sink().next(2)
    expect((await first).value).toBe(1)
    expect((await stream.next()).value).toBe(2)
  })

  it('ends when the loop is left', async () => {
    const { stream, sink, ended } = source<number>()
    const loop = (async () => {
      for await (const value of stream) if (value === 2) break
    })()
    sink().next(1)
    sink().next(2)
    await loop
    expect(ended()).toBe(1)
  })

  it('ends at once, even while somebody waits for a value that never comes', async () => {
    const { stream, ended } = source<number>()
    const waiting = stream.next()
    await stream.return?.()
    expect(ended()).toBe(1)
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  it('throws what the core says, after what it gave', async () => {
    const { stream, sink } = source<number>()
    const first = stream.next()
    sink().next(1)
    sink().error(new Error('gone'))
    expect((await first).value).toBe(1)
    await expect(stream.next()).rejects.toThrow('gone')
  })
})

describe('the wire', () => {
  it('keeps typed arrays of every kind, and what is missing', () => {
    const value = {
      weights: new Uint8Array([1, 255]),
      rates: Float32Array.of(0.5, NaN),
      spikes: Int32Array.of(-1),
      none: null,
    }
    expect(codec.decode(codec.encode(value))).toEqual(value)
  })
})
