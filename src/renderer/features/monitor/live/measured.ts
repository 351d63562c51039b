import type { EventHookOn } from '@vueuse/core'
import { useThrottleFn } from '@vueuse/core'
import type { Ref, ShallowRef } from 'vue'
import { onScopeDispose, shallowRef } from 'vue'
import type { LiveFrame } from '../../../../contract/api.ts'
import type { NetworkDesign } from '../../../../contract/abilities.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import { FlipCounter } from './flips.ts'
import type { Monitor } from './monitor.ts'
import { RunawayWatch, emptyRates, followRates, taughtRateHz } from './rates.ts'

export type Measured = Pick<
  Monitor,
  'weights' | 'histogram' | 'rates' | 'flips' | 'flipsPerS' | 'runaway' | 'dismissRunaway' | 'network'
>

/** Numbers may change this often and still be read. */
const EVERY_MS = 500

/** What the frames of a run add up to. */
export function useMeasured(run: Ref<RunSummary>, design: NetworkDesign, onFrame: EventHookOn<LiveFrame>): Measured {
  const newCounter = (): FlipCounter => new FlipCounter(design.schedule.trainSamples * design.schedule.epochs)
  let counter = newCounter()
  let watchPools = new RunawayWatch(taughtRateHz(design))
  let dismissed = false
  let pools = emptyRates(design.output.classes)
  const rates: Monitor['rates'] = shallowRef({ of: 'training', pools })
  const flips: Monitor['flips'] = shallowRef({ ...counter.curve })
  const flipsPerS: ShallowRef<number> = shallowRef(NaN)
  const weights: Monitor['weights'] = shallowRef(null)
  const histogram: Monitor['histogram'] = shallowRef(null)
  const runaway: Monitor['runaway'] = shallowRef(null)
  const network: Monitor['network'] = shallowRef('')

  /** Another network of the run is in view: what was counted of the last one is not its own. */
  function begin(name: string): void {
    network.value = name
    counter = newCounter()
    watchPools = new RunawayWatch(taughtRateHz(design))
    pools = emptyRates(design.output.classes)
    weights.value = null
    histogram.value = null
  }

  let shown: number | undefined
  const publish = useThrottleFn(
    () => {
      rates.value = { of: 'training', pools }
      // Over a long training points are rarer than this, and the same curve need not be drawn again.
      const newest = counter.curve.digits.at(-1)
      if (newest !== shown) flips.value = { ...counter.curve }
      shown = newest
      flipsPerS.value = counter.perS
    },
    EVERY_MS,
    true,
  )
  const { off } = onFrame((frame) => {
    if (run.value.status !== 'running') return
    if ((frame.network ?? '') !== network.value) begin(frame.network ?? '')
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
  return { rates, flips, flipsPerS, weights, histogram, runaway, dismissRunaway, network }
}
