import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { networkBytes } from '../../network/network.ts'
import { admitDigits } from '../digits/admit.ts'
import { unitsOf } from '../digits/design.ts'
import { LIVE_ROOM } from '../digits/live.ts'
import type { DataSet } from '../images.ts'
import { buildSpec } from './build.ts'

/** Refuses, before anything starts, a design that could not be carried out on these images. */
export function admitClassification(design: ClassificationDesign, data: DataSet): void {
  admitDigits(design, data, classificationBytes(design, data.train.rows * data.train.columns))
}

/** The memory of all workers' networks together, their random wiring aside. */
export function classificationBytes(design: ClassificationDesign, pixels: number): number {
  const dense = { ...design, synapse: { ...design.synapse, connectivity: 'all-to-all' as const } }
  return networkBytes(buildSpec(dense, 0, pixels, { first: 0, count: unitsOf(design) }), LIVE_ROOM)
}
