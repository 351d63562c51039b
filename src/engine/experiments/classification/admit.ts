import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { networkBytes } from '../../network/network.ts'
import { admitDigits } from '../digits/admit.ts'
import { unitsOf } from '../digits/design.ts'
import { LIVE_ROOM } from '../digits/live.ts'
import type { DataSet } from '../images.ts'
import { buildSpec } from './build.ts'

/** Refuses, before anything starts, a design that could not be carried out on these images. */
export function admitClassification(design: ClassificationDesign, data: DataSet): void {
  // The memory of all workers' networks together, their random wiring aside.
  const dense = { ...design, synapse: { ...design.synapse, connectivity: 'all-to-all' as const } }
  const spec = buildSpec(dense, 0, data.train.rows * data.train.columns, { first: 0, count: unitsOf(design) })
  admitDigits(design, data, networkBytes(spec, LIVE_ROOM))
}
