import { computed, nextTick, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { FieldInfo } from '../../../../contract/design/index.ts'
import type { RunStatus } from '../../../../contract/runs.ts'
import { liveStatuses } from '../../../../contract/runs.ts'
import type { Spread, SweepDetails, SweepTrialDetails } from '../../../../contract/sweep/index.ts'
import { bestTrial, metricNames, spreadOf } from '../../../../contract/sweep/index.ts'
import { useLab } from '../../../client/api.ts'
import { useActivity } from '../../../stores/activity.ts'

/** A trial with what the chosen metric came to. */
export interface RatedTrial {
  trial: SweepTrialDetails
  spread: Spread | null
  best: boolean
}

/** One sweep, kept up to date while its runs go on. */
export function useSweep(sweepId: () => string) {
  const lab = useLab()
  const activity = useActivity()
  const sweep = shallowRef<SweepDetails | null>(null)
  const fields = shallowRef<FieldInfo[]>([])
  const failure = shallowRef<unknown>(null)
  const chosenMetric = ref<string | null>(null)
  const lowest = ref(false)

  const runs = computed(() => sweep.value?.list.flatMap((trial) => trial.runs) ?? [])
  const runIds = computed(() => new Set(runs.value.map(({ runId }) => runId)))
  const metrics = computed(() => (sweep.value === null ? [] : metricNames(sweep.value)))
  const metric = computed(() =>
    chosenMetric.value !== null && metrics.value.includes(chosenMetric.value)
      ? chosenMetric.value
      : metrics.value.at(0),
  )
  const trials = computed<RatedTrial[]>(() => {
    const name = metric.value
    const list = sweep.value?.list ?? []
    const best = name === undefined ? null : bestTrial(list, name, lowest.value)
    return list.map((trial) => ({
      ...{ trial, best: trial === best },
      spread: name === undefined ? null : spreadOf(trial, name),
    }))
  })
  const best = computed(() => trials.value.find((rated) => rated.best) ?? null)
  const count = (status: RunStatus): number => sweep.value?.runs[status] ?? 0
  const isLive = computed(() => liveStatuses.some((status) => count(status) > 0))
  const completed = computed(() => count('completed'))
  /** The fields that vary, in the order of a trial's values. */
  const axes = computed(() =>
    (sweep.value?.paths ?? []).map(
      (path) =>
        fields.value.find((field) => field.path === path) ?? { path, label: path, unit: '', type: 'text' as const },
    ),
  )

  async function load(): Promise<void> {
    const id = sweepId()
    try {
      const found = await lab.sweeps.get({ sweepId: id })
      if (fields.value.length === 0 || sweep.value?.kind !== found.kind) {
        fields.value = await lab.designs.fields({ kind: found.kind })
      }
      if (id !== sweepId()) return
      sweep.value = found
      failure.value = null
    } catch (error) {
      if (id === sweepId()) failure.value = error
    }
  }

  /** A large sweep takes its time to read and to draw: of that it never has more than a tenth. */
  let soon: ReturnType<typeof setTimeout> | undefined
  let tookMs = 0
  function loadSoon(): void {
    soon ??= setTimeout(() => void again(), Math.max(700, 9 * tookMs))
  }
  async function again(): Promise<void> {
    const begunAtMs = performance.now()
    await load()
    await nextTick()
    tookMs = performance.now() - begunAtMs
    soon = undefined
  }
  onScopeDispose(() => clearTimeout(soon))
  activity.onEvent((event) => {
    if (event.type === 'run' && (runIds.value.has(event.run.id) || event.run.sweep?.id === sweepId())) loadSoon()
  })
  watch(
    sweepId,
    () => {
      sweep.value = null
      chosenMetric.value = null
      void load()
    },
    { immediate: true },
  )

  return {
    ...{ sweep, failure, metrics, metric, lowest, runs, trials, best, isLive, completed, axes, load },
    compareBy: (name: string) => {
      chosenMetric.value = name
    },
    setLowest: (on: boolean) => {
      lowest.value = on
    },
  }
}

export type SweepPage = ReturnType<typeof useSweep>
