import type { EventHookOn } from '@vueuse/core'
import { useThrottleFn } from '@vueuse/core'
import type { Ref, ShallowRef } from 'vue'
import { onScopeDispose, shallowRef } from 'vue'
import type { LiveFrame } from '../../../../contract/api.ts'
import type { ClassificationDesign } from '../../../../contract/design/classification.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import { FlipCounter } from './flips.ts'
import type { Monitor } from './monitor.ts'
import { RunawayWatch, emptyRates, followRates, taughtRateHz } from './rates.ts'

export type Measured = Pick<
  Monitor,
  'weights' | 'histogram' | 'rates' | 'flips' | 'flipsPerS' | 'runaway' | 'dismissRunaway'
>

/** Numbers may change this often and still be read. */
const EVERY_MS = 250

/** What the frames of a run add up to. */
export function useMeasured(
  run: Ref<RunSummary>,
  design: ClassificationDesign,
  onFrame: EventHookOn<LiveFrame>,
): Measured {
  const counter = new FlipCounter(design.schedule.trainSamples * design.schedule.epochs)
  const watchPools = new RunawayWatch(taughtRateHz(design))
  let dismissed = false
  let pools = emptyRates(design.output.classes)
  const rates: Monitor['rates'] = shallowRef({ of: 'training', pools })
  const flips: Monitor['flips'] = shallowRef({ ...counter.curve })
  const flipsPerS: ShallowRef<number> = shallowRef(NaN)
  const weights: Monitor['weights'] = shallowRef(null)
  const histogram: Monitor['histogram'] = shallowRef(null)
  const runaway: Monitor['runaway'] = shallowRef(null)

  const publish = useThrottleFn(
    () => {
      rates.value = { of: 'training', pools }
      flips.value = { ...counter.curve }
      flipsPerS.value = counter.perS
    },
    EVERY_MS,
    true,
  )
  const { off } = onFrame((frame) => {
    if (run.value.status !== 'running') return
    pools = followRates(pools, frame)
    counter.take(frame)
    const found = watchPools.take(frame)
    // Once is enough, until it has calmed down.
    dismissed &&= found !== null
    runaway.value = dismissed ? null : found
    if (frame.weights) weights.value = { weights: frame.weights, units: frame.units, inputs: frame.inputs }
    if (frame.histogram) histogram.value = frame.histogram
    void publish()
  })
  onScopeDispose(off)
  function dismissRunaway(): void {
    dismissed = true
    runaway.value = null
  }
  return { rates, flips, flipsPerS, weights, histogram, runaway, dismissRunaway }
}
