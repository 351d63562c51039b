import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Design } from '../../../contract/design/index.ts'
import { parseDesign } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { NamedArray } from '../../../contract/results.ts'
import { readNpy } from '../files/npy.ts'
import type { ZipEntry } from '../files/zip.ts'
import { readZip, ZipProblem } from '../files/zip.ts'
import type { BundledArray } from './format.ts'
import * as format from './format.ts'

const limits = {
  ...{ fileBytes: 2 ** 31 - 1, entries: 100_000, entryBytes: 1_000_000_100, totalBytes: 2 ** 34 },
  // Weights that are all zero pack a thousandfold; whole runs do not.
  ...{ ratio: 200, harmlessBytes: 2 ** 26 },
}
/** More than any description of a run; arrays are larger, and each is read when its turn comes. */
const mostJsonBytes = 2 ** 28

/** One run as it is in a bundle, checked, but for the arrays. */
export interface RunInBundle {
  run: format.BundledRun
  design: Design
  results: z.infer<typeof format.resultsSchema>
  metrics: z.infer<typeof format.metricsSchema>
  events: z.infer<typeof format.eventsSchema>
  checkpoints: z.infer<typeof format.checkpointsSchema>
  arrays: (BundledArray & { read: () => NamedArray })[]
}

export interface ReadBundle {
  file: string
  runs: RunInBundle[]
}

/** Reads a bundle from anywhere. What is not as it must be is refused with a sentence, before anything is believed. */
export function readBundle(file: string): ReadBundle {
  const refuse = (found: string, cause?: unknown): LabError =>
    new LabError('BUNDLE_INVALID', { file, found }, { cause })
  return { file, runs: explained(refuse, () => readRuns(readZip(file, limits), refuse, file)) }
}

function explained<T>(refuse: Refuse, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof LabError) throw cause
    const { code, message } = cause as NodeJS.ErrnoException
    throw refuse(code === 'ENOENT' ? 'no such file' : message, cause)
  }
}

type Refuse = (found: string, cause?: unknown) => LabError

function readRuns(entries: Map<string, ZipEntry>, refuse: Refuse, file: string): RunInBundle[] {
  const manifest = readJson(entries, 'manifest.json', format.manifestSchema, refuse)
  if (manifest.version > format.bundleVersion)
    throw refuse(`version ${manifest.version}, written by a newer program; this one knows ${format.bundleVersion}`)
  const promised = new Map(manifest.files.map((listed) => [listed.path, listed]))
  if (promised.size !== manifest.files.length || new Set(manifest.runs).size !== manifest.runs.length)
    throw refuse('a manifest that lists something twice')
  const surplus = [...entries.keys()].find((name) => name !== 'manifest.json' && !promised.has(name))
  if (surplus !== undefined) throw refuse(`${surplus}, which its manifest does not list`)
  const sound = new Map(
    manifest.files.map(({ path, bytes, sha256 }) => {
      const entry = entries.get(path)
      if (entry === undefined) throw refuse(`no ${path}, which its manifest lists`)
      const read = (): Buffer => {
        const content = entry.read()
        const digest = createHash('sha256').update(content).digest('hex')
        if (content.length !== bytes || digest !== sha256) throw refuse(`${path}, which is not as its manifest says`)
        return content
      }
      return [path, { ...entry, read }]
    }),
  )
  const runs = manifest.runs.map((id) => readRun(id, sound, refuse, file))
  const used = runs.reduce((sum, { arrays }) => sum + arrays.length, 7 * runs.length)
  if (used !== sound.size) throw refuse('files that belong to no run')
  return runs
}

function readRun(id: string, entries: Map<string, ZipEntry>, refuse: Refuse, file: string): RunInBundle {
  const part = <T>(name: string, schema: z.ZodType<T>): T => readJson(entries, `${id}/${name}.json`, schema, refuse)
  const run = part('run', format.runSchema)
  if (run.id !== id) throw refuse(`a run ${run.id} in the place of ${id}`)
  const design = parseDesign(part('design', z.unknown()), `${file}: ${id}/design.json`)
  const metrics = part('metrics', format.metricsSchema)
  if (metrics.some(({ steps, values }) => steps.length !== values.length))
    throw refuse(`${id}/metrics.json with steps that have no value`)
  const results = part('results', format.resultsSchema)
  if (run.status === 'completed' && (results === null || run.digest === null))
    throw refuse(`${id}, which is complete and has no results`)
  const paths = new Set<string>()
  const arrays = part('arrays', format.arraysSchema).map((array) => {
    const path = `${id}/${array.path}`
    const entry = entries.get(path)
    if (entry === undefined || paths.has(path)) throw refuse(`${id}/arrays.json with ${array.path}, which is not there`)
    paths.add(path)
    return { ...array, read: () => explained(refuse, () => readArray(entry, array)) }
  })
  const checkpoints = part('checkpoints', format.checkpointsSchema)
  return { run, design, results, metrics, events: part('events', format.eventsSchema), checkpoints, arrays }
}

function readArray(entry: ZipEntry, { label, unit, axes }: BundledArray): NamedArray {
  const { shape, data } = readNpy(entry.read(), entry.name)
  const dtype = data.constructor.name.replace('Array', '').toLowerCase() as NamedArray['dtype']
  return { label, unit, axes, shape, dtype, data }
}

function readJson<T>(entries: Map<string, ZipEntry>, name: string, schema: z.ZodType<T>, refuse: Refuse): T {
  const entry = entries.get(name)
  if (entry === undefined) throw refuse(`no ${name}`)
  if (entry.bytes > mostJsonBytes) throw refuse(`${name} of ${entry.bytes} bytes: at most ${mostJsonBytes} are read`)
  let value: unknown
  try {
    value = JSON.parse(entry.read().toString('utf8'))
  } catch (cause) {
    if (cause instanceof ZipProblem || cause instanceof LabError) throw cause
    throw refuse(`${name}, which is no JSON`, cause)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [{ path, message }] = parsed.error.issues
  throw refuse(`${name}, where ${path.join('.') || 'all of it'} is wrong: ${message}`, parsed.error)
}
