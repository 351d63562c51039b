import type { Design } from '../../../contract/design/index.ts'
import type { DatasetService } from '../datasets/index.ts'
import type { PreparedDesign } from './index.ts'

/** Freezes where the data came from, and loads them: a missing data set is found out before a run exists. */
export function prepareDesign(datasets: DatasetService, design: Design, preset: string | null): PreparedDesign {
  if (design.kind !== 'classification') return { design, preset }
  const dataset = datasets.nameOf(design.stimulus.dataset)
  return { design: { ...design, stimulus: { ...design.stimulus, dataset } }, preset, data: datasets.load(dataset) }
}
