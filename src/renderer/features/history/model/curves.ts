import { shallowReactive } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import type { MetricCurve } from './statistics.ts'

/** The metric that stands for how well a run learns, drawn small in its row. */
export const CURVE_METRIC = 'heldOutAccuracy'

export interface RunCurves {
  /** Of a run; empty without such a metric, undefined until it is known. */
  of: (runId: string) => MetricCurve | undefined
  learn: (runs: readonly RunSummary[]) => Promise<void>
  add: (runId: string, step: number, value: number) => void
  clear: () => void
}

/** Learning curves of the runs of a table, fetched with their pages. */
export function createRunCurves(lab: LabApi): RunCurves {
  /** A row is drawn anew only when its own curve is. */
  const curves = shallowReactive(new Map<string, MetricCurve>())

  async function learn(runs: readonly RunSummary[]): Promise<void> {
    const runIds = runs.map(({ id }) => id)
    if (runIds.length === 0) return
    const found = await lab.history.metrics({ runIds, name: CURVE_METRIC })
    for (const id of runIds) curves.set(id, found[id] ?? { step: [], value: [] })
  }

  function add(runId: string, step: number, value: number): void {
    const before = curves.get(runId)
    if (before === undefined) return
    curves.set(runId, { step: [...before.step, step], value: [...before.value, value] })
  }

  function clear(): void {
    curves.clear()
  }

  return { of: (runId) => curves.get(runId), learn, add, clear }
}

export function bestOf({ value }: MetricCurve): number | null {
  let best: number | null = null
  for (const one of value) if (Number.isFinite(one) && (best === null || one > best)) best = one
  return best
}
