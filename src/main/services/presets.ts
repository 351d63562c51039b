import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Design } from '../../contract/design/index.ts'
import { applySettings, parseDesign } from '../../contract/design/index.ts'
import { LabError } from '../../contract/errors.ts'
import { nearest } from '../../contract/nearest.ts'
import { presetSchema } from '../../contract/preset.ts'

export interface Preset {
  name: string
  title: string
  description: string
  /** What must come out. */
  expected: string
  /** Wall time on two cores. */
  minutes: number
  design: Design
  /** The same at a size that finishes in seconds; the design itself where the preset names no smaller one. */
  quickDesign: Design
}

export interface PresetService {
  list: () => Preset[]
  get: (name: string) => Preset
}

export function createPresetService(folder: string): PresetService {
  const names = (): string[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .sort()
  return {
    list: () => names().map((name) => readPreset(folder, name)),
    get: (name) => {
      const allowed = names()
      if (!allowed.includes(name))
        throw new LabError('PRESET_NOT_FOUND', { name, nearest: nearest(name, allowed), allowed })
      return readPreset(folder, name)
    },
  }
}

function readPreset(folder: string, name: string): Preset {
  const file = join(folder, `${name}.json`)
  const refuse = (problems: string[], cause?: unknown) => new LabError('PRESET_INVALID', { file, problems }, { cause })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw refuse([(cause as Error).message], cause)
  }
  const parsed = presetSchema.safeParse(content)
  if (!parsed.success) throw refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  if (parsed.data.name !== name) throw refuse([`its name is ${parsed.data.name}, but the file is called ${name}.json`])
  const { title, description, expected, minutes, quick } = parsed.data
  const design = parseDesign(parsed.data.design, `The design of the preset ${name}`)
  return { name, title, description, expected, minutes, design, quickDesign: quickOf(design, quick) }
}

/** Protocols with a quality take the quick one; the preset's own settings come after it. */
function quickOf(design: Design, settings: readonly string[]): Design {
  return applySettings(design, ['quality' in design ? ['quality=quick'] : [], settings].flat())
}
