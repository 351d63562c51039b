import { z } from 'zod'

/** An experiment that is ready to run: a file in resources/presets. */
export const presetSchema = z.strictObject({
  /** As typed: `run <name>`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and dashes'),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(1000),
  /** What must come out, by the paper or the literature, in our words. */
  expected: z.string().max(1000).default(''),
  /** Wall time on two cores. */
  minutes: z.number().positive(),
  /** A design; its missing fields take their defaults. */
  design: z.record(z.string(), z.unknown()),
  /** Settings (as in `--set path=value`) that make it finish in seconds and keep its checks meaningful: `reproduce --quick`. */
  quick: z.array(z.string()).default([]),
})
