import { useTimeoutFn } from '@vueuse/core'
import { ref } from 'vue'

const firstMs = 3_000
const longestMs = 60_000

/**
 * Asks again while the answer is not the last word, each time after twice as long. `heard` is told of every answer; `drop` when another
 * question is asked.
 */
export function useAskAgain(ask: () => unknown): { heard: (isFinal: boolean) => void; drop: () => void } {
  const delayMs = ref(firstMs)
  const { start, stop } = useTimeoutFn(ask, delayMs, { immediate: false })
  return {
    heard: (isFinal) => {
      if (isFinal) return
      start()
      delayMs.value = Math.min(longestMs, 2 * delayMs.value)
    },
    drop: () => {
      stop()
      delayMs.value = firstMs
    },
  }
}
