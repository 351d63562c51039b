import type { Precision, RealArray } from '../kernels/kernels.ts'

/** Typed views of a kernel's memory, and slot access to its descriptors. */
export class Memory {
  readonly memory: WebAssembly.Memory
  readonly realBytes: number
  readonly #view: DataView
  readonly #precision: Precision

  constructor(pages: number, precision: Precision) {
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    this.#view = new DataView(this.memory.buffer)
    this.#precision = precision
    this.realBytes = precision === 'f32' ? 4 : 8
  }

  reals(address: number, length: number): RealArray {
    return this.#precision === 'f32'
      ? new Float32Array(this.memory.buffer, address, length)
      : new Float64Array(this.memory.buffer, address, length)
  }

  ints(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length)
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length)
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length)
  }

  setInt(descriptor: number, slot: number, value: number): void {
    this.#view.setInt32(descriptor + slot * 8, value, true)
  }

  int(descriptor: number, slot: number): number {
    return this.#view.getInt32(descriptor + slot * 8, true)
  }

  setNumber(descriptor: number, slot: number, value: number): void {
    this.#view.setFloat64(descriptor + slot * 8, value, true)
  }

  number(descriptor: number, slot: number): number {
    return this.#view.getFloat64(descriptor + slot * 8, true)
  }
}
