import { EngineError } from '../../errors.ts'
import type { DataSet } from '../images.ts'
import { type SupervisedDesign, unitsOf } from './design.ts'
import { inputsOf } from './encoding.ts'
import { probesOf } from './last-digits.ts'
import { splitOf, testDigits } from './order.ts'
import { stepsOf } from './timing.ts'

/** Steps are counted in 32 bits. */
const MOST_STEPS = 0x7fffffff

/** Refuses a design whose data do not fit it, or that is too long or too large; says what and by how much. */
export function admitDigits(design: SupervisedDesign, { train, test }: DataSet, networkBytes: number): void {
  const pixels = train.rows * train.columns
  if (test.rows !== train.rows || test.columns !== train.columns) {
    throw new EngineError('BAD_DATA', {
      problem: `training images are ${train.rows} x ${train.columns}, test images ${test.rows} x ${test.columns}`,
    })
  }
  if (testDigits(design, test).length === 0) {
    throw new EngineError('BAD_DATA', { problem: `no test image has a label below ${design.output.classes}` })
  }
  const { period } = stepsOf(design)
  const shown = Math.min(design.schedule.trainSamples, splitOf(design, train).train.length) * design.schedule.epochs
  const steps = shown * period
  if (steps > MOST_STEPS) throw new EngineError('RUN_TOO_LONG', { steps, mostSteps: MOST_STEPS })
  const neededBytes = Math.round(networkBytes + recordedBytes(design, pixels))
  const budgetBytes = design.recorders.budgetMb * 1e6
  if (neededBytes > budgetBytes) throw new EngineError('MEMORY_BUDGET', { neededBytes, budgetBytes })
}

/** What is recorded, at most: per recorded digit every input at its rate and every unit at 100 Hz. */
export function recordedBytes(design: SupervisedDesign, pixels: number): number {
  const { recorders, stimulus, schedule } = design
  const probes = probesOf(design, inputsOf(design, pixels)).length
  const { period } = stepsOf(design)
  const seconds = (period * schedule.dtMs) / 1000
  const spikes = seconds * (inputsOf(design, pixels) * stimulus.onRateHz + unitsOf(design) * 100)
  const rows = period / recorders.everySteps
  return recorders.lastSamples * (8 * spikes + 4 * rows * (probes + 1))
}
