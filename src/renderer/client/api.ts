import type { InjectionKey, Ref } from 'vue'
import { inject } from 'vue'
import type { LabApi } from '../../contract/api.ts'
import type { PlainError } from '../../contract/errors.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost'

/** The core, wherever it runs. */
export interface Connection {
  lab: LabApi
  state: Readonly<Ref<ConnectionState>>
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection')

/** For components and stores. */
export function useConnection(): Connection {
  const connection = inject(connectionKey)
  if (connection === undefined) throw new Error('No connection was provided: mount through createBistable().')
  return connection
}

export function useLab(): LabApi {
  return useConnection().lab
}

/** What the core refused, in a sentence for a person. */
export class CoreError extends Error implements PlainError {
  override readonly name = 'CoreError'
  readonly code: string
  readonly facts: Record<string, unknown>

  constructor({ code, message, facts }: PlainError, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    this.facts = facts
  }
}

/** Any error as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
