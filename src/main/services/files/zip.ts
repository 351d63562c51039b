import { readFileSync, statSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'

/** What a file may come to at most; more is a trap or not for this program. */
export interface ZipLimits {
  fileBytes: number
  entries: number
  entryBytes: number
  totalBytes: number
  /** Unpacked over packed, of a file that unpacks to more than `harmlessBytes`. */
  ratio: number
  harmlessBytes: number
}

export interface ZipEntry {
  name: string
  bytes: number
  read: () => Buffer
}

/** What is wrong with a file, for the sentence about it. */
export class ZipProblem extends Error {}

interface Listed extends ZipEntry {
  start: number
  end: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const dataMark = 0x04034b50
const [endBytes, entryBytes, dataBytes] = [22, 46, 30]

/**
 * The entries of a zip file from anywhere, one to be unpacked at a time. Our own reader, since libraries do not tell of links, doubles,
 * overlaps or what stands between entries: here every byte belongs to one entry or to the list of them, and sizes are believed only
 * within limits. Nothing is ever written to the disk under a name from the file.
 */
export function readZip(file: string, limits: ZipLimits): Map<string, ZipEntry> {
  const size = statSync(file).size
  if (size > limits.fileBytes) throw new ZipProblem(`${size} bytes: at most ${limits.fileBytes} are read`)
  const bytes = readFileSync(file)
  const { count, start, end } = findList(bytes)
  if (count > limits.entries) throw new ZipProblem(`${count} files in it: at most ${limits.entries} are read`)
  const entries: Listed[] = []
  let at = start
  for (let k = 0; k < count; k++) {
    const { entry, next } = readListed(bytes, at, end, start, limits)
    entries.push(entry)
    at = next
  }
  if (at !== end) throw new ZipProblem('a list of files that does not end where it says')
  checkTogether(entries, bytes.length, limits)
  return new Map(entries.map(({ name, bytes: length, read }) => [name, { name, bytes: length, read }]))
}

function findList(bytes: Buffer): { count: number; start: number; end: number } {
  const lowest = Math.max(0, bytes.length - endBytes - 0xffff)
  for (let at = bytes.length - endBytes; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) !== endMark || at + endBytes + bytes.readUInt16LE(at + 20) !== bytes.length) continue
    const [disk, listDisk, here, count] = [4, 6, 8, 10].map((offset) => bytes.readUInt16LE(at + offset))
    const [length, start] = [12, 16].map((offset) => bytes.readUInt32LE(at + offset))
    if (disk !== 0 || listDisk !== 0 || here !== count) throw new ZipProblem('one part of several')
    if (start + length !== at) throw new ZipProblem('a list of files that is not where it should be')
    return { count, start, end: at }
  }
  throw new ZipProblem('no zip file, or one whose end is missing')
}

function readListed(
  bytes: Buffer,
  at: number,
  end: number,
  dataEnd: number,
  limits: ZipLimits,
): { entry: Listed; next: number } {
  if (at + entryBytes > end || bytes.readUInt32LE(at) !== entryMark) throw new ZipProblem('a damaged list of files')
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
  const [crc, packed, unpacked] = [16, 20, 24].map((offset) => bytes.readUInt32LE(at + offset))
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
  const next = at + entryBytes + nameLength + extraLength + commentLength
  if (next > end) throw new ZipProblem('a damaged list of files')
  const name = bytes.toString('utf8', at + entryBytes, at + entryBytes + nameLength)
  const refuse = (found: string): ZipProblem =>
    new ZipProblem(`${JSON.stringify(name.slice(0, 200))}, which is ${found}`)
  if (!isPlainName(name)) throw refuse('no plain path inside the bundle')
  const kind = bytes.readUInt8(at + 5) === 3 ? (bytes.readUInt16LE(at + 40) & 0xf000) >> 12 : 0
  if (kind !== 0 && kind !== 8) throw refuse('a link, a folder or a device, and no file')
  if ((flags & 1) !== 0) throw refuse('encrypted')
  if (method !== 0 && method !== 8) throw refuse(`packed by method ${method}`)
  if (unpacked > limits.entryBytes) throw refuse(`${unpacked} bytes large: at most ${limits.entryBytes} are read`)
  if (method === 0 && packed !== unpacked) throw refuse('of two sizes')
  const local = bytes.readUInt32LE(at + 42)
  if (local + dataBytes > dataEnd || bytes.readUInt32LE(local) !== dataMark) throw refuse('not where it should be')
  const dataStart = local + dataBytes + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (dataStart + packed > dataEnd) throw refuse('truncated')
  const localName = bytes.toString('utf8', local + dataBytes, local + dataBytes + bytes.readUInt16LE(local + 26))
  if (localName !== name) throw refuse('called otherwise where it lies')
  const read = (): Buffer => {
    const content = unpack(bytes.subarray(dataStart, dataStart + packed), method, unpacked)
    if (content?.length !== unpacked || crc32(content) !== crc) throw refuse('damaged')
    return content
  }
  return { entry: { name, bytes: unpacked, read, start: local, end: dataStart + packed }, next }
}

/** Never more than was promised, whatever is in it. */
function unpack(data: Buffer, method: number, unpacked: number): Buffer | undefined {
  if (method === 0) return data
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, unpacked) })
  } catch {
    return undefined
  }
}

function checkTogether(entries: readonly Listed[], fileBytes: number, limits: ZipLimits): void {
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const most = Math.min(limits.totalBytes, Math.max(limits.harmlessBytes, limits.ratio * fileBytes))
  if (total > most) throw new ZipProblem(`${total} bytes packed into ${fileBytes}: at most ${most} are unpacked`)
  const names = new Set(entries.map(({ name }) => name.normalize('NFC').toLowerCase()))
  if (names.size < entries.length) throw new ZipProblem('two files of one name')
  let reached = 0
  for (const { name, start, end } of [...entries].sort((a, b) => a.start - b.start)) {
    if (start !== reached) throw new ZipProblem(`${JSON.stringify(name)}, which overlaps another or lies apart from it`)
    reached = end
  }
}

function isPlainName(name: string): boolean {
  return (
    // eslint-disable-next-line no-control-regex -- what has no place in a name
    /^[^\u0000-\u001f\\:]{1,300}$/.test(name) &&
    name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  )
}
