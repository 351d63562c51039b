import { LabError } from '../../../contract/errors.ts'
import { nearest } from '../../../contract/nearest.ts'
import type { Command, OptionSpec } from './command.ts'

/** What was typed after a command, checked against what it takes. */
export interface Arguments {
  operand: (name: string) => string
  optional: (name: string) => string | undefined
  /** All of the last operand, of which there may be many. */
  operands: (name: string) => string[]
  flag: (name: string) => boolean
  text: (name: string) => string | undefined
  list: (name: string) => string[]
  whole: (name: string) => number | undefined
}

type Values = Map<string, string[]>

export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const refuse = (problem: string) =>
    new LabError('USAGE', { problem, help: `"npm run lab -- ${command.name} --help" explains it.` })
  const { operands, values } = split(command, argv, refuse)
  const surplus = operands[command.operands.length]
  if (surplus !== undefined && command.operands.at(-1)?.many !== true)
    throw refuse(`"${command.name}" does not know what to do with "${surplus}".`)
  const missing = command.operands[operands.length]
  if (missing !== undefined && missing.optional !== true)
    throw refuse(`"${command.name}" needs <${missing.name}>: ${missing.doc}`)
  for (const [name, texts] of values) for (const text of texts) checkValue(name, command.options[name], text, refuse)
  const text = (name: string): string | undefined => values.get(name)?.at(-1) ?? defaultOf(command.options[name])
  const placeOf = (name: string): number => command.operands.findIndex((one) => one.name === name)
  const operand = (name: string): string => operands[placeOf(name)]
  return {
    operand,
    optional: operand,
    operands: (name) => operands.slice(placeOf(name)),
    flag: (name) => values.has(name),
    text,
    list: (name) => values.get(name) ?? [],
    whole: (name) => {
      const given = text(name)
      return given === undefined ? undefined : Number(given)
    },
  }
}

type Refuse = (problem: string) => LabError

/** `--name value`, `--name=value`, flags without a value; after `--` everything is an operand. */
function split(command: Command, argv: readonly string[], refuse: Refuse): { operands: string[]; values: Values } {
  const operands: string[] = []
  const values: Values = new Map()
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') return { operands: [...operands, ...rest], values }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    const [, name, attached] = /^--?([^=]*)(?:=(.*))?$/s.exec(word)!
    const option = word.startsWith('--') && Object.hasOwn(command.options, name) ? command.options[name] : undefined
    if (option === undefined) throw refuse(unknownOption(command, word.split('=')[0], name))
    if (option.type === 'flag' && attached !== undefined) throw refuse(`--${name} takes no value.`)
    const value = option.type === 'flag' ? '' : (attached ?? rest.shift())
    if (value === undefined) throw refuse(`--${name} needs a value.`)
    values.set(name, [...(values.get(name) ?? []), value])
  }
  return { operands, values }
}

function unknownOption(command: Command, typed: string, name: string): string {
  const known = Object.keys(command.options)
  const close = nearest(name, known)
  const meant = close.length === 0 ? '' : ` Did you mean ${close.map((option) => `--${option}`).join(' or ')}?`
  return `"${command.name}" has no option ${typed}.${meant} Options: ${known.map((option) => `--${option}`).join(', ')}.`
}

function checkValue(name: string, option: OptionSpec, text: string, refuse: Refuse): void {
  switch (option.type) {
    case 'flag':
      return
    case 'text':
    case 'list':
      if (text === '') throw refuse(`--${name} is empty.`)
      return
    case 'whole': {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
      if (value >= option.min && value <= option.max) return
      throw refuse(`--${name} is ${text}: it must be a whole number between ${option.min} and ${option.max}.`)
    }
    case 'choice':
      if (option.choices.includes(text)) return
      throw refuse(`--${name} is ${text}: it must be one of ${option.choices.join(', ')}.`)
  }
}

function defaultOf(option: OptionSpec): string | undefined {
  return 'default' in option && option.default !== undefined ? String(option.default) : undefined
}
