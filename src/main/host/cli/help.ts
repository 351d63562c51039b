import type { Command, OptionSpec } from './command.ts'

const lab = 'npm run lab --'

export function overallHelp(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return `Bistable ${version}: calcium-based synaptic plasticity in spiking networks, offline.

Usage: ${lab} <command> [options]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

Examples:
  ${lab} run mnist-feedforward
  ${lab} run mnist-feedforward --set schedule.trainSamples=2000 --seeds 3 --project trials.bistable
  ${lab} runs --project trials.bistable
  ${lab} export latest --project trials.bistable --format npz --out results

"${lab} <command> --help" explains a command. With LAB_DEBUG=1 errors show where they come from.
`
}

export function commandHelp({ name, summary, operands, options, examples }: Command): string {
  const usage = [
    lab,
    name,
    ...operands.map(({ name: operand, optional, many }) => {
      const shown = many === true ? `${operand}...` : operand
      return optional === true ? `[${shown}]` : `<${shown}>`
    }),
    '[options]',
  ].join(' ')
  const rows = [
    ...operands.map((operand): [string, string] => [`<${operand.name}>`, operand.doc]),
    ...Object.entries(options).map(([option, spec]): [string, string] => [optionUsage(option, spec), optionDoc(spec)]),
    ['--help', 'This text.'] as [string, string],
  ]
  const width = Math.max(...rows.map(([left]) => left.length))
  return `${summary}

Usage: ${usage}

${rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')}

Examples:
${examples.map(({ line, does }) => `  ${lab} ${line}\n      ${does}`).join('\n')}
`
}

function optionUsage(name: string, spec: OptionSpec): string {
  switch (spec.type) {
    case 'flag':
      return `--${name}`
    case 'choice':
      return `--${name} ${spec.choices.join('|')}`
    case 'text':
    case 'list':
    case 'whole':
      return `--${name} ${spec.value}`
  }
}

function optionDoc(spec: OptionSpec): string {
  const repeated = spec.type === 'list' ? ' May be repeated.' : ''
  const otherwise = 'default' in spec && spec.default !== undefined ? ` Default: ${spec.default}.` : ''
  return `${spec.doc}${repeated}${otherwise}`
}
