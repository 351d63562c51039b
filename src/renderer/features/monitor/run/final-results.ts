import type { Ref, ShallowRef } from 'vue'
import { watch } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { NamedArray } from '../../../../contract/results.ts'
import type { RunDetails } from '../../../../contract/runs.ts'
import type { Monitor, WeightImage } from '../live/monitor.ts'

const BINS = 50

type Panels = Pick<Monitor, 'weights' | 'rates'>

/** Fills the panels with what a run has left behind when it ended. */
export function useFinalResults(
  lab: LabApi,
  details: Readonly<Ref<RunDetails>>,
  { weights, rates }: Panels,
  confusion: ShallowRef<NamedArray | null>,
): void {
  watch(
    details,
    async (now) => {
      confusion.value = null
      if (!now.results) return
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
    },
    { immediate: true },
  )
}

function imageOf({ data, shape: [units, inputs] }: NamedArray): WeightImage {
  const histogram = new Float64Array(BINS)
  const weights = new Uint8Array(data.length)
  for (let a = 0; a < data.length; a++) {
    histogram[Math.min(BINS - 1, Math.floor(data[a] * BINS))]++
    weights[a] = Math.round(255 * data[a])
  }
  return { weights, histogram, units, inputs }
}
