import type { Ref } from 'vue'
import { computed, shallowRef } from 'vue'

export interface Edits<T> {
  /** What it is now; null before the first begin. */
  now: Readonly<Ref<T | null>>
  canUndo: Readonly<Ref<boolean>>
  canRedo: Readonly<Ref<boolean>>
  /** Forgets everything. */
  begin: (value: T | null) => void
  /**
   * One step. Steps of one gesture (a slider being dragged, a number being typed) have the same name and become one, until the
   * gesture rests.
   */
  change: (value: T, gesture?: string) => void
  rest: () => void
  undo: () => void
  redo: () => void
}

/** A value with everything it has been. Values share what did not change, so there is no need for a limit. */
export function createEdits<T>(): Edits<T> {
  const past = shallowRef<readonly T[]>([])
  const now = shallowRef<T | null>(null)
  const future = shallowRef<readonly T[]>([])
  let open: string | undefined

  function move(from: typeof past, to: typeof past): void {
    const value = from.value.at(-1)
    if (value === undefined || now.value === null) return
    open = undefined
    to.value = [...to.value, now.value]
    from.value = from.value.slice(0, -1)
    now.value = value
  }

  return {
    now,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    begin: (value) => {
      open = undefined
      past.value = []
      future.value = []
      now.value = value
    },
    change: (value, gesture) => {
      if (now.value !== null && (gesture === undefined || gesture !== open)) past.value = [...past.value, now.value]
      open = gesture
      future.value = []
      now.value = value
    },
    rest: () => (open = undefined),
    undo: () => move(past, future),
    redo: () => move(future, past),
  }
}
