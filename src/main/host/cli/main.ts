import { runCli } from './cli.ts'
import { processTerminal } from './terminal.ts'
import { version } from './version.ts'

process.exitCode = await runCli(process.argv.slice(2), {
  terminal: processTerminal(),
  version,
  openLab: async () => (await import('./lab.ts')).openLab(),
  debug: process.env.LAB_DEBUG === '1',
})
