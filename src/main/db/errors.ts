import Database from 'better-sqlite3'
import { LabError } from '../../contract/errors.ts'

/** What SQLite says with its general code, and yet of the file and not of a statement. */
const foundInFile = /malformed JSON|unsupported file format|malformed database schema/

/** SQLite's result codes as something a person can act on. Other errors pass unchanged. */
export function explainSqlite(file: string, error: unknown): unknown {
  // What is stored as JSON and is none, or is nested as no program would write it.
  if (error instanceof SyntaxError || error instanceof RangeError)
    return new LabError('PROJECT_DAMAGED', { file, found: error.message }, { cause: error })
  if (!(error instanceof Database.SqliteError)) return error
  const { code, message } = error
  const options = { cause: error }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new LabError('PROJECT_BUSY', { file }, options)
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
    return new LabError('PROJECT_READ_ONLY', { file }, options)
  if (code === 'SQLITE_FULL') return new LabError('DISK_FULL', { file }, options)
  if (code.startsWith('SQLITE_IOERR')) return new LabError('PROJECT_IO', { file, reason: message }, options)
  if (code.startsWith('SQLITE_CORRUPT') || (code === 'SQLITE_ERROR' && foundInFile.test(message)))
    return new LabError('PROJECT_DAMAGED', { file, found: message }, options)
  if (code === 'SQLITE_NOTADB') return new LabError('PROJECT_FOREIGN', { file, found: 'it is not a database' }, options)
  if (code.startsWith('SQLITE_CANTOPEN')) return new LabError('PROJECT_NOT_OPENED', { file, reason: message }, options)
  return error
}
