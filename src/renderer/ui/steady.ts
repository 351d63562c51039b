import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { sameValue } from '../../contract/design/index.ts'

/** Plain data that stays the same object as long as it says the same, so that nothing is drawn anew for a copy. */
export function steady<T>(get: () => T): ComputedRef<T> {
  return computed<T>((before) => {
    const now = get()
    return before !== undefined && sameValue(before, now) ? before : now
  })
}
