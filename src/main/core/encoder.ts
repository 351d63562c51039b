import { Packr } from 'msgpackr'

/**
 * Typed arrays stay typed arrays. The client in the renderer packs alike. A message is copied out of the encoder's
 * pool, so that its bytes can be given away.
 */
const codec = new Packr({ moreTypes: true, useRecords: false, structuredClone: true })

export const packr = {
  encode: (value: unknown): Uint8Array<ArrayBuffer> => Uint8Array.from(codec.pack(value)),
  decode: (bytes: string | ArrayBuffer | Uint8Array): unknown =>
    codec.unpack(typeof bytes === 'string' ? Buffer.from(bytes) : new Uint8Array(bytes as ArrayBuffer)),
}
