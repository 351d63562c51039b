import { decodeBase64 } from './base64.ts'
import { kernelsF32, kernelsF64 } from './generated/kernels.ts'

export type Precision = 'f32' | 'f64'
export type RealArray = Float32Array | Float64Array

/** The compiled functions; addresses and counts are plain numbers. Documented at their sources in ./assembly. */
export interface Kernels {
  run: (network: number, from: number, to: number, learning: number) => void
  settle: (population: number) => void
  hiddenWeights: (projection: number, step: number, out: number) => void
  poisson: (
    neurons: number,
    count: number,
    logSilence: number,
    steps: number,
    offsets: number,
    indices: number,
    scratch: number,
    capacity: number,
    seedLow: number,
    seedHigh: number,
    stream: number,
    window: number,
    first: number,
  ) => number
  philoxAt: (out: number, keyLow: number, keyHigh: number, c0: number, c1: number, c2: number, c3: number) => void
  linearTrain: (
    effective: number,
    hidden: number,
    inputs: number,
    units: number,
    perClass: number,
    width: number,
    list: number,
    offsets: number,
    labels: number,
    order: number,
    from: number,
    to: number,
    rate: number,
    size: number,
    scratch: number,
  ) => void
  linearAnswer: (
    effective: number,
    units: number,
    perClass: number,
    width: number,
    list: number,
    offsets: number,
    from: number,
    to: number,
    scratch: number,
    answers: number,
  ) => void
  heapBase: () => number
  exp: (x: number) => number
  log: (x: number) => number
  sin: (x: number) => number
  cos: (x: number) => number
  pow: (x: number, y: number) => number
}

export const PAGE_BYTES = 65536

const modules = new Map<Precision, WebAssembly.Module>()

function moduleOf(precision: Precision): WebAssembly.Module {
  let module = modules.get(precision)
  if (!module) {
    module = new WebAssembly.Module(decodeBase64(precision === 'f32' ? kernelsF32 : kernelsF64))
    modules.set(precision, module)
  }
  return module
}

/** A fresh instance over its own memory. Instances share nothing but code. */
export function instantiate(precision: Precision, memory: WebAssembly.Memory): Kernels {
  const abort = (): never => {
    throw new Error('a kernel aborted')
  }
  return new WebAssembly.Instance(moduleOf(precision), { env: { memory, abort } }).exports as unknown as Kernels
}
