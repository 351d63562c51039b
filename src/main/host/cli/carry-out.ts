import type { RunReport } from '../../../contract/runs.ts'
import type { RunEvent } from '../../../engine/index.ts'
import type { Project } from '../../lab.ts'
import type { ActiveRun, EndedRun, PreparedDesign, StartOptions } from '../../services/runs/index.ts'
import type { ExitCode } from './command.ts'
import { exitCodes } from './command.ts'
import type { Terminal } from './terminal.ts'
import { showProgress } from './progress.ts'
import { summaryOfRun, summaryOfSeeds, summaryJson } from './summary.ts'

interface Talk {
  json: boolean
  terminal: Terminal
}

export interface CarryOutOptions extends Talk {
  /** Adds to what is told about every completed run. */
  afterwards?: (project: Project, report: RunReport) => Promise<void>
}

/** Sets one run going; `onEvent` shows how it goes. */
export type Setout = (onEvent: (run: number, event: RunEvent) => void) => ActiveRun

/** Side by side: so many at a time. */
export interface Batch {
  setouts: Setout[]
  lanes: number
}

/** A design for every seed: as many at a time as there are workers, one or more each. */
export function batchOf(
  { runs }: Project,
  prepared: PreparedDesign,
  { seeds, workers, ...options }: { seeds: number[] } & StartOptions,
): Batch {
  const lanes = Math.min(seeds.length, workers)
  const each = Math.max(1, Math.floor(workers / lanes))
  const setouts = seeds.map((seed): Setout => (onEvent) => {
    const run: ActiveRun = runs.start(prepared, seed, {
      ...options,
      workers: each,
      onEvent: (event) => onEvent(run.number, event),
    })
    return run
  })
  return { setouts, lanes }
}

/** Carries out a batch, shows how it goes, and says how it went. */
export async function carryOut(project: Project, batch: Batch, options: CarryOutOptions): Promise<ExitCode> {
  const { json, terminal, afterwards } = options
  const expected = batch.setouts.length
  const ended = await runBatch(batch, options)
  const reports = ended.map(({ report }) => report)
  if (json) terminal.out.write(`${JSON.stringify(summaryJson(reports))}\n`)
  else terminal.out.write(expected === 1 ? summaryOfRun(project.store, reports[0]) : summaryOfSeeds(reports, expected))
  for (const { error } of ended) if (error !== null) terminal.err.write(`${error.message}\n`)
  for (const report of reports) if (report.status === 'completed') await afterwards?.(project, report)
  return exitCodeFor(reports, expected)
}

/** In the order of the batch; those that had not begun when it was stopped are left out. */
export async function runBatch({ setouts, lanes }: Batch, { json, terminal }: Talk): Promise<EndedRun[]> {
  const progress = showProgress(json ? terminal.err : terminal.out, setouts.length)
  const going = new Set<ActiveRun>()
  const ended: EndedRun[] = []
  let next = 0
  let stopping = false
  const release = terminal.onInterrupt(() => {
    if (stopping) process.exit(exitCodes.stopped)
    stopping = true
    terminal.err.write('\nStopping, and keeping what there is. Press Ctrl+C again to leave at once.\n')
    for (const run of going) run.stop()
  })
  const lane = async (): Promise<void> => {
    while (next < setouts.length && !stopping) {
      const place = next++
      const run = setouts[place](progress.take)
      going.add(run)
      ended[place] = await run.ended
      going.delete(run)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    progress.close()
    release()
  }
  return ended.filter((end) => end !== undefined)
}

function exitCodeFor(reports: RunReport[], expected: number): ExitCode {
  if (reports.some(({ status }) => status === 'failed')) return exitCodes.failed
  if (reports.length < expected || reports.some(({ status }) => status !== 'completed')) return exitCodes.stopped
  return exitCodes.completed
}
