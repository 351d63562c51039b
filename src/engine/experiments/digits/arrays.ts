import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'

export function joinReals(parts: RealArray[]): RealArray {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return fill(parts[0] instanceof Float32Array ? new Float32Array(length) : new Float64Array(length), parts)
}

export function joinInts(parts: Int32Array[]): Int32Array {
  return fill(new Int32Array(parts.reduce((sum, part) => sum + part.length, 0)), parts)
}

export function dtypeOf(data: RealArray | Int32Array): NamedArray['dtype'] {
  return data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : 'int32'
}

/** Numbers in a row. */
export function vector(label: string, unit: string, data: RealArray | Int32Array): NamedArray {
  return { label, unit, dtype: dtypeOf(data), shape: [data.length], axes: [{ name: 'index', unit: '' }], data }
}

function fill<T extends RealArray | Int32Array>(all: T, parts: ArrayLike<number>[]): T {
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}
