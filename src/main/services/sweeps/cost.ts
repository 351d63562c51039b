import type { CostEstimate } from '../../../contract/api.ts'
import type { EstimateService } from '../estimate/index.ts'
import type { PlannedSweep } from './plan.ts'

/** Each takes a moment to measure, and a person waits for the answer. */
const mostMeasured = 5

/**
 * What is left of a sweep, added up: some trials are measured, spread evenly over the list, and the others are taken to be like the
 * mean of these. One thread a run, as many runs at a time as there are workers.
 */
export async function costOf(
  estimate: EstimateService,
  { trials }: PlannedSweep,
  workers: number,
): Promise<CostEstimate> {
  const left = trials.flatMap(({ prepared, runs }) => {
    const count = runs.filter(({ known }) => known?.status !== 'completed').length
    return prepared === null || count === 0 ? [] : [{ design: prepared.design, runs: count }]
  })
  const runs = left.reduce((sum, trial) => sum + trial.runs, 0)
  const lanes = Math.max(1, Math.min(workers, runs))
  const measured = Math.min(left.length, mostMeasured)
  const costs: CostEstimate[] = []
  for (let k = 0; k < measured; k++) {
    const place = measured === 1 ? 0 : Math.round((k * (left.length - 1)) / (measured - 1))
    // As many as go on at the same time: memory counts for all of them, and the wall time is that of one on one thread.
    costs.push(await estimate.of(left[place].design, lanes, lanes))
  }
  const mean = (of: (cost: CostEstimate) => number): number =>
    costs.reduce((sum, cost) => sum + of(cost), 0) / Math.max(1, costs.length)
  return {
    runs,
    simulatedMs: (runs / lanes) * mean(({ simulatedMs }) => simulatedMs),
    wallMs: (runs / lanes) * mean(({ wallMs }) => wallMs),
    memoryBytes: Math.max(0, ...costs.map(({ memoryBytes }) => memoryBytes)),
    recordedBytes: (runs / lanes) * mean(({ recordedBytes }) => recordedBytes),
    overBudget: costs.find(({ overBudget }) => overBudget !== null)?.overBudget ?? null,
    measured: costs.every(({ measured: own }) => own),
    basis: costs.length === 0 ? 'nothing is left to do' : `${costs.length} of ${left.length} trials: ${costs[0].basis}`,
  }
}
