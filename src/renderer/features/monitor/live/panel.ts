import { useIntersectionObserver } from '@vueuse/core'
import type { ComponentPublicInstance, ComputedRef, ShallowRef } from 'vue'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useMonitor } from './monitor.ts'
import type { Want } from './wants.ts'

export interface LivePanel {
  /** For the ref of the panel's frame. */
  element: ShallowRef<ComponentPublicInstance | null>
  inSight: ComputedRef<boolean>
  /** For the frame's expand event. */
  expanded: (on: boolean) => void
  /** Called up to 30 times a second while the timeline moves and the panel is in sight, and when it comes into sight. */
  onTick: (draw: () => void) => void
}

/** A panel that asks for data only while it can be seen: not scrolled away, and not behind an expanded one. */
export function usePanel(want: () => Want): LivePanel {
  const monitor = useMonitor()
  const me = Symbol('panel')
  const element = shallowRef<ComponentPublicInstance | null>(null)
  const intersects = shallowRef(true)
  useIntersectionObserver(element, (entries) => (intersects.value = entries.at(-1)?.isIntersecting ?? true))
  const inSight = computed(() => intersects.value && (monitor.expanded.value === null || monitor.expanded.value === me))
  monitor.wants.add(() => (inSight.value ? want() : null))
  onScopeDispose(() => expanded(false))

  function expanded(on: boolean): void {
    if (on) monitor.expanded.value = me
    else if (monitor.expanded.value === me) monitor.expanded.value = null
  }
  function onTick(draw: () => void): void {
    monitor.onTick(() => {
      if (inSight.value) draw()
    })
    watch(inSight, (seen) => {
      if (seen) draw()
    })
  }
  return { element, inSight, expanded, onTick }
}
