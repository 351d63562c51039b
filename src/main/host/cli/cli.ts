import { LabError } from '../../../contract/errors.ts'
import { nearest } from '../../../contract/nearest.ts'
import type { Lab } from '../../lab.ts'
import { readArguments } from './arguments.ts'
import type { Command, ExitCode } from './command.ts'
import { exitCodes } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodeOf, sentenceOf } from './errors.ts'
import { commandHelp, overallHelp } from './help.ts'
import type { Terminal } from './terminal.ts'

export interface CliHost {
  terminal: Terminal
  version: string
  /** Made only when a command is about to run. */
  openLab: () => Promise<Lab>
  debug: boolean
}

/** One command from its words to its exit code. */
export async function runCli(argv: readonly string[], host: CliHost): Promise<ExitCode> {
  const { terminal } = host
  try {
    return await dispatch(argv, host)
  } catch (error) {
    terminal.err.write(`${sentenceOf(error, host.debug)}\n`)
    return exitCodeOf(error)
  }
}

async function dispatch(
  [name, ...rest]: readonly string[],
  { terminal, version, openLab }: CliHost,
): Promise<ExitCode> {
  if (name === undefined) {
    terminal.err.write(overallHelp(commands, version))
    return exitCodes.badInput
  }
  if (name === '--version') {
    terminal.out.write(`${version}\n`)
    return exitCodes.completed
  }
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    terminal.out.write(overallHelp(commands, version))
    return exitCodes.completed
  }
  const command = findCommand(name === 'help' ? rest[0] : name)
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
    terminal.out.write(commandHelp(command))
    return exitCodes.completed
  }
  return command.run({ arguments: readArguments(command, rest), terminal, openLab })
}

function findCommand(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return command
  const names = commands.map((candidate) => candidate.name)
  const close = nearest(name, names)
  const meant = close.length === 0 ? '' : ` Did you mean ${close.join(' or ')}?`
  throw new LabError('USAGE', {
    problem: `There is no command "${name}".${meant} Commands: ${names.join(', ')}.`,
    help: '"npm run lab -- --help" shows what they do.',
  })
}
