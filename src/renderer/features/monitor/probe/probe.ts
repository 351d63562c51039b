import type { Ref, ShallowRef } from 'vue'
import { computed, shallowRef } from 'vue'
import type { ProbeResponse } from '../../../../contract/api.ts'
import { useLab } from '../../../client/api.ts'

export interface DigitProbe {
  pixels: ShallowRef<Uint8Array>
  response: ShallowRef<ProbeResponse | null>
  problem: ShallowRef<unknown>
  asking: Ref<boolean>
  /** Spikes of each pool. */
  poolSpikes: Ref<number[]>
  draw: (pixels: Uint8Array) => void
  ask: () => Promise<void>
  clear: () => void
}

/** A picture shown to a run on the side; the last one drawn is the one answered. */
export function useDigitProbe(runId: string, side: number, classes: number): DigitProbe {
  const lab = useLab()
  const empty = (): Uint8Array => new Uint8Array(side * side)
  const pixels = shallowRef(empty())
  const response = shallowRef<ProbeResponse | null>(null)
  const problem = shallowRef<unknown>(null)
  const open = shallowRef(0)
  let latest = 0

  async function ask(): Promise<void> {
    const mine = ++latest
    open.value += 1
    try {
      const answer = await lab.runs.probe({ runId, pixels: pixels.value })
      if (mine !== latest) return
      response.value = answer
      problem.value = null
    } catch (error) {
      if (mine === latest) problem.value = error
    } finally {
      open.value -= 1
    }
  }
  return {
    pixels,
    response,
    problem,
    asking: computed(() => open.value > 0),
    poolSpikes: computed(() => (response.value ? poolSums(response.value.counts, classes) : [])),
    draw: (drawn) => (pixels.value = drawn),
    ask,
    clear: () => {
      latest += 1
      pixels.value = empty()
      response.value = null
      problem.value = null
    },
  }
}

function poolSums(counts: Uint16Array, classes: number): number[] {
  const perPool = counts.length / classes
  return Array.from({ length: classes }, (_, pool) =>
    counts.subarray(pool * perPool, (pool + 1) * perPool).reduce((sum, count) => sum + count, 0),
  )
}
