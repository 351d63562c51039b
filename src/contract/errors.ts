import { engineSentence } from './engine-messages.ts'
import { errorMessages } from './error-messages.ts'

/**
 * Everything that can go wrong in a way a person can mend. The code crosses the wire, the facts fill the sentence, the
 * cause goes to the log. A message says what is wrong, where, and what to do.
 */
export type ErrorCode = keyof typeof errorMessages

export type ErrorFacts<C extends ErrorCode> = Parameters<(typeof errorMessages)[C]>[0]

export class LabError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'LabError'
  readonly code: C
  readonly facts: ErrorFacts<C>

  constructor(code: C, facts: ErrorFacts<C>, options?: { cause?: unknown }) {
    super((errorMessages[code] as (facts: ErrorFacts<C>) => string)(facts), options)
    this.code = code
    this.facts = facts
  }
}

export function hasCode<C extends ErrorCode>(error: unknown, code: C): error is LabError<C> {
  return error instanceof LabError && (error as LabError).code === code
}

/** An error as it crosses threads, sockets and files: never a stack. */
export interface PlainError {
  code: string
  message: string
  facts: Record<string, unknown>
}

/** Errors of the engine carry a code and facts of their own, and get their sentence here; anything else is a defect, and says so. */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { code: 'UNEXPECTED', message: String(error), facts: {} }
  const { code, facts } = error as { code?: unknown; facts?: unknown }
  const plain = {
    code: typeof code === 'string' ? code : 'UNEXPECTED',
    message: error.message,
    facts: isRecord(facts) ? facts : {},
  }
  return { ...plain, message: engineSentence(plain) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
