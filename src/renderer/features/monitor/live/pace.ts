import type { Ref } from 'vue'
import { onScopeDispose, watch } from 'vue'

const EVERY_MS = 1000 / 30
/** A frame of the usual screen is 17 ms long: asked for a little less before its time, it is the right one. */
const AHEAD_MS = 12

/**
 * Works thirty times a second, each time just before a frame is drawn, for as long as it is on. In between no frame is asked for: the
 * browser goes through the whole page for each, even where nothing has moved.
 */
export function usePace(on: Ref<boolean>, work: (deltaMs: number) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let lastMs: number | undefined
  let dueMs = 0

  function draw(nowMs: number): void {
    const deltaMs = nowMs - (lastMs ?? nowMs)
    lastMs = nowMs
    // A frame may come early or late, without the next one doing so too.
    dueMs = Math.max(dueMs, nowMs - EVERY_MS) + EVERY_MS
    timer = setTimeout(() => (frame = requestAnimationFrame(draw)), Math.max(0, dueMs - AHEAD_MS - nowMs))
    work(deltaMs)
  }

  function rest(): void {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    lastMs = undefined
  }

  watch(
    on,
    (now) => {
      rest()
      if (now) frame = requestAnimationFrame(draw)
    },
    { immediate: true },
  )
  onScopeDispose(rest)
}
