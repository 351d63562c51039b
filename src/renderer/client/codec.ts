import { Packr } from 'msgpackr'

// Typed arrays stay typed arrays; the core packs alike.
const packr = new Packr({ moreTypes: true, useRecords: false, structuredClone: true })

export const codec = {
  encode: (value: unknown): Uint8Array<ArrayBuffer> => packr.pack(value) as Uint8Array<ArrayBuffer>,
  decode: (bytes: string | ArrayBuffer | Uint8Array): unknown =>
    packr.unpack(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes)),
}
