import { closeSync, openSync, readSync } from 'node:fs'
import { LabError } from '../../contract/errors.ts'

/** 'BIST': says that a database is a Bistable project. */
export const applicationId = 0x42495354

const headerLength = 100

/**
 * Looks at the first bytes of a file before SQLite does, because opening a database already writes beside it, and a file
 * that is not ours, or from the future, must stay as it is.
 */
export function checkHeader(file: string, newestVersion: number): void {
  const header = readHeader(file)
  if (header.length < headerLength || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw new LabError('PROJECT_FOREIGN', { file, found: header.length === 0 ? 'it is empty' : 'it is not a database' })
  }
  if (header.readUInt32BE(68) !== applicationId) {
    throw new LabError('PROJECT_FOREIGN', { file, found: 'it is a database of another program' })
  }
  const version = header.readUInt32BE(60)
  if (version > newestVersion) throw new LabError('PROJECT_TOO_NEW', { file, version, supported: newestVersion })
}

/** What the beginning of a file says of it; null: it is no database. */
export function headerOf(
  file: string,
): { applicationId: number; version: number; pageBytes: number; pages: number } | null {
  const header = readHeader(file)
  if (header.length < headerLength || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null
  const size = header.readUInt16BE(16)
  return {
    applicationId: header.readUInt32BE(68),
    version: header.readUInt32BE(60),
    pageBytes: size === 1 ? 65_536 : Math.max(512, size),
    pages: header.readUInt32BE(28),
  }
}

function readHeader(file: string): Buffer {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const header = Buffer.alloc(headerLength)
    return header.subarray(0, readSync(descriptor, header, 0, headerLength, 0))
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new LabError('PROJECT_NOT_FOUND', { file }, { cause })
    throw new LabError(
      'PROJECT_NOT_OPENED',
      { file, reason: code === 'EISDIR' ? 'it is a folder' : message },
      { cause },
    )
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
