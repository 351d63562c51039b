import { watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import type { CostEstimate } from '../../../../contract/api.ts'
import type { Design, FieldInfo } from '../../../../contract/design/index.ts'
import type { SweepPlan, SweepPreview } from '../../../../contract/sweep/index.ts'
import { brokenCondition, whyIdle } from '../../../../contract/design/index.ts'
import { sweepableFields } from '../../../../contract/sweep/index.ts'
import { useLab } from '../../../client/api.ts'
import { useSettings } from '../../../stores/settings.ts'
import { useAskAgain } from '../../design-form/ask-again.ts'
import { readSeeds } from '../../design-form/seeds.ts'
import type { AxisDraft } from './axis-draft.ts'
import { draftOf, draftOfAxis, readDraft } from './axis-draft.ts'

/** What a sweep begins with: a design, and perhaps what was swept before. */
export interface SweepStart {
  design: Design
  preset: string | null
  plan?: SweepPlan
}

/** A sweep as it is being planned: its fields and seeds, the trials they come to, and what these cost. */
export function useSweepForm() {
  const lab = useLab()
  const settings = useSettings()
  const start = shallowRef<SweepStart | null>(null)
  const axes = ref<AxisDraft[]>([])
  const seeds = ref('1')
  const random = ref(false)
  const trials = ref('20')
  const drawSeed = ref('1')
  const preview = shallowRef<SweepPreview | null>(null)
  const cost = shallowRef<CostEstimate | null>(null)
  const measuring = shallowRef(false)
  const failure = shallowRef<unknown>(null)
  let keys = 0

  const fields = computed<FieldInfo[]>(() => (start.value === null ? [] : sweepableFields(start.value.design.kind)))
  const free = computed(() => fields.value.filter(({ path }) => axes.value.every((axis) => axis.field.path !== path)))
  /** Why varying a field would change nothing, unless something else that varies makes it count. */
  function whyNot(field: FieldInfo): string | null {
    if (start.value === null) return null
    const swept = brokenCondition(start.value.design, field)?.path
    return axes.value.some((axis) => axis.field.path === swept) ? null : whyIdle(start.value.design, field)
  }
  const readSeedList = computed(() => readSeeds(seeds.value))
  const draws = computed(() => {
    const [count, seed] = [Number(trials.value), readSeeds(drawSeed.value)]
    return Number.isInteger(count) && count >= 1 && count <= 5000 && seed?.length === 1
      ? { trials: count, seed: seed[0] }
      : null
  })
  /** null while something in it cannot be read. */
  const plan = computed<SweepPlan | null>(() => {
    const read = axes.value.map(readDraft)
    const good = read.flatMap((axis) => ('problem' in axis ? [] : [axis]))
    if (good.length === 0 || good.length < read.length || readSeedList.value === null) return null
    if (random.value && draws.value === null) return null
    return { axes: good, seeds: readSeedList.value, random: random.value ? draws.value : null }
  })
  const canLaunch = computed(
    () =>
      plan.value !== null && (preview.value?.runs.left ?? 0) > 0 && !cost.value?.overBudget && failure.value === null,
  )

  function begin(from: SweepStart): void {
    start.value = from
    ;[preview.value, cost.value, failure.value] = [null, null, null]
    const last = from.plan
    axes.value = (last?.axes ?? []).flatMap((axis) => {
      const field = fields.value.find(({ path }) => path === axis.path)
      return field === undefined ? [] : [draftOfAxis(keys++, field, axis, from.design)]
    })
    seeds.value = (last?.seeds ?? [1]).join(', ')
    random.value = last !== undefined && last.random !== null
    trials.value = String(last?.random?.trials ?? 20)
    drawSeed.value = String(last?.random?.seed ?? 1)
  }

  function add(path: string): void {
    const field = free.value.find((candidate) => candidate.path === path)
    if (field !== undefined && start.value !== null) axes.value.push(draftOf(keys++, field, start.value.design))
  }

  function remove(key: number): void {
    axes.value = axes.value.filter((axis) => axis.key !== key)
  }

  const again = useAskAgain(() => price(plan.value))
  watch(plan, again.drop)
  watchDebounced(plan, ask, { debounce: 250 })

  /** The list is there at once; the cost takes some measuring. */
  async function ask(asked: SweepPlan | null): Promise<void> {
    ;[cost.value, failure.value] = [null, null]
    if (asked === null || start.value === null) {
      preview.value = null
      return
    }
    const { design, preset } = start.value
    try {
      const found = await lab.sweeps.preview({ design, preset, plan: asked })
      if (asked !== plan.value) return
      preview.value = found
      if (found.runs.left > 0) await price(asked)
    } catch (error) {
      if (asked === plan.value) failure.value = error
    }
  }

  async function price(asked: SweepPlan | null): Promise<void> {
    if (asked === null || start.value === null) return
    const { design, preset } = start.value
    const isCurrent = (): boolean => asked === plan.value
    measuring.value = true
    try {
      const workers = settings.settings?.workers ?? 1
      const estimate = await lab.sweeps.estimate({ design, preset, plan: asked, workers })
      if (!isCurrent()) return
      cost.value = estimate
      again.heard(estimate.measured)
    } catch (error) {
      if (isCurrent()) failure.value = error
    } finally {
      if (isCurrent()) measuring.value = false
    }
  }

  return {
    ...{ start, axes, seeds, random, trials, drawSeed, preview, cost, measuring, failure },
    ...{ free, whyNot, readSeedList, draws, plan, canLaunch, begin, end: again.drop, add, remove },
  }
}

export type SweepForm = ReturnType<typeof useSweepForm>
