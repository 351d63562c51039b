import { createHash } from 'node:crypto'
import { constants, inflateSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { LabError } from '../../contract/errors.ts'
import type { Axis, Dtype, NamedArray, NumericArray } from '../../contract/results.ts'
import type { Reader, Writer } from './connection.ts'

/** 'recording': while it runs; 'result': what views show; 'state': what the digest is taken over; 'checkpoint': to continue from. */
export type ArtifactRole = 'recording' | 'result' | 'state' | 'checkpoint'

export interface ArtifactInfo {
  role: ArtifactRole
  name: string
  step: number
  label: string
  unit: string
  dtype: Dtype
  shape: number[]
  axes: Axis[]
  byteLength: number
}

/** SQLite's limit for one value. */
const maximumBytes = 1_000_000_000
/** Packing has to pay for the time it takes to unpack. */
const worthPacking = 0.9

/** While it runs, a checkpoint of millions of weights has to be packed in hundredths of a second. */
const quickly = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
/** By encoding; others are as they are. Projects of older programs are packed with deflate. */
const unpackers: Readonly<Record<string, (data: Uint8Array, limit: { maxOutputLength: number }) => Uint8Array>> = {
  zstd: zstdDecompressSync,
  deflate: inflateSync,
}

const arrayTypes = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
} as const

export function insertArtifact(
  db: Writer,
  run: number,
  role: ArtifactRole,
  name: string,
  step: number,
  array: NamedArray,
): void {
  const raw = new Uint8Array(array.data.buffer, array.data.byteOffset, array.data.byteLength)
  if (raw.length > maximumBytes)
    throw new LabError('ARTIFACT_TOO_LARGE', { name, bytes: raw.length, limit: maximumBytes })
  // SQLite does not take shared memory.
  const bytes = raw.buffer instanceof SharedArrayBuffer ? Uint8Array.from(raw) : raw
  const packed = zstdCompressSync(bytes, quickly)
  const pays = packed.length < worthPacking * bytes.length
  db.run(
    `INSERT INTO artifacts (run, role, name, step, label, unit, dtype, shape, axes, encoding, byte_length, checksum, data)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET label = excluded.label, unit = excluded.unit, dtype = excluded.dtype, shape = excluded.shape,
       axes = excluded.axes, encoding = excluded.encoding, byte_length = excluded.byte_length, checksum = excluded.checksum,
       data = excluded.data`,
    run,
    role,
    name,
    step,
    array.label,
    array.unit,
    array.dtype,
    JSON.stringify(array.shape),
    JSON.stringify(array.axes),
    pays ? 'zstd' : 'raw',
    bytes.length,
    checksum(bytes),
    pays ? packed : bytes,
  )
}

interface Row extends Omit<ArtifactInfo, 'shape' | 'axes'> {
  shape: string
  axes: string
}

interface DataRow extends Row {
  encoding: string
  checksum: string
  data: Uint8Array
}

const infoColumns = 'role, name, step, label, unit, dtype, shape, axes, byte_length AS byteLength'

/** What there is, without loading it. */
export function listArtifacts(db: Reader, run: number): ArtifactInfo[] {
  const rows = db.all(`SELECT ${infoColumns} FROM artifacts WHERE run = ? ORDER BY role, name, step`, run) as Row[]
  return rows.map(infoOf)
}

export function getArtifact(
  db: Reader,
  run: number,
  role: ArtifactRole,
  name: string,
  step: number,
): NamedArray | undefined {
  const row = db.get(
    `SELECT ${infoColumns}, encoding, checksum, data FROM artifacts WHERE run = ? AND role = ? AND name = ? AND step = ?`,
    ...[run, role, name, step],
  ) as DataRow | undefined
  if (row === undefined) return undefined
  const bytes = isSound(row) ? unpack(row.encoding, row.data, row.byteLength) : undefined
  if (bytes === undefined || checksum(bytes) !== row.checksum) throw new LabError('ARTIFACT_DAMAGED', { name, run })
  const { label, unit, dtype, shape, axes } = infoOf(row)
  return { label, unit, dtype, shape, axes, data: asNumbers(dtype, bytes) }
}

function infoOf({ role, name, step, label, unit, dtype, shape, axes, byteLength }: Row): ArtifactInfo {
  return {
    ...{ role, name, step, label, unit, dtype, byteLength },
    shape: JSON.parse(shape) as number[],
    axes: JSON.parse(axes) as Axis[],
  }
}

/** A file from elsewhere may promise anything: it is not unpacked before its numbers agree. */
function isSound({ dtype, shape, byteLength }: DataRow): boolean {
  if (!Object.hasOwn(arrayTypes, dtype) || !(byteLength <= maximumBytes)) return false
  const lengths = JSON.parse(shape) as unknown
  return (
    Array.isArray(lengths) &&
    lengths.reduce((total: number, length) => total * Number(length), arrayTypes[dtype].BYTES_PER_ELEMENT) ===
      byteLength
  )
}

function unpack(encoding: string, data: Uint8Array, byteLength: number): Uint8Array | undefined {
  try {
    const bytes = Object.hasOwn(unpackers, encoding)
      ? unpackers[encoding](data, { maxOutputLength: Math.max(1, byteLength) })
      : data
    return bytes.length === byteLength ? bytes : undefined
  } catch {
    return undefined
  }
}

/** A copy, aligned as its type needs it. */
function asNumbers(dtype: Dtype, bytes: Uint8Array): NumericArray {
  return new arrayTypes[dtype](Uint8Array.from(bytes).buffer)
}

function checksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
