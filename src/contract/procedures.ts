import { z } from 'zod'
import type { LabApi } from './api.ts'
import { designKinds } from './design/index.ts'
import { sweepPlanSchema } from './sweep/index.ts'

/**
 * LabApi as data: which procedures there are, of what kind, and what they take. The router checks inputs by it, and a client is
 * built from it. What lies deeper than a procedure can know by itself, such as a design, is checked where it is used.
 */
export interface Procedure<Input = never> {
  kind: 'query' | 'mutation' | 'subscription'
  input: z.ZodType<Input> | null
}

type InputOf<F> = F extends () => unknown ? undefined : F extends (input: infer I) => unknown ? I : never
type Groups = { [G in keyof LabApi]: { [P in keyof LabApi[G]]: Procedure<InputOf<LabApi[G][P]>> } }

/** Longer than any path a system takes. */
const path = z
  .string()
  .min(1)
  .max(4096)
  // No system takes one.
  .regex(/^[^\0]*$/, 'a path has no null characters')
const name = z.string().min(1).max(200)
const runId = z.string().min(1).max(64)
const runIds = z.array(runId).max(10_000)
const seed = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)
const workers = z.int().min(1).max(256)
const index = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
const object = <T extends object>() => z.custom<T>((value) => typeof value === 'object' && value !== null)
/** Parsed where it is used: unknown parts and versions have sentences of their own there. */
const design = object<never>()
const designReference = z.union([
  z.strictObject({ document: runId }),
  z.strictObject({ preset: name }),
  z.strictObject({ run: runId }),
  z.strictObject({ design }),
])

const probe = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['membrane', 'current']), population: name, neuron: index }),
  z.strictObject({ kind: z.enum(['xPre', 'xPost', 'calcium']), projection: name, neuron: index }),
  z.strictObject({ kind: z.literal('hiddenWeight'), projection: name, pre: index, post: index }),
])
const request = z.strictObject({
  spikes: z.boolean(),
  probes: z.array(probe).max(64),
  everySteps: z.int().min(1).max(1_000_000),
  weights: z.boolean(),
})
const filter = z.strictObject({ name, filter: z.string().max(2000) })
const tags = z.array(z.string().trim().min(1).max(60)).max(100)

const get = <I>(input: z.ZodType<I>): Procedure<I> => ({ kind: 'query', input })
const change = <I>(input: z.ZodType<I>): Procedure<I> => ({ kind: 'mutation', input })
const stream = <I>(input: z.ZodType<I>): Procedure<I> => ({ kind: 'subscription', input })
const getAll: Procedure<undefined> = { kind: 'query', input: null }
const streamAll: Procedure<undefined> = { kind: 'subscription', input: null }

