import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { hasCode } from '../../src/contract/errors.ts'
import type { RunReport } from '../../src/contract/runs.ts'
import type { ProjectFile } from '../../src/main/db/connection.ts'
import { openProject } from '../../src/main/db/open.ts'

/** The terminal as people have it. */
export const mainScript = fileURLToPath(new URL('../../src/main/host/cli/main.ts', import.meta.url))

export interface CliProcess {
  child: ChildProcess
  written: { out: string; err: string }
  ended: Promise<{ code: number | null; signal: string | null }>
  /** Of a process that has ended: the last line it wrote. */
  json: () => unknown
  report: () => RunReport
}

/** Starts a script of the terminal in a process of its own. */
export function startCli(script: string, folder: string, argv: readonly string[]): CliProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...argv], { cwd: folder })
  const written = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (written.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (written.err += text.toString()))
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }))
  const json = (): unknown => JSON.parse(written.out.trimEnd().split('\n').at(-1)!)
  return { child, written, ended, json, report: () => json() as RunReport }
}

/** Looks into a project that a process works on, until something is seen there or the process has ended. */
export async function untilSeen(child: ChildProcess, file: string, look: (project: ProjectFile) => boolean) {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const project = openProject(file)
      const seen = look(project)
      project.close()
      if (seen) return
    } catch (error) {
      if (!hasCode(error, 'PROJECT_NOT_FOUND')) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
