import { watchDebounced } from '@vueuse/core'
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import type { CostEstimate, DesignProblem } from '../../../contract/api.ts'
import type { Design, FieldInfo } from '../../../contract/design/index.ts'
import { readFieldValue, sameValue, valueAt, whyIdle, withField } from '../../../contract/design/index.ts'
import { useLab } from '../../client/api.ts'
import { useAskAgain } from './ask-again.ts'
import { createEdits } from './edits.ts'
import type { Alternative } from './alternatives.ts'
import { alternativeOf, alternativesOf } from './alternatives.ts'
import { differencesOf, isLabel, partsOf } from './parts.ts'
import { written } from './values.ts'

/** What stands in a field while it is being typed, and why it cannot be taken. */
interface Typed {
  text: string
  problem?: string
}

/** A design being edited: its fields, what differs from where it began, what is wrong, and what running it would cost. */
export function useDesignForm() {
  const lab = useLab()
  const origin = shallowRef<Design | null>(null)
  const edits = createEdits<Design>()
  const design = edits.now
  const fields = shallowRef<FieldInfo[]>([])
  const seeds = shallowRef(1)
  const workers = shallowRef(1)
  /** By path. */
  const typed = shallowReactive(new Map<string, Typed>())
  const problems = shallowRef<DesignProblem[]>([])
  const estimate = shallowRef<CostEstimate | null>(null)
  const failure = shallowRef<unknown>(null)

  /** The same list as long as they are the same: a move of a slider draws no form anew. */
  const shown = computed<FieldInfo[]>((before) => {
    const now = fields.value.filter(
      (field) => design.value !== null && alternativeOf(design.value, fields.value, field) === null,
    )
    return before !== undefined && sameList(before, now) ? before : now
  })
  const parts = computed(() => partsOf(shown.value))
  const differences = computed(() =>
    design.value === null || origin.value === null
      ? []
      : differencesOf(fields.value, design.value, origin.value).filter(({ field }) => !isLabel(field)),
  )
  const changed = computed<ReadonlySet<string>>((before) => {
    const now = differences.value.map(({ field }) => field.path)
    return before !== undefined && sameList([...before], now) ? before : new Set(now)
  })
  const isRefused = computed(() => [...typed.values()].some(({ problem }) => problem !== undefined))
  const canRun = computed(
    () => design.value !== null && !isRefused.value && problems.value.length === 0 && !estimate.value?.overBudget,
  )
  /** What is wrong with the design as a whole, and has no field to stand beside. */
  const general = computed(() => {
    const paths = new Set(shown.value.map(({ path }) => path))
    return problems.value.filter(({ path }) => !paths.has(path))
  })

  /** `from` is what changes are told against; absent: the start itself. */
  async function begin(start: Design, from: Design = start): Promise<void> {
    const infos = await lab.designs.fields({ kind: start.kind })
    typed.clear()
    problems.value = []
    estimate.value = null
    fields.value = infos
    origin.value = from
    edits.begin(start)
  }

  function valueOf(path: string): unknown {
    return design.value === null ? undefined : valueAt(design.value, path)
  }

  /** Why a field does nothing in the design as it is; null: it counts. */
  function idleOf(field: FieldInfo): string | null {
    return design.value === null ? null : whyIdle(design.value, field)
  }

  /** How many fields each other value of a choice would bring. */
  function othersOf(choice: FieldInfo): Alternative[] {
    return design.value === null ? [] : alternativesOf(design.value, fields.value, choice)
  }

  function originOf(path: string): unknown {
    return origin.value === null ? undefined : valueAt(origin.value, path)
  }

  /** Changes of one gesture become one step to undo. */
  function change(path: string, value: unknown, gesture?: string): void {
    if (design.value === null || sameValue(valueOf(path), value)) return
    edits.change(withField(design.value, path, value), gesture)
  }

  function set(path: string, value: unknown, gesture?: string): void {
    typed.delete(path)
    change(path, value, gesture)
  }

  /** Takes what was typed, or remembers why not. */
  function type(field: FieldInfo, text: string): void {
    const read = readFieldValue(field, text)
    typed.set(field.path, 'value' in read ? { text } : { text, problem: read.problem })
    if ('value' in read) change(field.path, read.value, `type ${field.path}`)
  }

  /** A gesture has come to its end: what was typed is written as it is kept; what was refused stands until it is mended. */
  function rest(path: string): void {
    edits.rest()
    if (typed.get(path)?.problem === undefined) typed.delete(path)
  }

  /** All gestures have come to their end. */
  function finish(): void {
    for (const path of typed.keys()) rest(path)
  }

  function textOf(path: string): string {
    return typed.get(path)?.text ?? written(valueOf(path))
  }

  /** Back or forth by one step; gives back the path of what changed. */
  function step(way: 'undo' | 'redo'): string | undefined {
    const before = design.value
    // What could not be taken is the newest step, though the design does not know it.
    const refused = [...typed].find(([, { problem }]) => problem !== undefined)
    typed.clear()
    if (way === 'undo' && refused !== undefined) return refused[0]
    edits[way]()
    if (before === null || design.value === null) return undefined
    return differencesOf(fields.value, design.value, before)[0]?.field.path
  }

  /** One for each seed. */
  function countRuns(count: number): void {
    seeds.value = count
  }

  /** Everything that is wrong with one field. */
  function problemOf(path: string): string | undefined {
    return typed.get(path)?.problem ?? problems.value.find((problem) => problem.path === path)?.message
  }

  // A busy machine cannot be measured on; what it costs is asked for until it can.
  const again = useAskAgain(ask)
  watch([design, seeds, workers], again.drop)
  watchDebounced([design, seeds, workers], ask, { debounce: 200 })

  async function ask(): Promise<void> {
    const asked = design.value
    if (asked === null) return
    try {
      const found = await lab.designs.check({ design: asked })
      const cost =
        found.length > 0
          ? null
          : await lab.designs.estimate({ design: asked, seeds: seeds.value, workers: workers.value })
      if (asked !== design.value) return
      problems.value = found
      estimate.value = cost
      failure.value = null
      again.heard(cost === null || cost.measured)
    } catch (error) {
      if (asked === design.value) failure.value = error
    }
  }

  return {
    ...{ design, parts, workers, changed, differences, general, estimate, failure, canRun },
    ...{ canUndo: edits.canUndo, canRedo: edits.canRedo, step },
    ...{ begin, idleOf, othersOf, valueOf, originOf, textOf, set, type, rest, finish, problemOf, countRuns },
  }
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, k) => one === b[k])
}

export type DesignForm = ReturnType<typeof useDesignForm>
