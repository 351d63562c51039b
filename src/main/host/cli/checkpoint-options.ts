import { LabError } from '../../../contract/errors.ts'
import type { CheckpointPolicy } from '../../services/runs/checkpoint-policy.ts'
import { checkpointPolicy, createSettings, settingsFolder } from '../../services/settings/index.ts'
import type { Arguments } from './arguments.ts'
import type { OptionSpec } from './command.ts'

export const checkpointOptions = {
  'checkpoint-every': {
    type: 'text',
    value: 'TIME',
    doc: 'Wall time between two checkpoints, in ms, s or min: what a crash can cost. As in the settings of the window unless given.',
  },
  'keep-checkpoints': {
    type: 'whole',
    value: 'N',
    min: 1,
    max: 1000,
    doc: 'Newest checkpoints that are kept. As in the settings of the window unless given.',
  },
} as const satisfies Record<string, OptionSpec>

const unitsMs: Record<string, number> = { ms: 1, s: 1000, min: 60_000 }

/** As chosen in the settings of the window. */
export function chosenCheckpoints(): CheckpointPolicy {
  return checkpointPolicy(createSettings(settingsFolder()).get())
}

export function checkpointsOf(given: Arguments): CheckpointPolicy {
  const chosen = chosenCheckpoints()
  const text = given.text('checkpoint-every')
  return {
    everyMs: text === undefined ? chosen.everyMs : readTime(text),
    keep: given.whole('keep-checkpoints') ?? chosen.keep,
  }
}

function readTime(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|min)$/.exec(text) ?? []
  const everyMs = Number(digits) * unitsMs[unit]
  if (everyMs >= 1 && everyMs <= 86_400_000) return everyMs
  throw new LabError('USAGE', {
    problem: `--checkpoint-every is ${text}: it must be a time from 1ms to 1440min, such as 60s.`,
    help: '"npm run lab -- run --help" explains it.',
  })
}
