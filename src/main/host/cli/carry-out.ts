import type { RunReport } from '../../../contract/runs.ts'
import type { Lab, Project } from '../../lab.ts'
import type { ActiveRun, EndedRun, PreparedDesign } from '../../services/runs/index.ts'
import type { ExitCode } from './command.ts'
import { exitCodes } from './command.ts'
import type { Terminal } from './terminal.ts'
import { showProgress } from './progress.ts'
import { summaryOfRun, summaryOfSeeds, summaryJson } from './summary.ts'

export interface CarryOutOptions {
  projectFile: string
  seeds: number[]
  workers: number
  json: boolean
  terminal: Terminal
  /** Adds to what is told about every completed run. */
  afterwards?: (project: Project, report: RunReport) => Promise<void>
}

/** Runs a design for every seed, shows how it goes, and says how it went. */
export async function carryOut(lab: Lab, prepared: PreparedDesign, options: CarryOutOptions): Promise<ExitCode> {
  const { projectFile, seeds, json, terminal, afterwards } = options
  const talk = json ? terminal.err : terminal.out
  const project = lab.open(projectFile, { create: true })
  try {
    talk.write(`${prepared.preset ?? prepared.design.name}, seed ${seeds.join(', ')}, into ${projectFile}\n`)
    const ended = await runSeeds(project, prepared, options)
    const reports = ended.map(({ report }) => report)
    if (json) terminal.out.write(`${JSON.stringify(summaryJson(reports))}\n`)
    else
      terminal.out.write(
        seeds.length === 1 ? summaryOfRun(project.store, reports[0]) : summaryOfSeeds(reports, seeds.length),
      )
    for (const { error } of ended) if (error !== null) terminal.err.write(`${error.message}\n`)
    for (const report of reports) if (report.status === 'completed') await afterwards?.(project, report)
    return exitCodeFor(reports, seeds.length)
  } finally {
    await project.close()
  }
}

/** Runs go side by side as far as there are workers for them, one each. */
export async function runSeeds(
  project: Project,
  prepared: PreparedDesign,
  options: Pick<CarryOutOptions, 'seeds' | 'workers' | 'json' | 'terminal'>,
): Promise<EndedRun[]> {
  const { seeds, workers, json, terminal } = options
  const lanes = Math.min(seeds.length, workers)
  const progress = showProgress(json ? terminal.err : terminal.out, seeds.length)
  const waiting = [...seeds]
  const going = new Set<ActiveRun>()
  const ended: EndedRun[] = []
  let stopping = false
  const release = terminal.onInterrupt(() => {
    if (stopping) process.exit(exitCodes.stopped)
    stopping = true
    terminal.err.write('\nStopping, and keeping what there is. Press Ctrl+C again to leave at once.\n')
    for (const run of going) run.stop()
  })
  const lane = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined && !stopping; seed = waiting.shift()) {
      const run: ActiveRun = project.runs.start(prepared, seed, {
        workers: Math.max(1, Math.floor(workers / lanes)),
        onEvent: (event) => progress.take(run.number, event),
      })
      going.add(run)
      ended.push(await run.ended)
      going.delete(run)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    progress.close()
    release()
  }
  return ended.sort((a, b) => seeds.indexOf(a.report.seed) - seeds.indexOf(b.report.seed))
}

function exitCodeFor(reports: RunReport[], expected: number): ExitCode {
  if (reports.some(({ status }) => status === 'failed')) return exitCodes.failed
  if (reports.length < expected || reports.some(({ status }) => status !== 'completed')) return exitCodes.stopped
  return exitCodes.completed
}
