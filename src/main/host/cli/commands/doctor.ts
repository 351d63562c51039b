import { diagnose } from '../../../services/doctor/index.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check a project, and save what can be saved of a damaged one.',
  operands: [{ name: 'project', doc: 'The project file. It is only read.' }],
  options: {
    repair: { type: 'text', value: 'FILE', doc: 'Put everything that can be read into this new project.' },
    json: jsonOption,
  },
  examples: [
    { line: 'doctor trials.bistable', does: 'Say whether every run, array and checkpoint is as it was written.' },
    { line: 'doctor trials.bistable --repair saved.bistable', does: 'The damaged file stays as it is.' },
  ],
  run: ({ arguments: given, terminal }) => {
    const { findings, rescued, file } = diagnose(given.operand('project'), given.text('repair'))
    if (given.flag('json')) terminal.out.write(`${JSON.stringify({ file, findings, rescued })}\n`)
    else {
      terminal.out.write(findings.length === 0 ? `${file} is sound.\n` : `${file}:\n`)
      for (const { severity, where, what } of findings) terminal.out.write(`  ${severity}: ${where}: ${what}\n`)
      if (rescued !== null) {
        const kept = Object.entries(rescued.kept).filter(([, rows]) => rows > 0)
        terminal.out.write(
          `Saved into ${rescued.file}: ${kept.map(([table, rows]) => `${rows} ${table}`).join(', ')}.\n`,
        )
        for (const line of rescued.lost) terminal.out.write(`  lost: ${line}\n`)
      }
    }
    const sound = findings.length === 0
    return Promise.resolve(sound || rescued !== null ? exitCodes.completed : exitCodes.failed)
  },
}
