import type { NamedArray } from '../../src/contract/results.ts'

export function float32Array(shape: number[], values: number[]): NamedArray {
  return {
    label: 'weights',
    unit: '',
    dtype: 'float32',
    shape,
    axes: shape.map((_, axis) => ({ name: `axis ${axis}`, unit: '' })),
    data: Float32Array.from(values),
  }
}
