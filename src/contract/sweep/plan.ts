import { z } from 'zod'

/** More would neither be looked through by a person nor fit into an evening. */
export const mostTrials = 5_000
export const mostSweepRuns = 20_000

const value = z.union([z.number(), z.string().max(200), z.boolean()])

/** One field and the values it takes: listed, or spread over a range evenly or by equal factors. */
const sweepAxisSchema = z.discriminatedUnion('spread', [
  z.strictObject({
    path: z.string().min(1).max(200),
    spread: z.literal('list'),
    values: z.array(value).min(1).max(1000),
  }),
  z.strictObject({
    path: z.string().min(1).max(200),
    spread: z.enum(['linear', 'log']),
    from: z.number(),
    to: z.number(),
    /** Of a grid; a random sweep draws from the whole range. */
    points: z.int().min(1).max(1000),
  }),
])

/** What varies over a design, and with which seeds every trial is repeated. */
export const sweepPlanSchema = z.strictObject({
  axes: z.array(sweepAxisSchema).min(1).max(12),
  seeds: z
    .array(
      z
        .int()
        .min(0)
        .max(2 ** 32 - 1),
    )
    .min(1)
    .max(1000),
  /** null: a grid of all combinations. Otherwise so many random ones; equal seeds draw equal trials. */
  random: z
    .strictObject({
      trials: z.int().min(1).max(mostTrials),
      seed: z
        .int()
        .min(0)
        .max(2 ** 32 - 1),
    })
    .nullable(),
})

export type SweepValue = z.infer<typeof value>
export type SweepAxis = z.infer<typeof sweepAxisSchema>
export type SweepPlan = z.infer<typeof sweepPlanSchema>
