import type { Lab } from '../../lab.ts'
import type { Arguments } from './arguments.ts'
import type { Terminal } from './terminal.ts'

export const exitCodes = { completed: 0, failed: 1, badInput: 2, stopped: 130 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export type OptionSpec = { doc: string } & (
  | { type: 'flag' }
  | { type: 'text'; value: string; default?: string }
  | { type: 'list'; value: string }
  | { type: 'whole'; value: string; min: number; max: number; default?: number }
  | { type: 'choice'; choices: readonly string[]; default?: string }
)

export interface Command {
  name: string
  /** One line. */
  summary: string
  /** Required, unless they say otherwise; those come last. Of the last there may be many. */
  operands: { name: string; doc: string; optional?: true; many?: true }[]
  options: Record<string, OptionSpec>
  examples: { line: string; does: string }[]
  run: (context: CommandContext) => Promise<ExitCode>
}

interface CommandContext {
  arguments: Arguments
  terminal: Terminal
  openLab: () => Promise<Lab>
}

export const projectOption = {
  type: 'text',
  value: 'FILE',
  default: 'runs.bistable',
  doc: 'The project that holds the runs.',
} as const satisfies OptionSpec

export const jsonOption = {
  type: 'flag',
  doc: 'For machines: the last line of stdout is one JSON value.',
} as const satisfies OptionSpec
