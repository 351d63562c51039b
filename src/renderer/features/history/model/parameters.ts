import type { ShallowRef } from 'vue'
import { shallowReactive, shallowRef } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { ParameterDifference } from '../../../../contract/history.ts'
import type { Design } from '../../../../contract/design/index.ts'
import { valueAt } from '../../../../contract/design/index.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import { isSetting } from './design-groups.ts'

export interface RunParameters {
  /** Paths that differ between runs of one kind, those that tell most runs apart first. */
  varying: Readonly<ShallowRef<readonly string[]>>
  /** Starts over with the first page of another question. */
  begin: (runs: readonly RunSummary[]) => Promise<void>
  /** Learns the values of more runs. */
  learn: (runs: readonly RunSummary[]) => Promise<void>
  valueOf: (runId: string, path: string) => unknown
}

/**
 * Which parameters differ between the runs of a table, and their values. The core tells what differs within a set of runs; one run
 * is asked about in every set, so that what is not told of is as it is in that run.
 */
export function createRunParameters(lab: LabApi): RunParameters {
  const varying = shallowRef<readonly string[]>([])
  /** A row is drawn anew only when its own run is told of. */
  const values = shallowReactive(new Map<string, Record<string, unknown>>())
  let anchor: { id: string; design: Design } | null = null
  /** Other pages wait for the run that all of them are compared with. */
  let beginning: Promise<void> = Promise.resolve()

  async function begin(runs: readonly RunSummary[]): Promise<void> {
    if (runs.length === 0) return
    if (!values.has(runs[0].id)) {
      const { id, design } = await lab.history.get({ runId: runs[0].id })
      anchor = { id, design }
      values.clear()
    }
    const told = await learn(runs)
    varying.value = rank(told, runs)
  }

  async function learn(runs: readonly RunSummary[]): Promise<ParameterDifference[]> {
    const own = anchor
    if (own === null) return []
    const runIds = [...new Set([own.id, ...runs.map(({ id }) => id)])]
    const told = runIds.length > 1 ? await lab.history.differences({ runIds }) : []
    if (own !== anchor) return []
    for (const id of runIds) values.set(id, Object.fromEntries(told.map((one) => [one.path, one.values[id]])))
    return told
  }

  function valueOf(runId: string, path: string): unknown {
    const known = values.get(runId)
    if (known === undefined || anchor === null) return undefined
    return path in known ? known[path] : valueAt(anchor.design, path)
  }

  return {
    varying,
    begin: (runs) => {
      const begun = begin(runs)
      beginning = begun.catch(() => undefined)
      return begun
    },
    learn: async (runs) => {
      await beginning
      await learn(runs)
    },
    valueOf,
  }
}

function rank(told: readonly ParameterDifference[], runs: readonly RunSummary[]): string[] {
  const kinds = Map.groupBy(runs, ({ kind }) => kind)
  const scored = told
    .filter(({ path }) => isSetting(path))
    .map(({ path, values }) => {
      const within = [...kinds.values()].map((members) => toldApart(members.map(({ id }) => values[id])))
      return { path, score: Math.max(0, ...within) }
    })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ path }) => path)
}

/** How many runs do not have the most frequent value. */
function toldApart(values: readonly unknown[]): number {
  const counts = [...Map.groupBy(values, (value) => JSON.stringify(value)).values()].map(({ length }) => length)
  return values.length - Math.max(0, ...counts)
}
