import {
  POP_COUNTS, POP_INDICES, POP_N, POP_OFFSETS, POP_RING, POP_RING_COUNTS, POP_RING_LENGTH, POP_WINDOW_START, POP_WINDOW_STEPS,
} from './layout'
import { at, i32At, int } from './memory'

/** The spikes of step k stand in slot k mod ringLength, ascending. */
// @ts-ignore: decorator
@inline function slotOf(p: usize, k: i32): i32 {
  const length = int(p, POP_RING_LENGTH)
  return length == 1 ? 0 : k % length
}

// @ts-ignore: decorator
@inline export function ringList(p: usize, k: i32): usize {
  return at(p, POP_RING) + (<usize>(slotOf(p, k) * int(p, POP_N)) << 2)
}

// @ts-ignore: decorator
@inline export function ringCount(p: usize, k: i32): i32 {
  return i32At(at(p, POP_RING_COUNTS), slotOf(p, k))
}

// @ts-ignore: decorator
@inline export function setRingCount(p: usize, k: i32, count: i32): void {
  store<i32>(at(p, POP_RING_COUNTS) + (<usize>slotOf(p, k) << 2), count)
}

/** Schedule 0: a source's spikes of step k, read from its window. */
export function emit(p: usize, k: i32): void {
  const t = k - int(p, POP_WINDOW_START)
  if (t < 0 || t >= int(p, POP_WINDOW_STEPS)) {
    setRingCount(p, k, 0)
    return
  }
  const offsets = at(p, POP_OFFSETS), from = i32At(offsets, t), count = i32At(offsets, t + 1) - from
  const list = ringList(p, k), counts = at(p, POP_COUNTS), indices = at(p, POP_INDICES)
  for (let s = 0; s < count; s++) {
    const i = i32At(indices, from + s)
    store<i32>(list + (<usize>s << 2), i)
    store<i32>(counts + (<usize>i << 2), i32At(counts, i) + 1)
  }
  setRingCount(p, k, count)
}