const procedures = {
  app: {
    about: getAll,
    settings: getAll,
    changeSettings: change(
      z.strictObject({
        theme: z.enum(['system', 'light', 'dark']).optional(),
        workers: workers.optional(),
        memoryBudgetMb: z.int().min(64).max(1_000_000).optional(),
        projectFolder: path.optional(),
        checkpointEveryS: z.int().min(1).max(86_400).optional(),
        checkpointsKept: z.int().min(1).max(1000).optional(),
        datasets: z.array(path).max(1000).optional(),
      }),
    ),
    recentProjects: getAll,
  },
  projects: {
    current: getAll,
    create: change(z.strictObject({ path: path.optional() })),
    open: change(z.strictObject({ path: path.optional() })),
  },
  presets: { list: getAll },
  designs: {
    fields: get(z.strictObject({ kind: z.enum(designKinds as [never]) })),
    ofPreset: get(z.strictObject({ preset: name })),
    check: get(z.strictObject({ design: z.unknown() })),
    estimate: get(z.strictObject({ design, seeds: z.int().min(1).max(10_000), workers })),
    list: get(z.strictObject({ trash: z.boolean() })),
    get: get(z.strictObject({ id: runId })),
    create: change(z.strictObject({ design, preset: name.nullable() })),
    save: change(z.strictObject({ id: runId, revision: index, design })),
    label: change(
      z.strictObject({
        id: runId,
        change: z.strictObject({
          name: z.string().trim().min(1).max(200).optional(),
          notes: z.string().max(20_000).optional(),
        }),
      }),
    ),
    duplicate: change(z.strictObject({ id: runId })),
    delete: change(z.strictObject({ id: runId })),
    restore: change(z.strictObject({ id: runId })),
    compare: get(z.strictObject({ designs: z.array(designReference).min(2).max(100) })),
    export: get(z.strictObject({ id: runId })),
    import: change(z.strictObject({ fileName: name, text: z.string().max(10_000_000) })),
  },
  runs: {
    start: change(
      z.strictObject({
        design,
        preset: name.nullable(),
        seeds: z.array(seed).min(1).max(1000),
        workers: workers.optional(),
      }),
    ),
    pause: change(z.strictObject({ runId })),
    unpause: change(z.strictObject({ runId })),
    stop: change(z.strictObject({ runId })),
    checkpoint: change(z.strictObject({ runId })),
    resume: change(z.strictObject({ runId })),
    branch: change(
      z.strictObject({ runId, done: index.nullable(), settings: z.array(z.string().max(10_000)).max(200) }),
    ),
    reorder: change(z.strictObject({ runIds })),
    probe: change(
      z.strictObject({
        runId,
        pixels: z.custom<Uint8Array>(
          (value) => value instanceof Uint8Array && value.length <= 1024 * 1024,
          'a picture',
        ),
      }),
    ),
  },
  sweeps: {
    list: getAll,
    get: get(z.strictObject({ sweepId: runId })),
    preview: get(z.strictObject({ design, preset: name.nullable(), plan: sweepPlanSchema })),
    estimate: get(z.strictObject({ design, preset: name.nullable(), plan: sweepPlanSchema, workers })),
    launch: change(z.strictObject({ design, preset: name.nullable(), plan: sweepPlanSchema })),
    extend: change(z.strictObject({ sweepId: runId, plan: sweepPlanSchema })),
    stop: change(z.strictObject({ sweepId: runId })),
    continue: change(z.strictObject({ sweepId: runId })),
    rename: change(z.strictObject({ sweepId: runId, name: z.string().trim().max(200) })),
    trash: change(z.strictObject({ sweepId: runId })),
    restore: change(z.strictObject({ sweepId: runId })),
  },
  history: {
    query: get(
      z.strictObject({
        filter: z.string().max(2000),
        folder: z.string().max(200).optional(),
        only: z.enum(['starred', 'interrupted', 'trash']).optional(),
        collapseSweeps: z.boolean().optional(),
        sort: z.strictObject({ by: name, descending: z.boolean() }),
        bySeeds: z.boolean().optional(),
        offset: index,
        limit: z.int().min(1).max(10_000),
      }),
    ),
    get: get(z.strictObject({ runId })),
    metrics: get(z.strictObject({ runIds, name })),
    measured: get(z.strictObject({ runId })),
    array: get(z.strictObject({ runId, name, step: index.optional() })),
    series: get(z.strictObject({ runId, name })),
    differences: get(z.strictObject({ runIds })),
    label: change(
      z.strictObject({
        runIds,
        change: z.strictObject({
          addTags: tags.optional(),
          removeTags: tags.optional(),
          folder: z.string().trim().max(200).optional(),
          starred: z.boolean().optional(),
          notes: z.string().max(100_000).optional(),
          name: z.string().trim().min(1).max(200).optional(),
        }),
      }),
    ),
    trash: change(z.strictObject({ runIds })),
    restore: change(z.strictObject({ runIds })),
    folders: getAll,
    savedFilters: getAll,
    saveFilter: change(filter),
    deleteFilter: change(z.strictObject({ name })),
    exportFigure: get(z.strictObject({ runId, figure: name, format: z.enum(['svg', 'png']) })),
    exportBundle: get(z.strictObject({ runIds: runIds.min(1) })),
    importBundle: change(z.strictObject({ path: path.optional() })),
    reproductions: getAll,
  },
  datasets: {
    preview: get(z.strictObject({ dataset: path, split: z.enum(['train', 'test']), count: z.int().min(1).max(1000) })),
    choose: change(z.strictObject({ path: path.optional() })),
  },
  live: {
    activity: streamAll,
    watch: stream(z.strictObject({ runId, request })),
    change: change(z.strictObject({ runId, request })),
    taken: change(z.strictObject({ runId })),
  },
} satisfies Groups

/** Every procedure with the path it has on the wire: `history.query`. */
export function procedureList(): { path: string; group: string; name: string; procedure: Procedure<unknown> }[] {
  return Object.entries(procedures).flatMap(([group, members]) =>
    Object.entries(members as Record<string, Procedure<unknown>>).map(([name, procedure]) => ({
      ...{ path: `${group}.${name}`, group, name, procedure },
    })),
  )
}
