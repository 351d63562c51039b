import type { z } from 'zod'
import { LabError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import type { FieldInfo } from './describe.ts'
import { allowedValues, describeFields } from './describe.ts'
import type { Design, DesignKind } from './kinds.ts'
import { designKinds, isDesignKind, schemaOfKind, versionOfKind } from './kinds.ts'
import { upgradeDesign } from './upgrade.ts'

/** Reads a design from outside: every missing field takes its default, everything else wrong is listed. */
export function parseDesign(value: unknown, source = 'The design'): Design {
  const { kind, design } = upgraded(value, source)
  const parsed = schemaOfKind(kind).safeParse(design)
  if (parsed.success) return parsed.data
  throw new LabError('DESIGN_INVALID', {
    source,
    problems: parsed.error.issues.flatMap((issue) => sentences(kind, issue, design)),
  })
}

/** The design of a kind with every field at its default. */
export function defaultDesign<K extends DesignKind>(kind: K): Extract<Design, { kind: K }> {
  return schemaOfKind(kind).parse({ kind }) as Extract<Design, { kind: K }>
}

function upgraded(value: unknown, source: string): { kind: DesignKind; design: Record<string, unknown> } {
  const invalid = (problem: string) => new LabError('DESIGN_INVALID', { source, problems: [problem] })
  if (!isObject(value)) throw invalid(`It is ${shown(value)}: it must be an object with a kind and its parts.`)
  // Written for editors: where the schema lies.
  const { $schema: _, ...given } = value
  const { kind, version = 1 } = given
  if (kind === undefined) throw invalid(`kind is missing: it must be one of ${designKinds.join(', ')}.`)
  if (!isDesignKind(kind)) throw invalid(`kind is ${shown(kind)}: it must be one of ${designKinds.join(', ')}.`)
  const supported = versionOfKind(kind)
  if (!Number.isInteger(version) || (version as number) < 1) {
    throw invalid(`version is ${shown(version)}: it must be a whole number from 1 to ${supported}.`)
  }
  if ((version as number) > supported) {
    throw new LabError('DESIGN_TOO_NEW', { source, version: version as number, supported })
  }
  return { kind, design: { ...upgradeDesign(kind, version as number, given), version: supported } }
}

function sentences(kind: DesignKind, issue: z.core.$ZodIssue, design: Record<string, unknown>): string[] {
  const path = issue.path.join('.')
  const value = issue.path.reduce<unknown>((part, key) => (isIndexable(part) ? part[key] : undefined), design)
  // A check over several fields brings its own sentence.
  if (issue.code === 'custom') return [path === '' ? issue.message : `${path}: ${issue.message}`]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(kind, path, key))
  const field = fieldAt(kind, issue.path)
  const allowed =
    field === undefined ? `a part with the fields ${fieldNames(kind, path).join(', ')}` : allowedValues(field)
  return [
    value === undefined
      ? `${path} is missing: it must be ${allowed}.`
      : `${path} is ${shown(value)}: it must be ${allowed}.`,
  ]
}

function unknownKey(kind: DesignKind, part: string, key: string): string {
  const path = part === '' ? key : `${part}.${key}`
  return `${path} does not exist.${suggestPaths(kind, path)}`
}

/** 'Did you mean ...? Fields of rule: ...' for a path that is none. */
export function suggestPaths(kind: DesignKind, path: string): string {
  const paths = describeFields(kind).map((field) => field.path)
  const close = nearest(path, paths)
  const part = path.slice(0, Math.max(0, path.lastIndexOf('.')))
  const siblings = fieldNames(kind, part)
  const allowed =
    siblings.length > 0 && part !== ''
      ? `Fields of ${part}: ${siblings.join(', ')}.`
      : `Parts: ${fieldNames(kind, '').join(', ')}.`
  return close.length === 0 ? ` ${allowed}` : ` Did you mean ${close.join(' or ')}? ${allowed}`
}

/** Names one level below a part; '' lists the parts themselves. */
export function fieldNames(kind: DesignKind, part: string): string[] {
  const prefix = part === '' ? '' : `${part}.`
  const names = describeFields(kind)
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path }) => path.slice(prefix.length).split('.')[0])
  return [...new Set(names)]
}

/** An element of a list is described by its list. */
function fieldAt(kind: DesignKind, path: readonly PropertyKey[]): FieldInfo | undefined {
  const names = path.filter((key) => typeof key === 'string')
  const field = describeFields(kind).find((candidate) => candidate.path === names.join('.'))
  return names.length < path.length ? field?.element : field
}

/** A value as it would stand in a design, shortened. */
function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : jsonOf(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return typeof value === 'bigint' ? String(value) : 'nested too deep'
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null
}
