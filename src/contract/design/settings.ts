import { LabError } from '../errors.ts'
import type { FieldInfo } from './describe.ts'
import { countsIn, whyIdle } from './effect.ts'
import { allowedValues, describeFields } from './describe.ts'
import type { Design } from './kinds.ts'
import { fieldNames, parseDesign, suggestPaths } from './parse.ts'
import { withField } from './path.ts'

/** Thrown inside one setting, collected over all of them. */
class Problem extends Error {}

/** Changes fields of a design by `path=value` texts, as typed on a terminal. All problems are reported together. */
export function applySettings<D extends Design>(design: D, settings: readonly string[]): D {
  let changed: Record<string, unknown> = design
  const problems: string[] = []
  for (const setting of settings) {
    try {
      const { field, value } = readSetting(design, setting)
      changed = withField(changed, field.path, value)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems.push(error.message)
    }
  }
  if (problems.length > 0) throw new LabError('SETTINGS_INVALID', { problems })
  // Checks over several fields see the design as a whole.
  return settings.length === 0 ? design : (parseDesign(changed, 'The design with these settings') as D)
}

/** Which of these settings, which all designs of a kind now have, change nothing in any of them, and why: a sentence each. */
export function idleSettings(designs: readonly Design[], settings: readonly string[]): string[] {
  return settings.flatMap((setting) => {
    const { field } = readSetting(designs[0], setting)
    const reason = designs.some((design) => countsIn(design, field)) ? null : whyIdle(designs[0], field)
    return reason === null ? [] : [`${field.path} is set, and changes nothing. ${reason}`]
  })
}

function readSetting(design: Design, setting: string): { field: FieldInfo; value: unknown } {
  const equals = setting.indexOf('=')
  if (equals < 1)
    throw new Problem(`"${clipped(setting)}" is not a setting: write path=value, such as schedule.trainSamples=500.`)
  const path = setting.slice(0, equals).trim()
  const field = describeFields(design.kind).find((candidate) => candidate.path === path)
  if (field === undefined) throw new Problem(noSuchField(design, clipped(path)))
  return { field, value: readValue(field, setting.slice(equals + 1).trim()) }
}

function noSuchField(design: Design, path: string): string {
  if (path === 'kind' || path === 'version') return `${path} cannot be set: it says what the design is.`
  const inside = fieldNames(design.kind, path)
  return inside.length > 0 && path !== ''
    ? `${path} is a part of the design, not a field. Fields: ${inside.map((name) => `${path}.${name}`).join(', ')}.`
    : `${path} does not exist.${suggestPaths(design.kind, path)}`
}

/** A value of a field as typed, in a form or on a terminal, or what is wrong with it. */
export function readFieldValue(field: FieldInfo, text: string): { value: unknown } | { problem: string } {
  try {
    return { value: readValue(field, text) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { problem: error.message }
  }
}

function readValue(field: FieldInfo, text: string): unknown {
  switch (field.type) {
    case 'number':
    case 'whole':
      return readNumber(field, text)
    case 'boolean':
      if (text === 'true' || text === 'on') return true
      if (text === 'false' || text === 'off') return false
      throw refused(field, text)
    case 'choice':
      if (!field.options!.includes(text)) throw refused(field, text)
      return text
    case 'text':
      if (text.length < (field.min ?? 0) || text.length > (field.max ?? Infinity)) throw refused(field, text)
      return text
    case 'list': {
      const elements = elementsOf(field.element!, text)
      if (elements.length < (field.min ?? 0) || elements.length > (field.max ?? Infinity)) throw refused(field, text)
      return elements.map((element) => readValue(field.element!, element))
    }
  }
}

/** Between commas, semicolons or blanks; a number may carry its unit after a blank. */
function elementsOf({ type }: FieldInfo, text: string): string[] {
  const isNumber = type === 'number' || type === 'whole'
  const between = isNumber ? /\s*[,;]\s*|\s+(?=[\d.+−-])/ : /[\s,;]+/
  return text
    .trim()
    .split(between)
    .filter((element) => element !== '')
}

const numberAndUnit = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:(?:\s+|(?=[^\d.\s]))(\S.*))?$/

function readNumber(field: FieldInfo, text: string): number {
  // A decimal comma is what half the world types, and a real minus what is copied from a page.
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/^([^.,]*),([^.,]*)$/, '$1.$2')
  const match = numberAndUnit.exec(plain)
  if (match === null) throw refused(field, text)
  const [, digits, unit] = match
  if (unit !== undefined && unit !== field.unit) {
    const own = field.unit === '' ? 'it has no unit' : `its unit is ${field.unit}`
    throw new Problem(
      `${field.path} is ${clipped(text)}: ${own}, not ${clipped(unit)}. It must be ${allowedValues(field)}.`,
    )
  }
  const value = Number(digits)
  const inRange = value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity)
  if (!inRange || (field.type === 'whole' && !Number.isSafeInteger(value))) throw refused(field, text)
  return value
}

function refused(field: FieldInfo, text: string): Problem {
  return new Problem(`${field.path} is ${text === '' ? 'empty' : clipped(text)}: it must be ${allowedValues(field)}.`)
}

/** What was typed, as far as a sentence has room for it. */
function clipped(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`
}
