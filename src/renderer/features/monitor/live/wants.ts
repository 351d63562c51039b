import { computed, onScopeDispose, shallowReactive } from 'vue'
import type { ComputedRef } from 'vue'
import type { LiveRequest, Probe } from '../../../../contract/api.ts'

/** What one panel needs while it can be seen. A panel that only counts needs frames and nothing in them. */
export interface Want {
  spikes?: boolean
  weights?: boolean
  probes?: readonly Probe[]
}

export interface Wants {
  /** Asks for the lifetime of the calling scope; null while the panel cannot be seen. */
  add: (want: () => Want | null) => void
  /** What all panels together want of the core; null: nothing at all. */
  request: ComputedRef<LiveRequest | null>
}

/** The live request of a run follows the panels that are open and in sight. */
export function createWants(everySteps: () => number): Wants {
  const panels = shallowReactive(new Set<() => Want | null>())
  const request = computed<LiveRequest | null>((previous) => {
    const wanted = [...panels].map((want) => want()).filter((want) => want !== null)
    if (wanted.length === 0) return null
    const probes = new Map(wanted.flatMap((want) => (want.probes ?? []).map((probe) => [probeKey(probe), probe])))
    const next: LiveRequest = {
      spikes: wanted.some(({ spikes }) => spikes),
      weights: wanted.some(({ weights }) => weights),
      probes: [...probes.values()],
      everySteps: everySteps(),
    }
    return previous && JSON.stringify(previous) === JSON.stringify(next) ? previous : next
  })
  const add: Wants['add'] = (want) => {
    panels.add(want)
    onScopeDispose(() => panels.delete(want))
  }
  return { add, request }
}

/** The same for equal probes. */
export function probeKey(probe: Probe): string {
  switch (probe.kind) {
    case 'membrane':
    case 'current':
      return `${probe.kind} ${probe.population} ${probe.neuron}`
    case 'xPre':
    case 'xPost':
    case 'calcium':
      return `${probe.kind} ${probe.projection} ${probe.neuron}`
    case 'hiddenWeight':
      return `${probe.kind} ${probe.projection} ${probe.pre}>${probe.post}`
  }
}
