import { useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { SweepInfo } from '../../../contract/sweep/index.ts'
import { useLab } from '../../client/api.ts'
import { useActivity } from '../../stores/activity.ts'

/** The sweeps of the project, for lists that name them. */
export const useSweeps = defineStore('sweeps', () => {
  const lab = useLab()
  const activity = useActivity()
  const sweeps = shallowReactive(new Map<string, SweepInfo>())
  let wanted = false

  async function load(): Promise<void> {
    wanted = true
    const list = await lab.sweeps.list().catch(() => [])
    sweeps.clear()
    for (const sweep of list) sweeps.set(sweep.id, sweep)
  }

  const loadSoon = useThrottleFn(() => void load(), 1000, true)
  activity.onEvent((event) => {
    if (wanted && event.type === 'run' && event.run.sweep !== null) void loadSoon()
  })

  /** Asks for the list when it does not know the sweep. */
  function get(id: string): SweepInfo | undefined {
    const sweep = sweeps.get(id)
    if (sweep === undefined && !wanted) void load()
    return sweep
  }

  return { get, load }
})
