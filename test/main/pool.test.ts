import { describe, expect, it } from 'vitest'
import type { WorkerCommand } from '../../src/engine/index.ts'
import { openPool } from '../../src/main/workers/pool.ts'

const url = new URL('../support/odd.worker.ts', import.meta.url)
const call = (method: string, argument: unknown = null): WorkerCommand => ({ type: 'call', method, argument })

describe('a pool of threads', () => {
  it('answers each port in order, from its own thread', async () => {
    const pool = openPool(url, 2)
    const answers = await Promise.all([1, 2, 3].map((n) => pool.ports[0].call(call('echo', n))))
    expect(answers).toEqual([1, 2, 3])
    const threads = await Promise.all(pool.ports.map((port) => port.call(call('thread'))))
    expect(new Set(threads).size).toBe(2)
    await pool.close()
  })

  it('passes on what the engine refuses, and goes on', async () => {
    const pool = openPool(url, 1)
    await expect(pool.ports[0].call(call('refuse'))).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
      facts: { code: 'NO_SYNAPSE', facts: { pre: 3 } },
    })
    expect(await pool.ports[0].call(call('echo', 1))).toBe(1)
    await pool.close()
  })

  it.each([
    ['exit', 'it exited with code 3'],
    ['trap', 'unreachable'],
  ])('reports a thread that meets %s, at once and ever after', async (fault, reason) => {
    const pool = openPool(url, 2)
    await expect(pool.ports[0].call(call(fault))).rejects.toThrow(reason)
    await expect(pool.ports[0].call(call('echo', 1))).rejects.toMatchObject({ code: 'WORKER_DIED' })
    expect(await pool.ports[1].call(call('echo', 2))).toBe(2)
    await pool.close()
  })

  it('reports an answer that cannot be sent, and goes on', async () => {
    const pool = openPool(url, 1)
    await expect(pool.ports[0].call(call('unclonable'))).rejects.toThrow('could not be cloned')
    expect(await pool.ports[0].call(call('echo', 1))).toBe(1)
    await pool.close()
  })

  it('ends a thread that never answers when it is closed', async () => {
    const pool = openPool(url, 1)
    const hanging = expect(pool.ports[0].call(call('hang'))).rejects.toMatchObject({ code: 'WORKER_DIED' })
    await pool.close()
    await hanging
  })

  it('ends a thread that does not answer for too long, and leaves the others alone', async () => {
    const pool = openPool(url, 2, 2000)
    await expect(pool.ports[0].call(call('hang'))).rejects.toThrow('it has not answered for 2 s')
    await expect(pool.ports[0].call(call('echo', 1))).rejects.toMatchObject({ code: 'WORKER_DIED' })
    expect(await pool.ports[1].call(call('echo', 2))).toBe(2)
    await pool.close()
  })
})
