import type { EventHookOn } from '@vueuse/core'
import type { ComputedRef, InjectionKey, Ref, ShallowRef } from 'vue'
import { inject, provide } from 'vue'
import type { NetworkDesign } from '../../../../contract/abilities.ts'
import type { RunDetails, RunSummary } from '../../../../contract/runs.ts'
import type { FlipHistory } from '../curves/flip-history.ts'
import type { Selection } from '../traces/selection.ts'
import type { FlipCurve } from './flips.ts'
import type { PoolRates, Runaway } from './rates.ts'
import type { Recorded } from './recorded.ts'
import type { Presentation, Timeline } from './timeline.ts'
import type { Wants } from './wants.ts'

/** Hidden weights of all synapses, in 1/255, [units][inputs]. */
export interface WeightImage {
  weights: Uint8Array
  units: number
  inputs: number
}

export interface Quiet {
  title: string
  hint: string
}

/** What the panels of one run share. */
export interface Monitor {
  run: ComputedRef<RunSummary>
  details: Readonly<Ref<RunDetails>>
  design: ComputedRef<NetworkDesign>
  isFinal: ComputedRef<boolean>
  wants: Wants
  /** The panel that covers the others. */
  expanded: ShallowRef<symbol | null>
  timeline: Timeline
  /** A presentation begins to pass, or was turned to. */
  onPresentation: EventHookOn<Presentation>
  /** Recorded presentations in place of live ones. */
  show: (recorded: readonly Presentation[]) => void
  turnTo: (index: number) => void
  /** False until the first presentation is there. */
  hasFrames: ShallowRef<boolean>
  /** What a run that has ended has kept of its last digits. */
  recorded: ShallowRef<Recorded | null>
  /** Why there is nothing to see, and what to do about it. */
  quiet: ComputedRef<Quiet>
  /** The same for the pictures of all weights. */
  quietWeights: ComputedRef<Quiet>
  selection: Selection
  /** Which of several networks is shown; '': there is but one. */
  network: ShallowRef<string>
  weights: ShallowRef<WeightImage | null>
  /** Synapses by hidden weight, from 0 to 1. */
  histogram: ShallowRef<ArrayLike<number> | null>
  rates: ShallowRef<{ of: 'training' | 'test'; pools: PoolRates }>
  flips: ShallowRef<FlipCurve>
  /** Coarsely, over the whole training. */
  flipHistory: ShallowRef<FlipHistory>
  flipsPerS: ShallowRef<number>
  accuracy: ShallowRef<{ digits: number[]; value: number[] }>
  runaway: ShallowRef<Runaway | null>
  dismissRunaway: () => void
}

const key: InjectionKey<Monitor> = Symbol('monitor')

export function provideMonitor(monitor: Monitor): Monitor {
  provide(key, monitor)
  return monitor
}

export function useMonitor(): Monitor {
  const monitor = inject(key)
  if (monitor === undefined) throw new Error('This panel stands outside of a monitored run.')
  return monitor
}
