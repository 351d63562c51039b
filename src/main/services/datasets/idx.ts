import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { LabError } from '../../../contract/errors.ts'

/** One IDX file of bytes: the format of MNIST and its relatives, big-endian, header then values in C order. */
export interface Idx {
  shape: number[]
  /** Backed by shared memory, so that every worker reads the same copy. */
  values: Uint8Array
}

const byteValues = 0x08
/** Far above any of the usual data sets; a header that promises more is damaged. */
const maximumBytes = 2 ** 31

/** Reads a file whose values are bytes in so many dimensions, plain or compressed with gzip. */
export function readIdx(file: string, dimensions: number): Idx {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const size = fstatSync(descriptor).size
    const head = Buffer.alloc(Math.min(size, 4 + 4 * dimensions))
    readFully(descriptor, head, 0)
    return head[0] === 0x1f && head[1] === 0x8b
      ? readCompressed(file, descriptor, size, dimensions)
      : readPlain(file, descriptor, size, head, dimensions)
  } catch (cause) {
    if (cause instanceof LabError) throw cause
    throw invalid(file, `an unreadable file (${(cause as Error).message})`, 'a readable IDX file', cause)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function readPlain(file: string, descriptor: number, size: number, head: Buffer, dimensions: number): Idx {
  const shape = readHead(file, head, size, dimensions)
  const values = new Uint8Array(new SharedArrayBuffer(product(shape)))
  readFully(descriptor, values, head.length)
  return { shape, values }
}

function readCompressed(file: string, descriptor: number, size: number, dimensions: number): Idx {
  const compressed = Buffer.alloc(size)
  readFully(descriptor, compressed, 0)
  let content: Buffer
  try {
    content = gunzipSync(compressed, { maxOutputLength: maximumBytes })
  } catch (cause) {
    throw invalid(file, `damaged or truncated gzip data (${(cause as Error).message})`, 'a complete .gz file', cause)
  }
  const headLength = 4 + 4 * dimensions
  const shape = readHead(file, content.subarray(0, headLength), content.length, dimensions)
  const values = new Uint8Array(new SharedArrayBuffer(product(shape)))
  values.set(content.subarray(headLength))
  return { shape, values }
}

/** The shape, once magic number and size of the whole file agree with it. */
function readHead(file: string, head: Buffer, size: number, dimensions: number): number[] {
  const headLength = 4 + 4 * dimensions
  if (head.length < headLength) throw invalid(file, `${size} bytes`, `a header of ${headLength} bytes and the values`)
  const expectedMagic = byteValues * 256 + dimensions
  const magic = head.readUInt32BE(0)
  if (magic !== expectedMagic) {
    throw invalid(file, `the magic number ${hex(magic)}`, `${hex(expectedMagic)} (bytes in ${dimensions} dimensions)`)
  }
  const shape = Array.from({ length: dimensions }, (_, axis) => head.readUInt32BE(4 + 4 * axis))
  const expectedSize = headLength + product(shape)
  if (expectedSize > maximumBytes)
    throw invalid(file, `the shape ${shape.join(' x ')}`, `at most ${maximumBytes} bytes`)
  if (size !== expectedSize) {
    const fault = size < expectedSize ? 'it is truncated' : 'it is too long'
    throw invalid(file, `${size} bytes (${fault})`, `${expectedSize} bytes for the shape ${shape.join(' x ')}`)
  }
  return shape
}

function readFully(descriptor: number, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length;) {
    const read = readSync(descriptor, target, done, target.length - done, position + done)
    if (read === 0) return
    done += read
  }
}

function invalid(file: string, found: string, expected: string, cause?: unknown): LabError {
  return new LabError('DATASET_INVALID', { file, found, expected }, { cause })
}

function product(shape: number[]): number {
  return shape.reduce((total, length) => total * length, 1)
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
