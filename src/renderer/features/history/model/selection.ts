import type { ComputedRef } from 'vue'
import { computed, shallowReactive } from 'vue'
import type { RunSummary } from '../../../../contract/runs.ts'

export interface Selection {
  runs: ComputedRef<RunSummary[]>
  has: (runId: string) => boolean
  /** All of them off when all were on, otherwise on. */
  toggle: (runs: readonly RunSummary[]) => void
  add: (runs: readonly RunSummary[]) => void
  /** New facts about a run that may be chosen. */
  update: (run: RunSummary) => void
  remove: (runIds: readonly string[]) => void
  clear: () => void
}

/** The runs with a tick, in the order in which they got it; they stay chosen when a filter hides them. */
export function createSelection(): Selection {
  const chosen = shallowReactive(new Map<string, RunSummary>())
  const add = (runs: readonly RunSummary[]) => runs.forEach((run) => chosen.set(run.id, run))
  const remove = (runIds: readonly string[]) => runIds.forEach((id) => chosen.delete(id))
  return {
    runs: computed(() => [...chosen.values()]),
    has: (runId) => chosen.has(runId),
    toggle: (runs) => (runs.every(({ id }) => chosen.has(id)) ? remove(runs.map(({ id }) => id)) : add(runs)),
    add,
    update: (run) => {
      if (chosen.has(run.id)) chosen.set(run.id, run)
    },
    remove,
    clear: () => chosen.clear(),
  }
}
