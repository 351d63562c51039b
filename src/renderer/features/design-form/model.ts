import { watchDebounced } from '@vueuse/core'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { CostEstimate, DesignProblem } from '../../../contract/api.ts'
import type { Design, FieldInfo } from '../../../contract/design/index.ts'
import { useLab } from '../../client/api.ts'
import { isSame, valueAt, withValue } from './path.ts'
import { readField } from './read.ts'

export interface DesignPart {
  /** First name of the paths in it; '' for what stands at the top. */
  name: string
  title: string
  fields: FieldInfo[]
}

/** A design being edited: its fields, what differs from where it began, what is wrong, and what running it would cost. */
export function useDesignForm() {
  const lab = useLab()
  const origin = shallowRef<Design | null>(null)
  const design = shallowRef<Design | null>(null)
  const fields = shallowRef<FieldInfo[]>([])
  const seeds = shallowRef(1)
  const workers = shallowRef(1)
  /** Of values that were typed but cannot be taken, by path. */
  const refusals = shallowReactive(new Map<string, string>())
  const problems = shallowRef<DesignProblem[]>([])
  const estimate = shallowRef<CostEstimate | null>(null)
  const failure = shallowRef<unknown>(null)

  const parts = computed(() => partsOf(fields.value))
  const changed = computed(() => new Set(fields.value.map(({ path }) => path).filter(differs)))
  const canRun = computed(
    () => design.value !== null && refusals.size === 0 && problems.value.length === 0 && !estimate.value?.overBudget,
  )

  async function begin(start: Design): Promise<void> {
    refusals.clear()
    problems.value = []
    estimate.value = null
    fields.value = await lab.designs.fields({ kind: start.kind })
    origin.value = start
    design.value = start
  }

  function valueOf(path: string): unknown {
    return design.value === null ? undefined : valueAt(design.value, path)
  }

  function originOf(path: string): unknown {
    return origin.value === null ? undefined : valueAt(origin.value, path)
  }

  function differs(path: string): boolean {
    return !isSame(valueOf(path), originOf(path))
  }

  function set(path: string, value: unknown): void {
    refusals.delete(path)
    if (design.value !== null && !isSame(valueOf(path), value)) design.value = withValue(design.value, path, value)
  }

  /** Takes what was typed, or remembers why not. */
  function type(field: FieldInfo, text: string): void {
    const read = readField(field, text)
    if ('value' in read) set(field.path, read.value)
    else refusals.set(field.path, read.problem)
  }

  /** One for each seed. */
  function countRuns(count: number): void {
    seeds.value = count
  }

  /** Everything that is wrong with one field. */
  function problemOf(path: string): string | undefined {
    return refusals.get(path) ?? problems.value.find((problem) => problem.path === path)?.message
  }

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
    } catch (error) {
      if (asked === design.value) failure.value = error
    }
  }

  return {
    ...{ design, parts, workers, changed, problems, estimate, failure, canRun },
    ...{ begin, valueOf, originOf, set, type, problemOf, countRuns },
  }
}

export type DesignForm = ReturnType<typeof useDesignForm>

function partsOf(fields: readonly FieldInfo[]): DesignPart[] {
  const parts = new Map<string, DesignPart>()
  for (const field of fields) {
    const name = field.path.includes('.') ? field.path.split('.')[0] : ''
    const part = parts.get(name) ?? { name, title: field.part === '' ? 'General' : field.part, fields: [] }
    part.fields.push(field)
    parts.set(name, part)
  }
  return [...parts.values()]
}
