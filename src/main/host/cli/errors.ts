import type { ErrorCode } from '../../../contract/errors.ts'
import { LabError } from '../../../contract/errors.ts'
import type { ExitCode } from './command.ts'
import { exitCodes } from './command.ts'

/** Good input, and yet it failed. Every other error of ours is found in the input, before anything starts. */
const failures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'PROJECT_BUSY',
  'PROJECT_READ_ONLY',
  'PROJECT_IO',
  'PROJECT_MOVED',
  'DISK_FULL',
  'ARTIFACT_TOO_LARGE',
  'ARTIFACT_DAMAGED',
  'WORKER_DIED',
  'ENGINE_REFUSED',
  'EXPORT_FAILED',
])

export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof LabError && !failures.has((error as LabError).code) ? exitCodes.badInput : exitCodes.failed
}

/** For people; where it came from only on request. */
export function sentenceOf(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error) return withCauses(error)
  if (error instanceof LabError) return error.message
  const message = error instanceof Error ? error.message : String(error)
  return `Something unexpected went wrong: ${message}. LAB_DEBUG=1 shows where; please report it.`
}

function withCauses(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${withCauses(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
