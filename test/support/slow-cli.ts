import { runCli } from '../../src/main/host/cli/cli.ts'
import { processTerminal } from '../../src/main/host/cli/terminal.ts'
import { fakeOutcome } from './conduct.ts'
import { fakeLab } from './fake-lab.ts'

/** The terminal with a run that goes on until it is stopped. `deaf` never looks at its control. */
const deaf = process.argv[2] === 'deaf'
const lab = fakeLab(async function* (_, seed, { control }) {
  let done = 0
  for (; deaf || !control.stopRequested; done++) {
    yield { type: 'progress', phase: 'training', done, total: 1e6, unit: 'digits', simulatedMs: 300 * done }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return fakeOutcome(seed, Math.min(done, 10), 'stopped')
})
process.exitCode = await runCli(process.argv.slice(3), {
  terminal: processTerminal(),
  version: '1.2.3',
  openLab: () => Promise.resolve(lab),
  debug: false,
})
