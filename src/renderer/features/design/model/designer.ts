import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import type { Design } from '../../../../contract/design/index.ts'
import { sameValue } from '../../../../contract/design/index.ts'
import type { DesignInfo } from '../../../../contract/designs.ts'
import { useLab } from '../../../client/api.ts'
import { useProject } from '../../../stores/project.ts'
import { useDesignForm } from '../../design-form/model.ts'
import { partOfPath } from '../../design-form/parts.ts'

/** Where a design begins. */
export interface Start {
  design: Design
  /** What changes are told against, if it is not the design as it begins. */
  base?: Design
  /** What that is called: 'the preset', 'run 0012', 'the defaults'. */
  against: string
  /** The preset it began as. */
  preset: string | null
  /** The project's document it is kept in. */
  document?: DesignInfo
}

/** The design that is being worked on. It stays as it is while other views are looked at. */
export const useDesigner = defineStore('designer', () => {
  const lab = useLab()
  const project = useProject()
  // Its refs stay refs.
  const form = markRaw(useDesignForm())
  const start = shallowRef<Start | null>(null)
  const document = shallowRef<DesignInfo | null>(null)
  /** What would not be lost. */
  const kept = shallowRef<Design | null>(null)
  const part = ref('')
  const isDirty = computed(() => form.design.value !== null && !sameValue(form.design.value, kept.value))
  /** A changed design is no longer the preset's. */
  const preset = computed(() => (form.differences.value.length === 0 ? (start.value?.preset ?? null) : null))

  // A document stays in its project; the design itself may go along to another.
  watch(
    () => project.current?.path,
    () => {
      if (document.value !== null) [document.value, kept.value] = [null, null]
    },
  )

  async function begin(from: Start): Promise<void> {
    await form.begin(from.design, from.base)
    start.value = from
    document.value = from.document ?? null
    kept.value = from.design
    const names = form.parts.value.map(({ name }) => name)
    part.value = names.find((name) => name === 'rule') ?? names.at(-1) ?? ''
  }

  /** Into its document, or into a new one. */
  async function keep({ asNew = false } = {}): Promise<void> {
    let design = form.design.value
    if (design === null) return
    form.finish()
    if (document.value !== null && !asNew) {
      const { id, revision } = document.value
      document.value = await lab.designs.save({ id, revision, design })
    } else {
      if (asNew) form.set('name', `${design.name} (copy)`)
      design = form.design.value!
      document.value = await lab.designs.create({ design, preset: start.value?.preset ?? null })
    }
    kept.value = design
  }

  /** One step back or forth, and to the part where it was made. */
  function step(way: 'undo' | 'redo'): void {
    const path = form.step(way)
    if (path !== undefined) part.value = partOfPath(path)
  }

  return { form, start, document, part, preset, isDirty, begin, keep, step }
})
