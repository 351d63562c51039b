import { computed, shallowRef } from 'vue'
import type { LabApi } from '../../../contract/api.ts'
import { useLab } from '../../client/api.ts'
import { useSettings } from '../../stores/settings.ts'

export type Preview = Awaited<ReturnType<LabApi['datasets']['preview']>>

const COUNT = 240

/** Data sets to choose from in a design: the one that is shipped, and folders that were looked at on this machine. */
export function useDatasets() {
  const lab = useLab()
  const settings = useSettings()
  const imported = computed(() => settings.settings?.datasets ?? [])
  const known = computed(() => ['mnist', ...imported.value])
  const chosen = shallowRef('mnist')
  const preview = shallowRef<Preview | null>(null)
  const problem = shallowRef<unknown>(null)

  async function show(dataset: string): Promise<void> {
    chosen.value = dataset
    preview.value = null
    problem.value = null
    try {
      const found = await lab.datasets.preview({ dataset, split: 'train', count: COUNT })
      if (chosen.value === dataset) preview.value = found
    } catch (error) {
      if (chosen.value === dataset) problem.value = error
    }
  }

  /** Without a path, the host asks for it. True when there is something new to see. */
  async function add(path?: string): Promise<boolean> {
    problem.value = null
    try {
      const found = await lab.datasets.choose(path === undefined ? {} : { path })
      if (found === null) return false
      if (!known.value.includes(found.dataset)) {
        await settings.change({ datasets: [...imported.value, found.dataset] })
      }
      await show(found.dataset)
      return problem.value === null
    } catch (error) {
      problem.value = error
      return false
    }
  }

  /** Only from this list: its files stay where they are. */
  async function forget(dataset: string): Promise<void> {
    await settings.change({ datasets: imported.value.filter((name) => name !== dataset) })
    if (chosen.value === dataset) void show('mnist')
  }

  return { known, chosen, preview, problem, show, add, forget }
}
