import { LabError } from '../errors.ts'
import type { Design } from './kinds.ts'
import { parseDesign } from './parse.ts'

/** A design as a file that people read, edit and send: what it is comes first, and every field is written out. */
export function designFile(design: Design): string {
  const { kind, version, name, notes, ...parts } = design
  return `${JSON.stringify({ kind, version, name, notes, ...parts }, null, 2)}\n`
}

/** Reads such a file, of this version or an older one. `source` is what problems call it. */
export function readDesignFile(text: string, source: string): Design {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new LabError('DESIGN_UNREADABLE', { file: source, reason: (cause as Error).message }, { cause })
  }
  return parseDesign(value, source)
}
