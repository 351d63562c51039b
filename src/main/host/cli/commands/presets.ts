import type { Command } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'
import { table } from '../text.ts'

export const presets: Command = {
  name: 'presets',
  summary: 'List the experiments that are ready to run.',
  operands: [],
  options: { json: jsonOption },
  examples: [{ line: 'presets', does: 'Names, titles and how long they take.' }],
  run: async ({ arguments: given, terminal, openLab }) => {
    const list = (await openLab()).presets.list()
    if (given.flag('json')) {
      terminal.out.write(`${JSON.stringify(list)}\n`)
      return exitCodes.completed
    }
    const rows = list.map(({ name, minutes, title, description }) => [
      name,
      String(minutes),
      `${title}. ${description}`,
    ])
    terminal.out.write(table(['preset', 'minutes', 'what it is'], rows, ['minutes']))
    return exitCodes.completed
  },
}
