import { useIntervalFn, useLocalStorage, useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import type { FolderCount, SavedFilter } from '../../../../contract/history.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import { sentenceOf, useLab } from '../../../client/api.ts'
import { useActivity } from '../../../stores/activity.ts'
import { useNotices } from '../../../stores/notices.ts'
import { useProject } from '../../../stores/project.ts'
import type { Column } from './columns.ts'
import { allColumns, defaultColumns } from './columns.ts'
import { createRunCurves, CURVE_METRIC } from './curves.ts'
import type { DesignGroup } from './design-groups.ts'
import { createFieldInfos } from './field-infos.ts'
import { createRunParameters } from './parameters.ts'
import type { Place, Sort } from './place.ts'
import { newestFirst, queryOf } from './place.ts'
import { createRunPages } from './run-pages.ts'
import { createSelection } from './selection.ts'

/** Everything the view of earlier runs shares between its parts. */
export const useHistory = defineStore('history', () => {
  const lab = useLab()
  const activity = useActivity()
  const project = useProject()
  const notices = useNotices()
  const now = shallowRef(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 30_000)

  const place = shallowRef<Place>({ kind: 'all' })
  const filter = ref('')
  const sort = shallowRef<Sort>(newestFirst)
  const grouped = ref(false)
  const tableWidth = ref(1100)
  const comparing = ref(false)
  /** False until the view was opened once: before that nothing is asked for. */
  let begun = false
  const openId = shallowRef<string | null>(null)
  /** What is looked at of the run that is open: it stays from run to run. */
  const openTab = ref('figures')
  const folders = shallowRef<FolderCount[]>([])
  const savedFilters = shallowRef<SavedFilter[]>([])
  const chosenColumns = useLocalStorage<string[]>('bistable-history-columns', [])
  /** Counts up when labels, folders or the trash have changed. */
  const changes = ref(0)

  const selection = markRaw(createSelection())
  const fields = markRaw(createFieldInfos(lab))
  const parameters = markRaw(createRunParameters(lab))
  const curves = markRaw(createRunCurves(lab))
  const metrics = shallowRef<readonly string[]>([])
  const tags = shallowRef<readonly string[]>([])
  const pages = markRaw(createRunPages(lab, learn))

  const query = computed(() => queryOf(place.value, filter.value, sort.value, grouped.value))
  const rowCount = computed(() => pages.total.value)
  const sources = computed(() => ({
    varying: parameters.varying.value,
    metrics: metrics.value,
    fields: fields.byPath.value,
  }))
  const available = computed(() => allColumns(sources.value, chosenColumns.value, grouped.value))
  const columns = computed<Column[]>(() => {
    const wanted =
      chosenColumns.value.length > 0 ? chosenColumns.value : defaultColumns(sources.value, tableWidth.value)
    return available.value.filter(({ id }) => wanted.includes(id))
  })

  async function learn(runs: RunSummary[]): Promise<void> {
    metrics.value = union(
      metrics.value,
      runs.flatMap((run) => Object.keys(run.metrics)),
    )
    tags.value = union(
      tags.value,
      runs.flatMap((run) => run.tags),
    )
    const first = pages.rows.value[0]?.runs[0].id === runs[0]?.id
    await Promise.all([
      first ? parameters.begin(runs) : parameters.learn(runs),
      curves.learn(runs),
      ...[...new Set(runs.map(({ kind }) => kind))].map((kind) => fields.ofKind(kind)),
    ]).catch(() => {
      // The table stands without them; what failed is asked for again with the next page.
    })
  }

  function rowAt(index: number): DesignGroup | undefined {
    return pages.rows.value[index]
  }

  /** The sweep that a row stands for, where each has one row. */
  function sweepOf(row: DesignGroup): RunSummary['sweep'] {
    return pages.answered.value?.collapseSweeps === true ? row.runs[0].sweep : null
  }

  async function loadSidebar(): Promise<void> {
    try {
      ;[folders.value, savedFilters.value] = await Promise.all([lab.history.folders(), lab.history.savedFilters()])
    } catch (error) {
      notices.tell('bad', sentenceOf(error))
    }
  }

  /** After something was changed here or elsewhere. */
  async function refresh(): Promise<void> {
    changes.value++
    await Promise.all([pages.refresh(), loadSidebar()])
  }

  const soon = useThrottleFn(() => void refresh().catch(() => undefined), 1000, true)
  const refreshSoon = (): void => void soon()

  activity.onEvent((event) => {
    if (!pages.loaded.value) return
    if (event.type === 'run') {
      const known = pages.rows.value.flatMap((row) => row?.runs ?? []).find(({ id }) => id === event.run.id)
      pages.patch(event.run.id, () => event.run)
      selection.update(event.run)
      if (known === undefined || known.status !== event.run.status) refreshSoon()
    } else if (event.type === 'progress') {
      pages.patch(event.runId, (run) => ({ ...run, progress: event.progress, wallMs: event.wallMs }))
    } else if (event.type === 'metric' && event.name === CURVE_METRIC) {
      curves.add(event.runId, event.step, event.value)
    }
  })

  /** When the view is first opened; it starts over with another project. */
  async function begin(): Promise<void> {
    begun = true
    await Promise.all([pages.ask(query.value), loadSidebar()])
  }

  watch(query, (next) => {
    if (begun) void pages.ask(next)
  })
  watch(
    () => project.current?.path,
    (path) => {
      place.value = { kind: 'all' }
      filter.value = ''
      openId.value = null
      comparing.value = false
      selection.clear()
      curves.clear()
      metrics.value = []
      if (path !== undefined && begun) void begin()
    },
  )

  return {
    ...{
      place,
      filter,
      sort,
      grouped,
      tableWidth,
      comparing,
      openId,
      openTab,
      folders,
      savedFilters,
      chosenColumns,
      changes,
      now,
    },
    ...{ selection, fields, parameters, curves, metrics, tags, pages },
    ...{ query, rowCount, available, columns, rowAt, sweepOf, begin, refresh, loadSidebar },
  }
})

function union(before: readonly string[], more: readonly string[]): readonly string[] {
  const all = new Set([...before, ...more])
  return all.size === before.length ? before : [...all]
}
