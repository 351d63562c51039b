import type { Ref } from 'vue'
import { computed } from 'vue'
import type { RunSummary } from '../../../../contract/runs.ts'
import { useActivity } from '../../../stores/activity.ts'

/** How far a run is, and how fast it goes. */
export function usePace(run: Ref<RunSummary>) {
  const { paces } = useActivity()
  const pace = computed(() => paces.get(run.value.id))
  const isRunning = computed(() => run.value.status === 'running')
  const fraction = computed(() => {
    const { done, total } = run.value.progress
    return total > 0 ? done / total : 0
  })
  const leftMs = computed(() => {
    const { done, total } = run.value.progress
    const perSecond = pace.value?.perSecond ?? 0
    return isRunning.value && perSecond > 0 ? (1000 * (total - done)) / perSecond : NaN
  })
  const perSecond = computed(() => (isRunning.value ? (pace.value?.perSecond ?? NaN) : NaN))
  /** Simulated time over wall time. */
  const timesRealTime = computed(() => {
    const { simulatedMs, wallMs } = pace.value && isRunning.value ? pace.value : run.value
    return wallMs > 0 ? simulatedMs / wallMs : NaN
  })
  return { fraction, leftMs, perSecond, timesRealTime, isRunning }
}
