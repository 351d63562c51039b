import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import type { Design } from '../../../../contract/design/index.ts'
import { useDesignForm } from '../../design-form/model.ts'
import { partOfPath } from '../../design-form/parts.ts'
import { isSame } from '../../design-form/path.ts'

/** Where a design begins. */
export interface Start {
  design: Design
  /** What changes are told against: 'the preset', 'run 0012', 'the defaults'. */
  against: string
  /** Of the design as it begins. */
  preset: string | null
}

/** The design that is being worked on. It stays as it is while other views are looked at. */
export const useDesigner = defineStore('designer', () => {
  // Its refs stay refs.
  const form = markRaw(useDesignForm())
  const start = shallowRef<Start | null>(null)
  /** What would not be lost. */
  const kept = shallowRef<Design | null>(null)
  const part = ref('')
  const isDirty = computed(() => form.design.value !== null && !isSame(form.design.value, kept.value))
  /** A changed design is no longer the preset's. */
  const preset = computed(() => (form.differences.value.length === 0 ? (start.value?.preset ?? null) : null))

  async function begin(from: Start): Promise<void> {
    await form.begin(from.design)
    start.value = from
    kept.value = from.design
    const names = form.parts.value.map(({ name }) => name)
    part.value = names.find((name) => name === 'rule') ?? names.at(-1) ?? ''
  }

  /** One step back or forth, and to the part where it was made. */
  function step(way: 'undo' | 'redo'): void {
    const path = form.step(way)
    if (path !== undefined) part.value = partOfPath(path)
  }

  return { form, start, part, preset, isDirty, begin, step }
})
