import type { PlainError } from '../../contract/errors.ts'
import type { WorkerCommand } from '../../engine/index.ts'

/** What a thread begins with. */
export interface EngineStart {
  /** Steps back whenever other threads of this machine have something to do. */
  yields: boolean
}

/** What travels between the pool and a thread: one answer for each question, matched by its number. */
export interface Question {
  id: number
  command: WorkerCommand
}

export type Answer = { id: number; value: unknown } | { id: number; error: PlainError }
