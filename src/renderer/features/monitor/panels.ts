import { createGlobalState, useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'

/** The panels of a run, row by row; `wide`: their share of the row. */
export const rows = [
  [
    { id: 'raster', title: 'Raster', wide: 6 },
    { id: 'neuron', title: 'Neuron', wide: 3 },
    { id: 'synapse', title: 'Synapse', wide: 3 },
  ],
  [
    { id: 'accuracy', title: 'Accuracy', wide: 3 },
    { id: 'flips', title: 'Weight flips', wide: 3 },
    { id: 'histogram', title: 'Hidden weights', wide: 3 },
    { id: 'rates', title: 'Rates', wide: 3 },
  ],
  [
    { id: 'fields', title: 'Receptive fields', wide: 4 },
    { id: 'matrix', title: 'Weight matrix', wide: 5 },
    { id: 'confusion', title: 'Confusion', wide: 3 },
  ],
] as const

export type PanelId = (typeof rows)[number][number]['id']

/** Which panels are open; the same in every run, and remembered. */
export const useOpenPanels = createGlobalState(() => {
  const closed = useLocalStorage<PanelId[]>('monitor.closed-panels', [])
  const openRows = computed(() =>
    rows.map((row) => row.filter(({ id }) => !closed.value.includes(id))).filter(({ length }) => length > 0),
  )
  function toggle(id: PanelId): void {
    closed.value = closed.value.includes(id) ? closed.value.filter((other) => other !== id) : [...closed.value, id]
  }
  return { closed, openRows, toggle, openAll: () => (closed.value = []) }
})
