import type { AnyRouter } from '@trpc/server'
import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import type { PlainError } from '../../contract/errors.ts'
import { plainError } from '../../contract/errors.ts'
import { procedureList } from '../../contract/procedures.ts'
import type { Answers } from './answers.ts'

/** What one connection works with. */
export interface RpcContext {
  api: Answers
}

type Handler = (input: unknown) => never

/** Every procedure of the contract, its input checked, bound to the object that does the work. */
export function createRouter(): AnyRouter {
  const t = initTRPC.context<RpcContext>().create({
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const data = describe(error.code, error.cause ?? error)
      return { code: shape.code, message: data.message, data }
    },
  })
  const entries = procedureList().map(({ path, group, name, procedure: { kind, input } }) => {
    const call = ({ ctx, input: given }: { ctx: RpcContext; input: unknown }): never =>
      (ctx.api as unknown as Record<string, Record<string, Handler>>)[group][name](given)
    const procedure = t.procedure.input(input ?? z.undefined())
    switch (kind) {
      case 'query':
        return [path, procedure.query(call)] as const
      case 'mutation':
        return [path, procedure.mutation(call)] as const
      case 'subscription':
        return [path, procedure.subscription(call)] as const
    }
  })
  return t.router(Object.fromEntries(entries))
}

/** A long list of wrong things would tell no more. */
const MOST_PROBLEMS = 5

/** Never a stack: where an error came from is for the log. */
function describe(code: string, cause: unknown): PlainError {
  if (cause instanceof z.ZodError) {
    const { issues } = cause
    const problems = issues
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`)
    if (issues.length > MOST_PROBLEMS) problems.push(`and ${issues.length - MOST_PROBLEMS} more`)
    return { code: 'INPUT_INVALID', message: `This was asked for in a wrong way. ${problems.join('; ')}.`, facts: {} }
  }
  const plain = plainError(cause)
  if (plain.code !== 'UNEXPECTED') return plain
  return code === 'INTERNAL_SERVER_ERROR'
    ? { ...plain, message: `Something unexpected went wrong: ${plain.message}. Please report it.` }
    : { ...plain, code }
}
