/** The few globals, beyond the language itself, that every host of the engine provides: WebAssembly and atob. */

declare namespace WebAssembly {
  interface MemoryDescriptor {
    /** in pages of 64 KiB */
    initial: number
    maximum?: number
  }

  class Memory {
    constructor(descriptor: MemoryDescriptor)
    readonly buffer: ArrayBuffer
    /** Adds pages, detaches the old buffer and returns the old size in pages. */
    grow(pages: number): number
  }

  class Module {
    constructor(bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>)
  }

  type ImportValue = Memory | number | ((...args: never[]) => unknown)
  type Imports = Record<string, Record<string, ImportValue>>

  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Record<string, unknown>
  }
}

/** Decodes base64 into a string with one character per byte. */
declare function atob(base64: string): string
