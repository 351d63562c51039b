import { deflateSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import type { NamedArray } from '../../src/contract/results.ts'
import { getArtifact, insertArtifact } from '../../src/main/db/artifacts.ts'
import { experimentOf } from '../../src/main/db/experiments.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { insertRun } from '../../src/main/db/runs.write.ts'

const LENGTH = 100_000

function uint32Array(data: Uint32Array): NamedArray {
  return { label: '', unit: '', dtype: 'uint32', shape: [data.length], axes: [{ name: 'place', unit: '' }], data }
}

const stairs = Uint32Array.from({ length: LENGTH }, (_, place) => Math.floor(place / 1000))
/** Hashes of the places: as good as random to whoever would pack them. */
const scattered = Uint32Array.from({ length: LENGTH }, (_, place) => {
  const mixed = Math.imul(place + 1, 2_654_435_761)
  return Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0
})

/** A project with this array in its one run. */
function projectWith(array: NamedArray) {
  const store = openMemory()
  store.write((db) => {
    const design = defaultDesign('classification')
    const run = { design, preset: null, seed: 1, engineVersion: '1', workers: 1, carrier: thisProcess() }
    insertRun(db, { experiment: experimentOf(db, design, null, 0), ...run }, 0)
    insertArtifact(db, 1, 'result', 'a', 0, array)
  })
  return {
    stored: () =>
      store.read((db) => db.get('SELECT encoding, length(data) AS bytes FROM artifacts')) as Record<string, unknown>,
    replace: (encoding: string, data: Uint8Array) => {
      store.write((db) => db.run('UPDATE artifacts SET encoding = ?, data = ?', encoding, data))
    },
    read: () => store.read((db) => getArtifact(db, 1, 'result', 'a', 0)),
  }
}

describe('an array in a project', () => {
  it('is packed where that makes it smaller, and comes back as it was', () => {
    const { stored, read } = projectWith(uint32Array(stairs))
    expect(stored().encoding).toBe('zstd')
    expect(stored().bytes).toBeLessThan(stairs.byteLength / 20)
    expect(read()).toEqual(uint32Array(stairs))
  })

  it('is kept as it is where packing gains nothing', () => {
    const { stored, read } = projectWith(uint32Array(scattered))
    expect(stored()).toEqual({ encoding: 'raw', bytes: scattered.byteLength })
    expect(read()).toEqual(uint32Array(scattered))
  })

  it('may lie in memory that threads share', () => {
    const shared = new Uint32Array(new SharedArrayBuffer(stairs.byteLength))
    shared.set(stairs)
    expect(projectWith(uint32Array(shared)).read()).toEqual(uint32Array(stairs))
  })

  it('may be a part of a larger one', () => {
    const part = stairs.subarray(1234, 5678)
    expect(projectWith(uint32Array(part)).read()).toEqual(uint32Array(part.slice()))
  })

  it('that an older program packed with deflate is read', () => {
    const { replace, read } = projectWith(uint32Array(stairs))
    replace('deflate', deflateSync(new Uint8Array(stairs.buffer)))
    expect(read()).toEqual(uint32Array(stairs))
  })

  const pack = { zstd: zstdCompressSync, deflate: deflateSync }
  const tooLong = new Uint8Array(50 * stairs.byteLength)
  it.each(['zstd', 'deflate'] as const)(
    'that unpacks to more than it says, or to nothing, is damaged: %s',
    (encoding) => {
      const { replace, read } = projectWith(uint32Array(stairs))
      replace(encoding, pack[encoding](tooLong))
      expect(read).toThrow(/damaged/)
      replace(encoding, tooLong.subarray(0, 100))
      expect(read).toThrow(/damaged/)
    },
  )
})
