import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/main/services/runs/digest.ts'
import { float32Array } from '../support/arrays.ts'

const scalar = (value: number) => ({ label: 'a label', value, unit: '' })

describe('the digest', () => {
  const a = float32Array([2], [1, 2])
  const b = float32Array([1], [3])

  it('knows no order of names, no labels and no place in memory', () => {
    const shared = new Float32Array(new SharedArrayBuffer(12), 4, 2)
    shared.set([1, 2])
    const one = digestOf({ a, b }, { x: scalar(1), y: scalar(2) })
    const other = digestOf(
      { b, a: { ...a, label: 'other words', data: shared } },
      { y: scalar(2), x: { ...scalar(1), label: 'X' } },
    )
    expect(other).toBe(one)
  })

  it('changes with any bit of the state, its shape, its names and the metrics', () => {
    const digests = [
      digestOf({ a, b }, { x: scalar(1) }),
      digestOf({ a, b }, { x: scalar(1 + Number.EPSILON) }),
      digestOf({ a, b }, { x: scalar(NaN) }),
      digestOf({ a, b }, {}),
      digestOf({ a }, { x: scalar(1) }),
      digestOf({ b: a, a: b }, { x: scalar(1) }),
      digestOf({ a: { ...a, shape: [2, 1] }, b }, { x: scalar(1) }),
      digestOf({ a: { ...a, data: Float32Array.of(1, 2.0000002) }, b }, { x: scalar(1) }),
      digestOf({ a: { ...a, data: Float32Array.of(1, -0) }, b }, { x: scalar(1) }),
      digestOf({ a: { ...a, data: Float32Array.of(1, 0) }, b }, { x: scalar(1) }),
    ]
    expect(new Set(digests).size).toBe(digests.length)
  })

  it('is a plain SHA-256 that other programs can compute', () => {
    // printf '%s' '{"dtype":"float32","name":"a","shape":[2]}' then a newline, 8 bytes, a newline and '{"x":0.5}'
    expect(digestOf({ a }, { x: scalar(0.5) })).toBe('5586e6ddfb7905fc6c1926c27968607d60219783c83637895c376bbb16c2505e')
  })
})
