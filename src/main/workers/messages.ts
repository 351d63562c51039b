import type { PlainError } from '../../contract/errors.ts'
import type { WorkerCommand } from '../../engine/index.ts'

/** What travels between the pool and a thread: one answer for each question, matched by its number. */
export interface Question {
  id: number
  command: WorkerCommand
}

export type Answer = { id: number; value: unknown } | { id: number; error: PlainError }
