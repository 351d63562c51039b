import type { ComputedRef, ShallowRef } from 'vue'
import { computed, shallowRef, watch } from 'vue'
import { abilitiesOf } from '../../../../contract/abilities.ts'
import type { LabApi } from '../../../../contract/api.ts'
import type { Series } from '../../../../contract/results.ts'
import type { Curve, PlotAxis } from '../../../charts/types.ts'
import { useLab } from '../../../client/api.ts'
import { isLive } from '../model/actions.ts'
import type { MetricCurve } from '../model/statistics.ts'
import { meanCurve } from '../model/statistics.ts'
import type { ComparedGroup } from './comparison.ts'

/** Something that runs have a curve of. */
export interface Overlay {
  key: string
  title: string
  x: PlotAxis
  y: PlotAxis
}

const digits: PlotAxis = { label: 'training digits', unit: '' }
const metrics: Overlay[] = [
  { key: 'metric:heldOutAccuracy', title: 'Accuracy', x: digits, y: { label: 'accuracy, held-out digits', unit: '' } },
  { key: 'metric:flips', title: 'Weight flips', x: digits, y: { label: 'weight flips', unit: '', min: 0 } },
]
/** Told by the metrics of a run already. */
const known = new Set(['accuracy', 'flips'])

export interface OverlayView {
  /** What there is to choose from. */
  overlays: ComputedRef<Overlay[]>
  shown: ShallowRef<string>
  overlay: ComputedRef<Overlay | undefined>
  curves: Readonly<ShallowRef<Curve[]>>
  error: Readonly<ShallowRef<unknown>>
}

/** One curve of every group over one pair of axes: the mean over its seeds, with a band of one standard deviation. */
export function useOverlay(groups: () => readonly ComparedGroup[]): OverlayView {
  const lab = useLab()
  const series = shallowRef<Record<string, Series>>({})
  const shown = shallowRef('metric:heldOutAccuracy')
  const curves = shallowRef<Curve[]>([])
  const error = shallowRef<unknown>(null)

  const overlays = computed(() => {
    const learns = groups().some(({ runs }) => abilitiesOf(runs[0].kind).curve)
    const others = Object.entries(series.value).filter(([name]) => !learns || !known.has(name))
    return [...(learns ? metrics : []), ...others.map(ofSeries)]
  })
  const overlay = computed(() => overlays.value.find(({ key }) => key === shown.value) ?? overlays.value[0])

  // Which curves there are, the first run with results tells.
  watch(
    groups,
    async (all) => {
      const ended = all.flatMap(({ runs }) => runs).find((run) => !isLive(run))
      const details = ended === undefined ? null : await lab.history.get({ runId: ended.id }).catch(() => null)
      series.value = details?.results?.series ?? {}
    },
    { immediate: true },
  )
  watch(
    [groups, overlay],
    async ([all, wanted]) => {
      if (wanted === undefined) return
      try {
        const found = await Promise.all(all.map((group) => curveOf(lab, group, wanted)))
        if (wanted === overlay.value && all === groups()) curves.value = found
        error.value = null
      } catch (reason) {
        error.value = reason
      }
    },
    { immediate: true },
  )
  return { overlays, shown, overlay, curves, error }
}

function ofSeries([name, { label, xLabel, xUnit, yUnit }]: [string, Series]): Overlay {
  // Figures name a unit in the label of some axes already.
  const x = { label: xLabel, unit: xLabel.includes(xUnit) ? '' : xUnit }
  return { key: `series:${name}`, title: label || name, x, y: { label: label || name, unit: yUnit } }
}

async function curveOf(lab: LabApi, group: ComparedGroup, { key }: Overlay): Promise<Curve> {
  const name = key.slice(key.indexOf(':') + 1)
  const runIds = group.runs.map(({ id }) => id)
  const all = key.startsWith('metric:')
    ? Object.values(await lab.history.metrics({ runIds, name }))
    : await Promise.all(runIds.map((runId) => seriesOf(lab, runId, name)))
  const { x, y, sd } = meanCurve(all)
  const label = [group.name, group.what].filter(Boolean).join('  ')
  return { name: label, role: group.role, style: all.length > 1 ? 'band' : 'line', x, y, error: sd }
}

/** Runs that ended before their results have none. */
async function seriesOf(lab: LabApi, runId: string, name: string): Promise<MetricCurve> {
  const series = await lab.history.series({ runId, name }).catch(() => null)
  return { step: series?.x ?? [], value: series?.y ?? [] }
}
