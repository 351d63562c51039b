import { createEventHook } from '@vueuse/core'
import type { EventHookOn } from '@vueuse/core'
import type { Ref, ShallowRef } from 'vue'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { LiveFrame } from '../../../../contract/api.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import { useConnection } from '../../../client/api.ts'
import { useTheme } from '../../../theme/theme.ts'
import type { Presentation } from './timeline.ts'
import { Timeline } from './timeline.ts'
import type { Wants } from './wants.ts'
import type { Watching } from './watch.ts'
import { watchRun } from './watch.ts'

export interface RunLive {
  timeline: Timeline
  onFrame: EventHookOn<LiveFrame>
  /** A presentation begins to pass, or was turned to. */
  onPresentation: EventHookOn<Presentation>
  hasFrames: ShallowRef<boolean>
  /** Recorded ones in place of live ones. */
  show: (recorded: readonly Presentation[]) => void
  turnTo: (index: number) => void
}

const AGAIN_MS = 500

/** Watches a run for as long as it goes on, some panel wants data, and the view is in front. */
export function useRunLive(run: Ref<RunSummary>, wants: Wants, inFront: Ref<boolean>): RunLive {
  const { lab, state } = useConnection()
  const { reducedMotion } = useTheme()
  const timeline = new Timeline()
  const frames = createEventHook<LiveFrame>()
  const presentations = createEventHook<Presentation>()
  const hasFrames = shallowRef(false)
  const attempt = shallowRef(0)
  let watching: Watching | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const goesOn = computed(() => run.value.status === 'running' || run.value.status === 'paused')
  const wanted = computed(() => goesOn.value && inFront.value && state.value === 'open' && wants.request.value !== null)

  function open(): void {
    watching = watchRun(lab, run.value.id, wants.request.value!, {
      frame: (frame, request) => {
        // One that is not certain would leave a gap in the traces.
        if (request !== null || !hasFrames.value) {
          timeline.offer(frame, request)
          goOn()
        }
        void frames.trigger(frame)
      },
      // It may have been asked a moment too early, or the connection has come back.
      end: () => {
        watching = null
        again = setTimeout(() => (attempt.value += 1), AGAIN_MS)
      },
    })
  }
  function close(): void {
    clearTimeout(again)
    watching?.close()
    watching = null
  }

  watch(
    [wanted, attempt],
    ([want]) => {
      close()
      if (want) open()
    },
    { immediate: true },
  )
  watch(wants.request, (request) => {
    if (request !== null) watching?.change(request)
  })
  onScopeDispose(close)

  function goOn(): void {
    clearTimeout(timer)
    const waitMs = inFront.value ? timeline.waitMs(performance.now()) : null
    if (waitMs === null) return
    if (waitMs > 0) timer = setTimeout(goOn, waitMs)
    else {
      timeline.advance(performance.now(), !reducedMotion.value)
      tell(timeline.presentations.at(-1)!)
    }
  }
  watch(inFront, goOn)
  onScopeDispose(() => clearTimeout(timer))

  function tell(presentation: Presentation): void {
    hasFrames.value = true
    void presentations.trigger(presentation)
  }

  return {
    timeline,
    onFrame: frames.on,
    onPresentation: presentations.on,
    hasFrames,
    show: (recorded) => {
      timeline.show(recorded)
      tell(recorded.at(-1)!)
    },
    turnTo: (index) => tell(timeline.turnTo(index)),
  }
}
