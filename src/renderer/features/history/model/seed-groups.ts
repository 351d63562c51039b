import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import type { DesignGroup } from './design-groups.ts'
import { groupByDesign } from './design-groups.ts'
import type { RunQuery } from './place.ts'

/** Designs are compared field by field, so no more than this at once. */
const MOST_GROUPED = 1000

export interface SeedGroups {
  groups: Readonly<ShallowRef<readonly DesignGroup[]>>
  /** Runs that match but were too many to be grouped. */
  left: Readonly<ShallowRef<number>>
  busy: Readonly<ShallowRef<boolean>>
  ask: (query: RunQuery) => Promise<void>
}

/** The runs of a query with those of equal design in one row. */
export function createSeedGroups(lab: LabApi, onRuns: (runs: RunSummary[]) => void): SeedGroups {
  const groups = shallowRef<readonly DesignGroup[]>([])
  const left = shallowRef(0)
  const busy = shallowRef(false)
  let generation = 0

  async function ask(query: RunQuery): Promise<void> {
    const mine = ++generation
    busy.value = true
    try {
      const { runs, total, filterProblem } = await lab.history.query({ ...query, offset: 0, limit: MOST_GROUPED })
      if (mine !== generation || filterProblem !== null) return
      const runIds = runs.map(({ id }) => id)
      const differences = runIds.length > 1 ? await lab.history.differences({ runIds }) : []
      if (mine !== generation) return
      groups.value = groupByDesign(runs, differences)
      left.value = total - runs.length
      onRuns(runs)
    } finally {
      if (mine === generation) busy.value = false
    }
  }

  return { groups, left, busy, ask }
}
