import type { ComputedRef, ShallowRef } from 'vue'
import { computed, shallowRef, watch } from 'vue'
import type { ParameterDifference } from '../../../../contract/history.ts'
import type { RunSummary } from '../../../../contract/runs.ts'
import { useLab } from '../../../client/api.ts'
import { runNumber } from '../../../ui/format.ts'
import type { DesignGroup } from '../model/design-groups.ts'
import { differencesOf, groupByDesign } from '../model/design-groups.ts'
import { useHistory } from '../model/history.ts'
import { valueText } from '../model/values.ts'

/** Runs of one design within a comparison, with its name and its colour. */
export interface ComparedGroup extends DesignGroup {
  /** '0142' or '0142 +2'. */
  name: string
  /** What it has that others have not: 'η₊ 0.02'. */
  what: string
  role: `series-${number}`
  /** As CSS. */
  colour: string
}

export interface Comparison {
  groups: ComputedRef<ComparedGroup[]>
  differences: ComputedRef<{ difference: ParameterDifference; values: unknown[] }[]>
  /** Of how many parameters the differences are. */
  parameters: ComputedRef<number>
  error: Readonly<ShallowRef<unknown>>
  busy: Readonly<ShallowRef<boolean>>
}

const MOST_NAMED = 2
/** So many curves can still be told apart. */
const COLOURS = 8

/** The chosen runs, side by side: those of equal design together. */
export function useComparison(): Comparison {
  const lab = useLab()
  const history = useHistory()
  const told = shallowRef<readonly ParameterDifference[]>([])
  const compared = shallowRef<readonly RunSummary[]>([])
  const error = shallowRef<unknown>(null)
  const busy = shallowRef(false)

  watch(
    () => history.selection.runs.value.map(({ id }) => id).join(' '),
    async (key) => {
      const runs = history.selection.runs.value
      if (runs.length < 2) return
      busy.value = true
      try {
        const found = await lab.history.differences({ runIds: runs.map(({ id }) => id) })
        await Promise.all([...new Set(runs.map(({ kind }) => kind))].map((kind) => history.fields.ofKind(kind)))
        if (key !== history.selection.runs.value.map(({ id }) => id).join(' ')) return
        told.value = found
        compared.value = runs
        error.value = null
      } catch (reason) {
        error.value = reason
      } finally {
        busy.value = false
      }
    },
    { immediate: true },
  )

  const plain = computed(() => groupByDesign(compared.value, told.value))
  const differences = computed(() => differencesOf(plain.value, told.value))
  /** What names a group: few parameters, those that tell most groups apart. */
  const telling = computed(() => {
    const distinct = (values: readonly unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size
    const sorted = [...differences.value].sort((a, b) => distinct(b.values) - distinct(a.values))
    return sorted.slice(0, MOST_NAMED)
  })
  const groups = computed(() =>
    plain.value.map((group, index): ComparedGroup => {
      const number = runNumber(group.runs[0].number)
      const own = telling.value.map(({ difference: { path, label, unit }, values }) => {
        const info = history.fields.byPath.value.get(path)
        return `${plainSymbol(info?.symbol) ?? label} ${valueText(values[index])}${unit === '' ? '' : ` ${unit}`}`
      })
      return {
        ...group,
        name: group.runs.length > 1 ? `${number} +${group.runs.length - 1}` : number,
        what: own.join(', '),
        role: `series-${index % COLOURS}`,
        colour: `var(--series-${index % COLOURS})`,
      }
    }),
  )
  const parameters = computed(() => {
    const kinds = new Set(compared.value.map(({ kind }) => kind))
    const fields = [...kinds].map((kind) => history.fields.counts.get(kind) ?? 0)
    return fields.reduce((sum, count) => sum + count, 0)
  })
  return { groups, differences, parameters, error, busy }
}

/** Symbols in charts are plain text. */
function plainSymbol(symbol: string | undefined): string | undefined {
  return symbol?.replace('_', ' ')
}
