/** The bytes of an IDX file. */
export function idx(shape: number[], values: number[], type = 0x08): Uint8Array {
  const head = Buffer.alloc(4 + 4 * shape.length)
  head.writeUInt16BE(type * 256 + shape.length, 2)
  shape.forEach((length, axis) => head.writeUInt32BE(length, 4 + 4 * axis))
  return Buffer.concat([head, Uint8Array.from(values)])
}
