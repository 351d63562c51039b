import { heapBase } from '../kernels/math.ts'
import { PAGE_BYTES } from '../kernels/kernels.ts'

/**
 * Addresses in a kernel's linear memory. Everything is placed before the memory is made, so that the size is known, and can be
 * refused, before a byte is taken.
 */
export class Arena {
  #top = align(heapBase())

  /** Address of a new, zeroed region, aligned to 16 bytes. */
  place(bytes: number): number {
    const address = this.#top
    this.#top = align(address + bytes)
    return address
  }

  /** Bytes placed so far, the kernels' own tables included. */
  get bytes(): number {
    return this.#top
  }

  get pages(): number {
    return Math.ceil(this.#top / PAGE_BYTES)
  }
}

function align(address: number): number {
  return Math.ceil(address / 16) * 16
}
