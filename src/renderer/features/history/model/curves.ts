import type { ShallowRef } from 'vue'
import { shallowRef, triggerRef } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import type { MetricCurve } from './statistics.ts'

/** The metric that stands for how well a run learns, drawn small in its row. */
export const CURVE_METRIC = 'heldOutAccuracy'

export interface RunCurves {
  /** By run. Runs without such a metric have an empty curve. */
  curves: Readonly<ShallowRef<ReadonlyMap<string, MetricCurve>>>
  learn: (runs: readonly RunSummary[]) => Promise<void>
  add: (runId: string, step: number, value: number) => void
  clear: () => void
}

/** Learning curves of the runs of a table, fetched with their pages. */
export function createRunCurves(lab: LabApi): RunCurves {
  const curves = shallowRef(new Map<string, MetricCurve>())

  async function learn(runs: readonly RunSummary[]): Promise<void> {
    const runIds = runs.map(({ id }) => id)
    if (runIds.length === 0) return
    const found = await lab.history.metrics({ runIds, name: CURVE_METRIC })
    for (const id of runIds) curves.value.set(id, found[id] ?? { step: [], value: [] })
    triggerRef(curves)
  }

  function add(runId: string, step: number, value: number): void {
    const before = curves.value.get(runId)
    if (before === undefined) return
    curves.value.set(runId, { step: [...before.step, step], value: [...before.value, value] })
    triggerRef(curves)
  }

  function clear(): void {
    curves.value = new Map()
  }

  return { curves, learn, add, clear }
}

export function bestOf({ value }: MetricCurve): number | null {
  let best: number | null = null
  for (const one of value) if (Number.isFinite(one) && (best === null || one > best)) best = one
  return best
}
