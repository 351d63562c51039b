import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import { EngineError } from '../../errors.ts'
import { networkBytes } from '../../network/network.ts'
import { admitDigits } from '../digits/admit.ts'
import { LIVE_ROOM } from '../digits/live.ts'
import type { DataSet } from '../images.ts'
import { buildRecurrent } from './build.ts'

/** Refuses, before anything starts, a design that could not be carried out on these images. */
export function admitRecurrent(design: RecurrentDesign, data: DataSet): void {
  const refuse = (part: string, problem: string): never => {
    throw new EngineError('BAD_NETWORK', { part, problem })
  }
  if (design.stimulus.expansion.kind !== 'none')
    refuse('stimulus.expansion.kind', 'the neurons of a recurrent network stand for pixels; choose none')
  if (design.teacher.kind !== 'current') refuse('teacher.kind', 'pools of a recurrent network are taught by a current')
  if (!design.schedule.resetBetween)
    refuse('schedule.resetBetween', 'a recurrent network rests between digits; switch it on')
  admitDigits(design, data, recurrentBytes(design, data.train.rows * data.train.columns))
}

/** The memory of one worker's network: each holds a whole one. */
export function recurrentBytes(design: RecurrentDesign, pixels: number): number {
  return networkBytes(buildRecurrent(design, 0, pixels), LIVE_ROOM)
}
