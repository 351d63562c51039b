import type { BenchPeer } from '../../../services/bench/bench.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'

export const bench: Command = {
  name: 'bench',
  summary: 'Measure the speed of the engine on this machine.',
  operands: [],
  options: {
    quick: { type: 'flag', doc: 'Fewer sizes and repetitions.' },
    peer: { type: 'choice', choices: ['brian2', 'c'], doc: 'Measure another program beside it, in the same run.' },
    json: jsonOption,
  },
  examples: [
    { line: 'bench', does: 'Milliseconds per 300 ms sample and synaptic events per second, by size.' },
    { line: 'bench --peer brian2 --json', does: 'Compared with Brian2, where it is installed.' },
    { line: 'bench --peer c', does: 'Compared with the same algorithm in C, where there is a gcc.' },
  ],
  run: async ({ arguments: given, terminal }) => {
    const service = await import('../../../services/bench/bench.ts')
    const report = await service.bench({
      peer: given.text('peer') as BenchPeer | undefined,
      quick: given.flag('quick'),
      say: (line) => terminal.err.write(`${line}\n`),
    })
    terminal.out.write(given.flag('json') ? `${JSON.stringify(report)}\n` : service.describeBench(report))
    return exitCodes.completed
  },
}
