import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The name under which a file is written until it is whole. What a process that died has left of it goes. */
export function draftOf(file: string): string {
  const folder = dirname(file)
  const prefix = `.${basename(file)}.`
  for (const name of namesIn(folder)) {
    const processId = /^(\d+)\.new$/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : '')?.[1]
    if (processId !== undefined && !isRunning(Number(processId))) rmSync(join(folder, name), { force: true })
  }
  return join(folder, `${prefix}${process.pid}.new`)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
