import { z } from 'zod'
import { liveStatuses, resumableStatuses } from '../../../contract/runs.ts'

/**
 * A bundle is a zip file that holds runs by themselves: `manifest.json` with a digest of every other file, and for each run a folder of
 * its name with `run.json`, `design.json`, `results.json`, `metrics.json`, `events.json`, `checkpoints.json`, `arrays.json` and the
 * arrays it describes as `.npy`. numpy.load opens it as it is.
 */
export const bundleVersion = 1

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const path = z.string().min(1).max(300)
const name = z.string().max(200)
const text = z.string().max(100_000)
const time = z.number().nonnegative()
const moment = z.int().nonnegative()
const whole = z.int().nonnegative()
/** JSON has null where there is no number. */
const value = z
  .number()
  .nullable()
  .transform((given) => given ?? Number.NaN)
const runId = z.string().regex(/^[0-9a-z]{16}$/)

export const manifestSchema = z.strictObject({
  format: z.literal('bistable-bundle'),
  version: z.int().min(1),
  program: name,
  runs: z.array(runId).min(1).max(10_000),
  files: z.array(z.strictObject({ path, bytes: whole, sha256: digest })).max(100_000),
})

export const runSchema = z.strictObject({
  id: runId,
  name: z.string().min(1).max(200),
  preset: name.nullable(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  status: z.enum(['completed', ...resumableStatuses, ...liveStatuses]),
  progress: z.strictObject({ phase: name, done: time, total: time, unit: name }),
  createdAtMs: moment,
  startedAtMs: moment.nullable(),
  endedAtMs: moment.nullable(),
  wallMs: time,
  simulatedMs: time,
  workers: whole,
  digest: digest.nullable(),
  tags: z.array(z.string().min(1).max(60)).max(1000),
  starred: z.boolean(),
  folder: name,
  notes: text,
  engineVersion: name,
  error: z.strictObject({ code: name, message: text, facts: z.record(z.string(), z.unknown()) }).nullable(),
  parent: z.strictObject({ runId, done: whole }).nullable(),
})

const axis = z.strictObject({ name, unit: name, values: z.array(z.number()).optional() })
const role = z.string().regex(/^(ltp|ltd|accent|grey|bad|good|series-\d+)$/)
const layer = z.strictObject({
  series: name,
  style: z.enum(['line', 'dashed', 'dots', 'band', 'bars', 'step']),
  role,
})
const plotAxis = z.strictObject({
  label: name,
  unit: name,
  scale: z.enum(['linear', 'log']).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  names: z.array(name).max(10_000).optional(),
})
const shown = { title: text, colours: z.enum(['diverging', 'sequential']), valueLabel: text, array: name }
const layers = z.array(layer).max(1000)
const panel = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('plot'),
    ...{ title: text, x: plotAxis, y: plotAxis, layers },
    marks: z
      .array(z.strictObject({ axis: z.enum(['x', 'y']), at: z.number(), label: text }))
      .max(1000)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('map'), ...shown, curves: layers.optional() }),
  z.strictObject({ kind: z.literal('images'), ...shown, captions: z.array(text).max(10_000) }),
])
const numbers = z.array(value)

export const resultsSchema = z
  .strictObject({
    scalars: z.record(name, z.strictObject({ label: text, value, unit: name, error: z.number().optional() })),
    series: z.record(
      name,
      z.strictObject({
        ...{ label: text, x: numbers, y: numbers, error: numbers.optional() },
        ...{ xLabel: text, xUnit: name, yUnit: name },
      }),
    ),
    figures: z
      .array(
        z.strictObject({
          ...{ id: name, title: text, caption: text, panels: z.array(panel).max(1000) },
          columns: z.int().min(1).max(100).optional(),
        }),
      )
      .max(1000),
    checks: z.array(z.strictObject({ name: text, expected: text, got: text, pass: z.boolean() })).max(10_000),
  })
  .nullable()

export const metricsSchema = z
  .array(z.strictObject({ name, unit: name, steps: z.array(whole), values: z.array(value) }))
  .max(10_000)

export const eventsSchema = z
  .array(z.strictObject({ sequence: whole, atMs: moment, type: name, payload: z.record(z.string(), z.unknown()) }))
  .max(1_000_000)

export const arraysSchema = z
  .array(
    z.strictObject({
      path,
      role: z.enum(['recording', 'result', 'state', 'checkpoint']),
      ...{ name, step: whole, label: text, unit: name, axes: z.array(axis).max(16) },
    }),
  )
  .max(100_000)

export const checkpointsSchema = z
  .array(z.strictObject({ done: whole, atMs: moment, kind: name, pinned: z.boolean(), progress: z.unknown() }))
  .max(10_000)

export type BundledRun = z.infer<typeof runSchema>
export type BundledArray = z.infer<typeof arraysSchema>[number]
export type BundledCheckpoint = z.infer<typeof checkpointsSchema>[number]
