import { LabError } from '../../../contract/errors.ts'
import type { NumericArray } from '../../../contract/results.ts'

/** NumPy's file format for one array: little-endian, C order. */
export interface NpyArray {
  shape: number[]
  data: NumericArray
}

const types = {
  '<f8': Float64Array,
  '<f4': Float32Array,
  '<i4': Int32Array,
  '<u4': Uint32Array,
  '<u2': Uint16Array,
  '|u1': Uint8Array,
} as const
type Descriptor = keyof typeof types

const magic = '\x93NUMPY'
/** NumPy pads headers so that the values start at a multiple of this. */
const alignment = 64
const headLimit = 65536

export function writeNpy({ shape, data }: NpyArray): Uint8Array {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const description = `{'descr': '${descriptorOf(data)}', 'fortran_order': False, 'shape': (${dimensions}), }`
  const head = magic.length + 4
  const padding = alignment - ((head + description.length + 1) % alignment || alignment)
  const text = `${description}${' '.repeat(padding)}\n`
  const bytes = new Uint8Array(head + text.length + data.byteLength)
  const out = Buffer.from(bytes.buffer)
  out.write(magic, 0, 'latin1')
  out.writeUInt8(1, magic.length)
  out.writeUInt16LE(text.length, magic.length + 2)
  out.write(text, head, 'latin1')
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), head + text.length)
  return bytes
}

/** `file` names the source in errors. */
export function readNpy(bytes: Uint8Array, file: string): NpyArray {
  const refuse = (found: string, expected: string) => new LabError('FILE_INVALID', { file, found, expected })
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 12 || view.toString('latin1', 0, magic.length) !== magic) {
    throw refuse('a file of another kind', 'a NumPy .npy file')
  }
  const major = view[magic.length]
  if (major < 1 || major > 3) throw refuse(`format version ${major}`, 'version 1, 2 or 3')
  const head = major === 1 ? 10 : 12
  const textLength = major === 1 ? view.readUInt16LE(8) : view.readUInt32LE(8)
  if (textLength > headLimit || head + textLength > view.length)
    throw refuse('a damaged header', 'a complete .npy file')
  const text = view.toString('latin1', head, head + textLength)
  const { descriptor, shape } = readDescription(text, refuse)
  const count = shape.reduce((total, length) => total * length, 1)
  const Type = types[descriptor]
  const valueBytes = view.length - head - textLength
  if (valueBytes !== count * Type.BYTES_PER_ELEMENT) {
    throw refuse(
      `${valueBytes} bytes of values`,
      `${count * Type.BYTES_PER_ELEMENT} for the shape (${shape.join(', ')})`,
    )
  }
  // A copy: the values need not be aligned in the file.
  const values = new Uint8Array(valueBytes)
  values.set(bytes.subarray(head + textLength))
  return { shape, data: new Type(values.buffer, 0, count) }
}

type Refuse = (found: string, expected: string) => LabError

function readDescription(text: string, refuse: Refuse): { descriptor: Descriptor; shape: number[] } {
  const descriptor = /'descr':\s*'([^']*)'/.exec(text)?.[1]
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1]
  const dimensions = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1]
  if (order === undefined || dimensions === undefined)
    throw refuse('an unreadable header', 'descr, fortran_order and shape')
  if (descriptor === undefined || !(descriptor in types)) {
    throw refuse(`values of type ${descriptor ?? 'unknown'}`, `one of ${Object.keys(types).join(', ')}`)
  }
  if (order === 'True') throw refuse('an array in Fortran order', 'C order: save numpy.ascontiguousarray(array)')
  const shape = dimensions
    .split(',')
    .filter((length) => length.trim() !== '')
    .map(Number)
  return { descriptor: descriptor as Descriptor, shape }
}

function descriptorOf(data: NumericArray): Descriptor {
  const found = Object.entries(types).find(([, Type]) => data instanceof Type)
  return found![0] as Descriptor
}
