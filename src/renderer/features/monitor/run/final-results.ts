import type { Ref, ShallowRef } from 'vue'
import { watch } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { NamedArray } from '../../../../contract/results.ts'
import type { RunDetails } from '../../../../contract/runs.ts'
import type { NetworkDesign } from '../../../../contract/abilities.ts'
import type { Monitor, WeightImage } from '../live/monitor.ts'
import { loadRecorded } from '../live/recorded.ts'

type Panels = Pick<Monitor, 'weights' | 'histogram' | 'rates' | 'recorded' | 'show' | 'selection'>

/** Fills the panels with what a run has left behind when it ended. */
export function useFinalResults(
  lab: LabApi,
  details: Readonly<Ref<RunDetails>>,
  design: NetworkDesign,
  inputs: Readonly<Ref<number>>,
  { weights, histogram, rates, recorded, show, selection }: Panels,
  confusion: ShallowRef<NamedArray | null>,
): void {
  watch(
    details,
    async (now) => {
      confusion.value = null
      recorded.value = null
      if (!now.results) return
      histogram.value = now.results.series.hiddenWeightHistogram.y
      const runId = now.id
      const array = (name: string): Promise<NamedArray | null> => lab.history.array({ runId, name }).catch(() => null)
      const [hidden, matrix, own, others] = await Promise.all(
        ['hiddenWeights', 'confusion', 'poolRateOwn', 'poolRateOthers'].map(array),
      )
      if (details.value !== now) return
      if (hidden?.shape.length === 2) weights.value = imageOf(hidden)
      confusion.value = matrix
      if (own && others) {
        const pools = { ownHz: Float64Array.from(own.data), othersHz: Float64Array.from(others.data), inputHz: NaN }
        rates.value = { of: 'test', pools }
      }
      const kept = await loadRecorded(lab, runId, design, inputs.value)
      if (details.value !== now) return
      recorded.value = kept
      if (kept) {
        show(kept.presentations)
        selection.adopt(kept.units, kept.synapses)
      }
    },
    { immediate: true },
  )
}

function imageOf({ data, shape: [units, inputs] }: NamedArray): WeightImage {
  return { weights: Uint8Array.from(data, (weight) => Math.round(255 * weight)), units, inputs }
}
