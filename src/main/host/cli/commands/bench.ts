import type { Command } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'

export const bench: Command = {
  name: 'bench',
  summary: 'Measure the speed of the engine on this machine.',
  operands: [],
  options: {
    quick: { type: 'flag', doc: 'Fewer sizes and repetitions.' },
    peer: { type: 'choice', choices: ['brian2'], doc: 'Measure another simulator beside it, in the same run.' },
    json: jsonOption,
  },
  examples: [
    { line: 'bench', does: 'Milliseconds per 300 ms sample and synaptic events per second, by size.' },
    { line: 'bench --peer brian2 --json', does: 'Compared with Brian2, where it is installed.' },
  ],
  run: async ({ arguments: given, terminal }) => {
    const service = await import('../../../services/bench/bench.ts')
    const json = given.flag('json')
    const report = await service.bench({ json, peer: given.text('peer'), quick: given.flag('quick') })
    terminal.out.write(json ? `${JSON.stringify(report)}\n` : report)
    return exitCodes.completed
  },
}
