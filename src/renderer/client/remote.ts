import type { TRPCUntypedClient } from '@trpc/client'
import { TRPCClientError } from '@trpc/client'
import type { AnyRouter } from '@trpc/server'
import type { LabApi } from '../../contract/api.ts'
import type { PlainError } from '../../contract/errors.ts'
import { procedureList } from '../../contract/procedures.ts'
import { CoreError } from './api.ts'
import { iterate } from './stream.ts'

/** The contract's object, each of its procedures a message to the core. */
export function remoteLab(client: TRPCUntypedClient<AnyRouter>): LabApi {
  const lab: Record<string, Record<string, (input?: unknown) => unknown>> = {}
  for (const { path, group, name, procedure } of procedureList()) {
    lab[group] ??= {}
    lab[group][name] = caller(client, path, procedure.kind)
  }
  return lab as unknown as LabApi
}

function caller(
  client: TRPCUntypedClient<AnyRouter>,
  path: string,
  kind: 'query' | 'mutation' | 'subscription',
): (input?: unknown) => unknown {
  switch (kind) {
    case 'query':
      return (input) => client.query(path, input).catch(refuse)
    case 'mutation':
      return (input) => client.mutation(path, input).catch(refuse)
    case 'subscription':
      return (input) =>
        iterate((sink) => {
          const subscription = client.subscription(path, input, {
            onData: sink.next,
            onError: (error) => sink.error(coreError(error)),
            onComplete: sink.end,
          })
          return () => subscription.unsubscribe()
        })
  }
}

function refuse(error: unknown): never {
  throw coreError(error)
}

function coreError(error: unknown): CoreError {
  const data = error instanceof TRPCClientError ? (error.data as Partial<PlainError> | undefined) : undefined
  if (typeof data?.code === 'string' && typeof data.message === 'string') {
    return new CoreError({ code: data.code, message: data.message, facts: data.facts ?? {} }, { cause: error })
  }
  return new CoreError(
    {
      code: 'CONNECTION_LOST',
      message: 'The connection to the core was lost before it answered. It is being restored: try again in a moment.',
      facts: {},
    },
    { cause: error },
  )
}
