import { LabError } from '../../../contract/errors.ts'
import type { CheckpointPolicy } from '../../services/runs/index.ts'
import type { Arguments } from './arguments.ts'
import type { OptionSpec } from './command.ts'

export const checkpointOptions = {
  'checkpoint-every': {
    type: 'text',
    value: 'TIME',
    default: '60s',
    doc: 'Wall time between two checkpoints, in ms, s or min: what a crash can cost.',
  },
  'keep-checkpoints': {
    type: 'whole',
    value: 'N',
    min: 1,
    max: 1000,
    default: 2,
    doc: 'Newest checkpoints that are kept.',
  },
} as const satisfies Record<string, OptionSpec>

const unitsMs: Record<string, number> = { ms: 1, s: 1000, min: 60_000 }

export function checkpointsOf(given: Arguments): CheckpointPolicy {
  const text = given.text('checkpoint-every')!
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|min)$/.exec(text) ?? []
  const everyMs = Number(digits) * unitsMs[unit]
  if (!(everyMs >= 1 && everyMs <= 86_400_000)) {
    throw new LabError('USAGE', {
      problem: `--checkpoint-every is ${text}: it must be a time from 1ms to 1440min, such as 60s.`,
      help: '"npm run lab -- run --help" explains it.',
    })
  }
  return { everyMs, keep: given.whole('keep-checkpoints')! }
}
