import { Activity, ChartNoAxesCombined, House, Settings, Workflow } from '@lucide/vue'
import type { FunctionalComponent } from 'vue'

export interface Place {
  name: string
  title: string
  icon: FunctionalComponent
  keys: string
}

/** The views of the navigation rail, in order. */
export const places: Place[] = [
  { name: 'home', title: 'Home', icon: House, keys: 'G H' },
  { name: 'design', title: 'Design', icon: Workflow, keys: 'G D' },
  { name: 'monitor', title: 'Monitor', icon: Activity, keys: 'G M' },
  { name: 'history', title: 'History', icon: ChartNoAxesCombined, keys: 'G R' },
  { name: 'settings', title: 'Settings', icon: Settings, keys: 'G S' },
]
