import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { EngineError } from '../../errors.ts'
import { networkBytes } from '../../network/network.ts'
import type { DataSet } from '../images.ts'
import { buildSpec } from './build.ts'
import { inputsOf } from '../digits/encoding.ts'
import { probesOf } from '../digits/last-digits.ts'
import { LIVE_ROOM } from '../digits/live.ts'
import { splitOf, testDigits } from '../digits/order.ts'
import { stepsOf } from '../digits/timing.ts'

/** Steps are counted in 32 bits. */
const MOST_STEPS = 0x7fffffff

/** Refuses, before anything starts, a design that could not be carried out on these images; says what and by how much. */
export function admitClassification(design: ClassificationDesign, { train, test }: DataSet): void {
  const pixels = train.rows * train.columns
  if (test.rows !== train.rows || test.columns !== train.columns) {
    throw new EngineError('BAD_DATA', {
      problem: `training images are ${train.rows} x ${train.columns}, test images ${test.rows} x ${test.columns}`,
    })
  }
  if (testDigits(design, test).length === 0) {
    throw new EngineError('BAD_DATA', { problem: `no test image has a label below ${design.output.classes}` })
  }
  const { lead, presentation } = stepsOf(design)
  const shown = Math.min(design.schedule.trainSamples, splitOf(design, train).train.length) * design.schedule.epochs
  const steps = shown * (lead + presentation)
  if (steps > MOST_STEPS) throw new EngineError('RUN_TOO_LONG', { steps, mostSteps: MOST_STEPS })
  const probes = probesOf(design, inputsOf(design, pixels))
  const neededBytes = memoryBytes(design, pixels, probes.length)
  const budgetBytes = design.recorders.budgetMb * 1e6
  if (neededBytes > budgetBytes) throw new EngineError('MEMORY_BUDGET', { neededBytes, budgetBytes })
}

/**
 * Memory of all workers' networks together, their random wiring aside, and of what is recorded: at most, per recorded digit, every
 * input at its rate and every unit at 100 Hz.
 */
function memoryBytes(design: ClassificationDesign, pixels: number, probes: number): number {
  const { recorders, output, stimulus, schedule } = design
  const units = output.classes * output.unitsPerClass
  const dense = { ...design, synapse: { ...design.synapse, connectivity: 'all-to-all' as const } }
  const network = networkBytes(buildSpec(dense, 0, pixels, { first: 0, count: units }), LIVE_ROOM)
  const { lead, presentation } = stepsOf(design)
  const seconds = ((lead + presentation) * schedule.dtMs) / 1000
  const spikes = seconds * (inputsOf(design, pixels) * stimulus.onRateHz + units * 100)
  const rows = (lead + presentation) / recorders.everySteps
  const recorded = recorders.lastSamples * (8 * spikes + 4 * rows * (probes + 1))
  return Math.round(network + recorded)
}
