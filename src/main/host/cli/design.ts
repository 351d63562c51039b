import { readFileSync, statSync } from 'node:fs'
import type { Design } from '../../../contract/design/index.ts'
import { applySettings, idleSettings, readDesignFile } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { Lab } from '../../lab.ts'
import type { Terminal } from './terminal.ts'

const largestBytes = 10_000_000

/** A preset by name or a design file by path, with the settings that were typed. */
export function readDesign(
  lab: Lab,
  experiment: string,
  settings: string[],
): { design: Design; preset: string | null } {
  const isFile = experiment.endsWith('.json') || /[\\/]/.test(experiment)
  const design = isFile ? readDesignFile(readText(experiment), experiment) : lab.presets.get(experiment).design
  return { design: applySettings(design, settings), preset: isFile ? null : experiment }
}

/** Says which settings change nothing in what is to run. */
export function noteIdle({ err }: Terminal, settings: string[], designs: readonly Design[]): void {
  for (const text of idleSettings(designs, settings)) err.write(`Note: ${text}\n`)
}

/** The text of a file that is to hold a design. */
export function readText(file: string): string {
  const unreadable = (reason: string, cause?: unknown) => new LabError('DESIGN_UNREADABLE', { file, reason }, { cause })
  const entry = statSync(file, { throwIfNoEntry: false })
  if (entry === undefined) throw unreadable('there is no such file')
  if (!entry.isFile()) throw unreadable('it is not a file')
  if (entry.size > largestBytes) throw unreadable(`it has ${entry.size} bytes, and no design is that large`)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw unreadable((cause as Error).message, cause)
  }
}
