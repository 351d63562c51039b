import type { ShallowRef } from 'vue'
import { shallowRef, triggerRef } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { HistoryPage } from '../../../../contract/history.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import type { DesignGroup } from './design-groups.ts'
import type { RunQuery } from './place.ts'

/** Rows; one may hold many runs when they are grouped. */
const PAGE = { single: 100, grouped: 40 }
/** Pages that are fetched before they come into view, in both directions: rows that are there are scrolled to, others flicker in. */
const AHEAD = 2
/** Pages asked for at one time. Whoever scrolls faster than they come passes by what is never asked for. */
const AT_ONCE = 2

export interface RunPages {
  /** What the rows answer: behind what is asked until the answer is there, and as long as the filter cannot be read. */
  answered: Readonly<ShallowRef<RunQuery | null>>
  /** By place in the list; what was not asked for yet is absent. */
  rows: Readonly<ShallowRef<readonly (DesignGroup | undefined)[]>>
  total: Readonly<ShallowRef<number>>
  /** Set when the filter cannot be read. */
  problem: Readonly<ShallowRef<HistoryPage['filterProblem']>>
  /** Set when the core could not answer at all. */
  error: Readonly<ShallowRef<unknown>>
  /** False until the first page is there. */
  loaded: Readonly<ShallowRef<boolean>>
  /** Starts over with another question; what is in view stays until the answer is there. */
  ask: (query: RunQuery) => Promise<void>
  /** Sees to it that these rows are there. */
  need: (first: number, last: number) => void
  /** Asks the same again for the rows in view; others follow when they come near. */
  refresh: () => Promise<void>
  patch: (runId: string, change: (run: RunSummary) => RunSummary) => void
}

/** Runs page by page, as a table scrolls through them: ten thousand are never loaded at once. */
export function createRunPages(lab: LabApi, onPage: (runs: RunSummary[]) => Promise<void>): RunPages {
  const rows = shallowRef<(DesignGroup | undefined)[]>([])
  const total = shallowRef(0)
  const problem = shallowRef<HistoryPage['filterProblem']>(null)
  const error = shallowRef<unknown>(null)
  const loaded = shallowRef(false)
  const answered = shallowRef<RunQuery | null>(null)
  let query: RunQuery | null = null
  let generation = 0
  let asked = new Set<number>()
  /** Pages of the rows that were needed last. */
  let inView: number[] = [0]
  /** Pages that are near what is in view now, the most wanted first. */
  let wanted: number[] = []
  let underWay = 0
  const perPage = (of: RunQuery): number => (of.bySeeds ? PAGE.grouped : PAGE.single)

  async function ask(next: RunQuery): Promise<void> {
    query = next
    const mine = ++generation
    try {
      const page = await lab.history.query({ ...next, offset: 0, limit: perPage(next) })
      if (mine !== generation) return
      error.value = null
      problem.value = page.filterProblem
      loaded.value = true
      // A filter that is not finished yet does not empty the table under the person's hands.
      if (page.filterProblem !== null) return
      answered.value = next
      asked = new Set([0])
      inView = [0]
      wanted = []
      total.value = page.total
      rows.value = spread([], 0, page)
      void onPage(page.runs)
    } catch (reason) {
      if (mine === generation) error.value = reason
    }
  }

  function need(first: number, last: number): void {
    if (answered.value === null) return
    const many = perPage(answered.value)
    const [low, high] = [Math.floor(first / many), Math.floor(last / many)]
    inView = Array.from({ length: high - low + 1 }, (_, k) => low + k)
    // What is in view comes first.
    const pages = [...inView]
    for (let k = 1; k <= AHEAD; k++) pages.push(high + k, low - k)
    wanted = pages.filter((page) => page >= 0 && page * many < total.value && !asked.has(page))
    fetchWanted()
  }

  function fetchWanted(): void {
    while (underWay < AT_ONCE) {
      const page = wanted.shift()
      if (page === undefined) return
      underWay++
      void load(page).finally(() => {
        underWay--
        fetchWanted()
      })
    }
  }

  async function load(number: number): Promise<void> {
    const of = answered.value
    if (of === null) return
    asked.add(number)
    const limit = perPage(of)
    const offset = number * limit
    try {
      const page = await lab.history.query({ ...of, offset, limit })
      if (of !== answered.value || page.filterProblem !== null) return
      // Rows are drawn once, with all that is known of them, and not again for each thing that is learned.
      await onPage(page.runs)
      if (of !== answered.value) return
      total.value = page.total
      rows.value = spread(rows.value, offset, page)
    } catch (reason) {
      if (of !== answered.value) return
      asked.delete(number)
      error.value = reason
    }
  }

  async function refresh(): Promise<void> {
    if (query === null) return
    if (answered.value === null) return ask(query)
    asked = new Set(inView)
    await Promise.all(inView.map(load))
  }

  function patch(runId: string, change: (run: RunSummary) => RunSummary): void {
    const at = rows.value.findIndex((row) => row?.runs.some(({ id }) => id === runId))
    const row = rows.value[at]
    if (row === undefined) return
    rows.value[at] = { key: row.key, runs: row.runs.map((run) => (run.id === runId ? change(run) : run)) }
    triggerRef(rows)
  }

  return { answered, rows, total, problem, error, loaded, ask, need, refresh, patch }
}

function spread(
  before: readonly (DesignGroup | undefined)[],
  offset: number,
  page: HistoryPage,
): (DesignGroup | undefined)[] {
  const rows = Array.from({ length: page.total }, (_, index) => before[index])
  let first = 0
  page.sizes.forEach((size, index) => {
    const runs = page.runs.slice(first, first + size)
    first += size
    rows[offset + index] = { key: runs[0].id, runs }
  })
  return rows
}
