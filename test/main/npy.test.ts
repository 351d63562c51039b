import { describe, expect, it } from 'vitest'
import type { NumericArray } from '../../src/contract/results.ts'
import { readNpy, writeNpy } from '../../src/main/services/files/npy.ts'

describe('an .npy file', () => {
  it.each<[string, number[], NumericArray]>([
    ['float64', [2, 3], Float64Array.of(0.1, -1e300, Number.NaN, Infinity, 0, 5e-324)],
    ['float32', [4], Float32Array.of(1, 2, 3, 0.5)],
    ['int32', [1, 1, 2], Int32Array.of(-1, 2147483647)],
    ['uint32', [1], Uint32Array.of(4294967295)],
    ['uint16', [3], Uint16Array.of(1, 2, 65535)],
    ['uint8', [0], new Uint8Array(0)],
    ['a single number', [], Float64Array.of(7)],
  ])('of %s comes back as it was', (_, shape, data) => {
    const bytes = writeNpy({ shape, data })
    const back = readNpy(bytes, 'a.npy')
    expect(back.shape).toEqual(shape)
    expect(back.data.constructor).toBe(data.constructor)
    expect(back.data).toEqual(data)
    expect((bytes.length - data.byteLength) % 64).toBe(0)
  })

  it('holds exactly the header that NumPy writes', () => {
    const bytes = Buffer.from(writeNpy({ shape: [784, 10], data: new Float64Array(7840) }))
    expect(bytes.subarray(0, 10)).toEqual(Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'))
    expect(bytes.toString('latin1', 10, 128).trimEnd()).toBe(
      "{'descr': '<f8', 'fortran_order': False, 'shape': (784, 10), }",
    )
  })

  it('with a version 2 header, at any alignment, is read', () => {
    const one = writeNpy({ shape: [2], data: Float64Array.of(1, 2) })
    const two = Buffer.concat([
      Buffer.from('\x93NUMPY\x02\x00', 'latin1'),
      one.subarray(8, 10),
      Buffer.of(0, 0),
      one.subarray(10),
    ])
    const shifted = Buffer.concat([Buffer.of(0), two]).subarray(1)
    expect([...readNpy(shifted, 'a.npy').data]).toEqual([1, 2])
  })

  const good = Buffer.from(writeNpy({ shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) }))
  const replaced = (from: string, to: string) =>
    Buffer.from(good.toString('latin1').replace(from, to.padEnd(from.length)), 'latin1')
  it.each<[string, Uint8Array, string]>([
    ['that is something else', Buffer.from('PK\x03\x04 not an array'), 'found a file of another kind'],
    ['that is empty', new Uint8Array(), 'found a file of another kind'],
    [
      'in Fortran order',
      replaced("'fortran_order': False", "'fortran_order': True"),
      'found an array in Fortran order',
    ],
    ['of text', replaced("'<f8'", "'<U8'"), 'found values of type <U8'],
    ['of big-endian numbers', replaced("'<f8'", "'>f8'"), 'found values of type >f8'],
    ['of records', replaced("'<f8'", '[()] '), 'found values of type unknown'],
    ['that is truncated', good.subarray(0, -1), 'found 31 bytes of values, expected 32 for the shape (2, 2)'],
    ['with a truncated header', good.subarray(0, 40), 'found a damaged header'],
    [
      'of a later version',
      Buffer.concat([good.subarray(0, 6), Buffer.of(9), good.subarray(7)]),
      'found format version 9',
    ],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'a.npy')).toThrow(`The file a.npy cannot be used: ${message}`)
  })
})
