import type { LabApi } from '../../../src/contract/api.ts'
import type { FakeRuns } from './runs.ts'

/** The runs of the fake core, unfiltered but for words in their names. */
export function fakeHistory(runs: FakeRuns): LabApi['history'] {
  const all = () => [...runs.runs.values()].sort((a, b) => b.number - a.number)
  const refuse = (what: string) => () => Promise.reject(new Error(`The fake core has no ${what}.`))
  return {
    query: ({ filter, only, offset, limit }) => {
      const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
      const found = all().filter(
        (run) =>
          words.every((word) => run.name.toLowerCase().includes(word)) &&
          (run.trashedAtMs !== null) === (only === 'trash'),
      )
      const page = found.slice(offset, offset + limit)
      return Promise.resolve({ total: found.length, runs: page, sizes: page.map(() => 1), filterProblem: null })
    },
    get: ({ runId }) =>
      Promise.resolve({
        ...runs.get(runId),
        ...{ engineVersion: 'fake', error: null, results: null },
        lineage: { parent: null, branches: [] },
        checkpoints: [{ done: 4000, atMs: Date.now(), pinned: false, bytes: 300_000 }],
      }),
    metrics: ({ runIds }) => {
      const step = Array.from({ length: 20 }, (_, k) => (k + 1) * 1000)
      const curve = { step, value: step.map((at) => 0.87 - 0.7 * Math.exp(-at / 3000)) }
      return Promise.resolve(Object.fromEntries(runIds.map((id) => [id, curve])))
    },
    measured: () => Promise.resolve([]),
    array: refuse('arrays'),
    series: refuse('series'),
    differences: () => Promise.resolve([]),
    label: ({ runIds, change: { addTags = [], removeTags = [], ...change } }) => {
      for (const id of runIds) {
        const tags = [...new Set([...runs.get(id).tags, ...addTags])].filter((tag) => !removeTags.includes(tag))
        runs.change([id], { ...change, tags })
      }
      return Promise.resolve()
    },
    trash: async ({ runIds }) => runs.change(runIds, { trashedAtMs: Date.now() }),
    restore: async ({ runIds }) => runs.change(runIds, { trashedAtMs: null }),
    folders: () => Promise.resolve([{ folder: '', runs: runs.runs.size, starred: 0, interrupted: 0, trashed: 0 }]),
    savedFilters: () => Promise.resolve([]),
    saveFilter: () => Promise.resolve(),
    deleteFilter: () => Promise.resolve(),
    exportFigure: refuse('figures'),
    exportBundle: refuse('bundles'),
    importBundle: () => Promise.resolve(null),
    reproductions: () => Promise.resolve([]),
  }
}
