import { useElementBounding, useWindowSize } from '@vueuse/core'
import type { ComponentPublicInstance, ComputedRef, ShallowRef } from 'vue'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useOpenPanels } from '../panels.ts'
import { useMonitor } from './monitor.ts'
import type { Want } from './wants.ts'

export interface LivePanel {
  /** For the ref of the panel's frame. */
  element: ShallowRef<ComponentPublicInstance | null>
  inSight: ComputedRef<boolean>
  /** For the frame's expand event. */
  expanded: (on: boolean) => void
  /** Called for each presentation while the panel is in sight, and when it comes into sight. */
  onPresentation: (draw: () => void) => void
}

/** A panel that asks for data only while it can be seen: not scrolled away, and not behind an expanded one. */
export function usePanel(want: () => Want): LivePanel {
  const monitor = useMonitor()
  const me = Symbol('panel')
  const element = shallowRef<ComponentPublicInstance | null>(null)
  // Not by an observer of intersections: with one on the page, the browser goes through the page for every step of an animation.
  const { top, bottom, update } = useElementBounding(element)
  const { height } = useWindowSize()
  watch(useOpenPanels().openRows, update, { flush: 'post' })
  const intersects = computed(() => element.value === null || (bottom.value > 0 && top.value < height.value))
  // Something above it may have gone, which no observer tells.
  monitor.onPresentation(() => {
    if (!intersects.value) update()
  })
  const inSight = computed(() => intersects.value && (monitor.expanded.value === null || monitor.expanded.value === me))
  monitor.wants.add(() => (inSight.value ? want() : null))
  onScopeDispose(() => expanded(false))

  function expanded(on: boolean): void {
    if (on) monitor.expanded.value = me
    else if (monitor.expanded.value === me) monitor.expanded.value = null
  }
  function onPresentation(draw: () => void): void {
    monitor.onPresentation(() => {
      if (inSight.value) draw()
    })
    watch(inSight, (seen) => {
      if (seen) draw()
    })
  }
  return { element, inSight, expanded, onPresentation }
}
