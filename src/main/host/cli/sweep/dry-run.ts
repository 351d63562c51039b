import { existsSync } from 'node:fs'
import type { CostEstimate } from '../../../../contract/api.ts'
import type { Design } from '../../../../contract/design/index.ts'
import type { SweepPlan, SweepPreview } from '../../../../contract/sweep/index.ts'
import { openMemory, openProject } from '../../../db/open.ts'
import type { Lab } from '../../../lab.ts'
import { createEstimate } from '../../../services/estimate/index.ts'
import { costOf } from '../../../services/sweeps/cost.ts'
import { planSweep, previewOf } from '../../../services/sweeps/plan.ts'

interface DrySweep {
  design: Design
  preset: string | null
  plan: SweepPlan
  workers: number
}

/** What a sweep would do and cost. Nothing is written, and no project is made. */
export async function dryRun(
  lab: Lab,
  file: string,
  { design, preset, plan, workers }: DrySweep,
): Promise<{ preview: SweepPreview; cost: CostEstimate }> {
  const store = existsSync(file) ? openProject(file) : openMemory()
  try {
    const planned = store.read((db) => planSweep(db, lab.prepare, design, preset, plan))
    const estimate = createEstimate({ ...lab, memoryBudgetMb: () => Infinity, busy: () => false })
    return { preview: previewOf(planned), cost: await costOf(estimate, planned, workers) }
  } finally {
    store.close()
  }
}
