import type { ReplayReport } from '../../../services/replay/replay.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'
import { duration, table, wholeNumber } from '../text.ts'

export const replay: Command = {
  name: 'replay',
  summary: 'Drive the engine with a recording of another simulator and write what comes out.',
  operands: [{ name: 'recording', doc: 'A folder with meta.json and the recorded drive as .npy files.' }],
  options: {
    out: { type: 'text', value: 'DIR', default: 'replayed', doc: 'The folder to write to; made when there is none.' },
    precision: { type: 'choice', choices: ['f64', 'f32'], default: 'f64', doc: 'f64 is exact, f32 is fast.' },
    json: jsonOption,
  },
  examples: [
    {
      line: 'replay test/fixtures/brian2/exp_strict_10 --out replayed --precision f64',
      does: 'Every spike and every final value as Brian2 computed them.',
    },
  ],
  run: async ({ arguments: given, terminal }) => {
    const service = await import('../../../services/replay/replay.ts')
    const report = await service.replay({
      recording: given.operand('recording'),
      out: given.text('out')!,
      precision: given.text('precision') as 'f64' | 'f32',
    })
    terminal.out.write(given.flag('json') ? `${JSON.stringify(report)}\n` : describe(report))
    return exitCodes.completed
  },
}

function describe(report: ReplayReport): string {
  const { inputs, outputs, samples, steps, precision, outputSpikes, synapticEvents, wallMs, comparison, identical } =
    report
  const verdicts = comparison.map(({ file, equal, values, differing, maxDifference }) => [
    file,
    wholeNumber(values),
    equal ? 'equal, bit for bit' : `${wholeNumber(differing)} differ, by at most ${maxDifference.toPrecision(3)}`,
  ])
  return [
    `${inputs} inputs, ${outputs} outputs, ${samples} samples, ${wholeNumber(steps)} steps in ${precision}: `,
    `${wholeNumber(outputSpikes)} output spikes and ${wholeNumber(synapticEvents)} synaptic events in ${duration(wallMs)}.\n`,
    `Written to ${report.out}\n`,
    verdicts.length === 0 ? '' : `\n${table(['file', 'values', 'against the recording'], verdicts, ['values'])}`,
    identical === true ? '\nIdentical to the recording.\n' : '',
  ].join('')
}
