import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'
import { CoreError, sentenceOf, useLab } from '../../../client/api.ts'
import { useProjectDialog } from '../../../shell/project-dialog.ts'
import { useNotices } from '../../../stores/notices.ts'
import { useSettings } from '../../../stores/settings.ts'
import { saveBlob } from '../../../ui/save-blob.ts'
import { useDesigner } from './designer.ts'

/** Keeps the design at hand in the project, or hands it out as a file. */
export function useKeepDesign() {
  const lab = useLab()
  const designer = useDesigner()
  const notices = useNotices()
  const project = useProjectDialog()
  const settings = useSettings()
  const busy = shallowRef(false)

  async function keep(asNew = false): Promise<boolean> {
    busy.value = true
    try {
      if ((await project.ensure()) === null) return false
      await designer.keep({ asNew })
      return true
    } catch (error) {
      const isOvertaken = error instanceof CoreError && error.code === 'DESIGN_CHANGED'
      const asCopy = { label: 'Keep mine as a copy', run: () => void keep(true) }
      notices.tell('bad', sentenceOf(error), isOvertaken ? asCopy : undefined)
      return false
    } finally {
      busy.value = false
    }
  }

  /** As the terminal reads it. A file is made of what is kept. */
  async function exportFile(): Promise<void> {
    if ((designer.isDirty || designer.document === null) && !(await keep())) return
    await notices.attempt(async () => {
      const { fileName, text } = await lab.designs.export({ id: designer.document!.id })
      saveBlob(new Blob([text], { type: 'application/json' }), fileName)
    })
  }

  // A browser asks before it lets a page go; the desktop's window would stay open without a word.
  useEventListener(window, 'beforeunload', (event) => {
    if (designer.isDirty && settings.about?.host === 'browser') event.preventDefault()
  })

  return { busy, keep, exportFile }
}
