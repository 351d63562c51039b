import type { Ref, ShallowRef } from 'vue'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { RunSummary } from '../../../../contract/runs.ts'
import { useConnection } from '../../../client/api.ts'
import { useActivity } from '../../../stores/activity.ts'

/**
 * Accuracy on held-out digits over training, or of one finished training after the other: what is known so far, and every point as it
 * comes.
 */
export function useAccuracy(
  run: Ref<RunSummary>,
  ofTrainings: boolean,
): ShallowRef<{ digits: number[]; value: number[] }> {
  const metric = ofTrainings ? 'accuracy' : 'heldOutAccuracy'
  const { lab, state } = useConnection()
  const activity = useActivity()
  const accuracy = shallowRef<{ digits: number[]; value: number[] }>({ digits: [], value: [] })

  async function load(): Promise<void> {
    const runId = run.value.id
    const all = await lab.history.metrics({ runIds: [runId], name: metric })
    const known = all[runId]
    if (known) accuracy.value = { digits: known.step, value: known.value }
  }
  watch(
    [state, () => run.value.status],
    ([connection]) => {
      if (connection === 'open') load().catch(() => undefined)
    },
    { immediate: true },
  )
  const { off } = activity.onEvent((event) => {
    if (event.type !== 'metric' || event.runId !== run.value.id || event.name !== metric) return
    const { digits, value } = accuracy.value
    // A resumed run measures again what came after its checkpoint.
    const before = digits.filter((at) => at < event.step).length
    accuracy.value = {
      digits: [...digits.slice(0, before), event.step],
      value: [...value.slice(0, before), event.value],
    }
  })
  onScopeDispose(off)
  return accuracy
}
