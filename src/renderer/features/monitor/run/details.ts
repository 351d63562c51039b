import type { Ref, ShallowRef } from 'vue'
import { computed, shallowRef, watch } from 'vue'
import type { RunDetails, RunStatus, RunSummary } from '../../../../contract/runs.ts'
import { useConnection } from '../../../client/api.ts'

const finals: RunStatus[] = ['completed', 'stopped', 'failed', 'interrupted']

export function isOver(status: RunStatus): boolean {
  return finals.includes(status)
}

/** Design and results of a run: loaded at first, and again when it ends or goes on. */
export function useRunDetails(
  run: Ref<RunSummary | undefined>,
  runId: string,
): { details: ShallowRef<RunDetails | null>; problem: ShallowRef<unknown> } {
  const { lab, state } = useConnection()
  const details = shallowRef<RunDetails | null>(null)
  const problem = shallowRef<unknown>(null)
  const over = computed(() => run.value !== undefined && isOver(run.value.status))
  const ended = computed(() => run.value?.endedAtMs ?? null)

  async function load(): Promise<void> {
    try {
      details.value = await lab.history.get({ runId })
      problem.value = null
    } catch (error) {
      problem.value = error
    }
  }
  watch(
    [over, ended, state],
    ([, , connection]) => {
      if (connection === 'open') void load()
    },
    { immediate: true },
  )
  return { details, problem }
}
