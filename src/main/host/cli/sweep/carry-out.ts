import type { Desk } from '../../../services/desk/index.ts'
import type { SweepService } from '../../../services/sweeps/index.ts'
import { exitCodes } from '../command.ts'
import { showProgress } from '../progress.ts'
import type { Stream, Terminal } from '../terminal.ts'

interface Undertaking {
  sweeps: SweepService
  desk: Desk
  terminal: Terminal
  talk: Stream
  sweepId: string
  /** Runs that are left to do. */
  expected: number
}

/** Shows how the runs go until the last has ended. Ctrl+C stops them all; a second one leaves at once. */
export async function carryOutSweep({ sweeps, desk, terminal, talk, sweepId, expected }: Undertaking): Promise<void> {
  if (!desk.busy()) return
  const progress = showProgress(talk, expected)
  const numbers = new Map<string, number>()
  let stopping = false
  const release = terminal.onInterrupt(() => {
    if (stopping) process.exit(exitCodes.stopped)
    stopping = true
    terminal.err.write(
      '\nStopping, and keeping what there is. The same command goes on. Ctrl+C again leaves at once.\n',
    )
    sweeps.stop(sweepId)
  })
  try {
    for await (const event of desk.activity()) {
      if (event.type === 'run') numbers.set(event.run.id, event.run.number)
      if (event.type === 'progress') {
        const { progress: stand, simulatedMs, runId } = event
        progress.take(numbers.get(runId) ?? 0, { type: 'progress', ...stand, simulatedMs })
      }
      if (event.type === 'metric') {
        progress.take(numbers.get(event.runId) ?? 0, { ...event, unit: '' })
      }
      if (event.type === 'failed') terminal.err.write(`\nRun #${numbers.get(event.runId)}: ${event.error.message}\n`)
      if (!desk.busy() && event.type === 'saved') break
    }
  } finally {
    progress.close()
    release()
  }
}
